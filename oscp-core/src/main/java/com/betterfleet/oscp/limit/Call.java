package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import java.time.Instant;

/**
 * The call that the sink has not answered yet; one at a time per scope.
 *
 * @param kind what was asked
 * @param direction which way; of no meaning for a release
 * @param revision that of the order or release; 0 for a read
 * @param sentAt when
 */
public record Call(Kind kind, Direction direction, long revision, Instant sentAt) {
    /** What can be asked of a sink. */
    public enum Kind {
        /** Apply an order. */
        APPLY,
        /** Read what rules. */
        READ,
        /** Release the scope. */
        RELEASE
    }

    boolean is(Kind one, Direction way, long number) {
        return kind == one && (one == Kind.RELEASE || direction == way) && revision == number;
    }
}
