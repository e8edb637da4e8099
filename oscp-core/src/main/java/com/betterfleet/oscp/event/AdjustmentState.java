package com.betterfleet.oscp.event;

/** The life of a requested adjustment. */
public enum AdjustmentState {
    /** It waits to be sent. */
    SENT,
    /** The peer answered with success. */
    DELIVERED,
    /** A forecast answered it. */
    ANSWERED,
    /** A later forecast covers it. */
    SUPERSEDED,
    /** Its last block has passed. */
    EXPIRED
}
