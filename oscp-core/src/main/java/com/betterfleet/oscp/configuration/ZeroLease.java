package com.betterfleet.oscp.configuration;

/** What an unattended circuit takes when a lease lapses while a protective zero rules. */
public enum ZeroLease {
    /** Zero (the default): protection outlives our silence. */
    ZERO,
    /** The smallest ruling fallback reckoned without that zero: charging goes on when communications are lost. */
    FALLBACK
}
