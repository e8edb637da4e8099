package com.betterfleet.oscp.message;

/** The phase that a value is for. */
public enum Phase {
    /** Not said. */
    UNKNOWN,
    /** The first. */
    ONE,
    /** The second. */
    TWO,
    /** The third. */
    THREE,
    /** The sum of the three. */
    ALL
}
