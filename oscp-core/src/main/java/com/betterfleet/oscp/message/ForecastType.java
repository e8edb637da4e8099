package com.betterfleet.oscp.message;

/** What the blocks of a forecast mean. Direction lies here, never in a sign. */
public enum ForecastType {
    /** The most that may be imported. */
    CONSUMPTION,
    /** The most that may be exported. */
    GENERATION,
    /** The most that may be imported while the line is offline. */
    FALLBACK_CONSUMPTION,
    /** The most that may be exported while the line is offline. */
    FALLBACK_GENERATION,
    /** A wish inside the bounds, never a bound. */
    OPTIMUM
}
