package com.betterfleet.oscp.configuration;

/** What becomes of a forecast in which two blocks speak of one instant (rule I7). */
public enum OverlapPolicy {
    /** The smaller power counts, and an event tells of it: the safe side. The default. */
    MIN,
    /** The whole forecast is refused with 400, and nothing changes. */
    REJECT
}
