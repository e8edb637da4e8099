package com.betterfleet.oscp;

/** What becomes of the limits when a provider is closed. */
public enum CloseMode {
    /** Every group is ordered the smallest limit of the next hour, which also holds when its lease lapses. */
    ORDER_SAFE_LIMITS,
    /** Nothing is ordered: another node goes on. */
    LEAVE_RUNNING
}
