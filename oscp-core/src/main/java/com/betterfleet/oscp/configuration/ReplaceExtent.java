package com.betterfleet.oscp.configuration;

/** How much of the book a forecast replaces (rule I8). */
public enum ReplaceExtent {
    /**
     * Everything from the message's arrival on goes; what the old book held before the message's first start stays as a
     * bound in the ruling fallback. Never a profile's default.
     */
    REPLACE_ALL,
    /** Everything from the message's first start on; the earlier remainder is kept. */
    REPLACE_FROM_FIRST_START,
    /** Only the intervals that the message covers. */
    OVERLAY
}
