package com.betterfleet.oscp.limit;

/** How far an order has come (rule I24). */
public enum Stage {
    /** Made, and waiting for an earlier call of its scope to end. */
    PLANNED,
    /** With the sink. */
    APPLYING,
    /** Read back at or below its limit. */
    CONFIRMED,
    /** Not applied, or read back above its limit; it is tried again. */
    FAILED,
    /** The sink has nothing to limit here. */
    NOT_APPLICABLE
}
