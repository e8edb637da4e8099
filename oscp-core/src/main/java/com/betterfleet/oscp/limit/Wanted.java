package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.message.RequestId;
import java.util.Optional;

/**
 * What the next order would say, apart from its lease.
 *
 * @param limit the limit
 * @param wish the utility's wish
 * @param mode on what grounds
 * @param protectiveZero whether a protective zero rules
 * @param source the forecast it comes from
 * @param reason why, in words
 */
record Wanted(
        Limit limit,
        Optional<Power> wish,
        Mode mode,
        boolean protectiveZero,
        Optional<RequestId> source,
        String reason) {
    static Wanted of(Ruling ruling) {
        return new Wanted(
                ruling.limit(),
                ruling.wish(),
                ruling.mode(),
                ruling.protectiveZero(),
                ruling.rules().source(),
                ruling.reason());
    }

    /** The same, but no more than was ordered: raising waits. */
    Wanted heldAt(Issued last) {
        LimitOrder order = last.order();
        return new Wanted(
                order.limit(), wish, mode, order.protectiveZero(), last.source(), "raising waits, " + order.reason());
    }

    Wanted loweredTo(Limit least, String why) {
        return new Wanted(limit.min(least), wish, mode, protectiveZero, source, why + ", " + reason);
    }

    boolean differsFrom(LimitOrder order) {
        return !limit.equals(order.limit())
                || mode != order.mode()
                || !wish.equals(order.wish())
                || protectiveZero != order.protectiveZero();
    }
}
