package com.betterfleet.oscp.event;

/** The life of a requested adjustment. It only goes forward; the last three end it. */
public enum AdjustmentState {
    /** It waits in the outbox. */
    SENT,
    /** The peer answered with success. */
    DELIVERED,
    /** A forecast with its id as {@code X-Correlation-ID} was accepted. */
    ANSWERED,
    /** A later forecast of its type covers what is still ahead of it, or a newer adjustment took its place in the outbox. */
    SUPERSEDED,
    /** Its last block has passed, or it was given up: discarded by hand, or its group was unbound. */
    EXPIRED;

    /**
     * Whether something may still come of it.
     *
     * @return true for SENT and DELIVERED
     */
    public boolean pending() {
        return this == SENT || this == DELIVERED;
    }
}
