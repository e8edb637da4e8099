package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.event.Condition;
import java.time.Instant;

/**
 * A condition of the link and where it was seen. It is cleared by a success of the same source, or when the link starts
 * afresh.
 *
 * @param condition which
 * @param source where it was seen
 * @param since since when
 * @param detail what was seen last, for operators
 */
public record Fault(Condition condition, Source source, Instant since, String detail) {
    /** Where a condition was seen. */
    public enum Source {
        /** In the answers to our handshakes, acknowledgements and heartbeats. */
        LINK,
        /** In the answers to waiting messages. */
        OUTBOX,
        /** In what the peer sends. */
        PEER
    }

    boolean is(Condition other, Source from) {
        return condition == other && source == from;
    }
}
