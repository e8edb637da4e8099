package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * The last order of a direction.
 *
 * @param order the order
 * @param at when it was made
 * @param cause when that which caused it happened; its latency is counted from there
 * @param source the forecast it comes from, where it comes from one
 * @param stage how far it has come
 * @param nextTry when it is tried again, if it failed or the sink did not know the import's circuit
 * @param repeat whether it is to be sent a second time after its confirmation (protective zero)
 * @param trouble what went wrong at its last try; empty once it is confirmed, or if nothing did
 */
public record Issued(
        LimitOrder order,
        Instant at,
        Instant cause,
        Optional<RequestId> source,
        Stage stage,
        Optional<Instant> nextTry,
        boolean repeat,
        Optional<String> trouble) {
    Issued at(Stage next) {
        Optional<String> left = next == Stage.CONFIRMED ? Optional.empty() : trouble;
        return new Issued(order, at, cause, source, next, Optional.empty(), repeat, left);
    }

    Issued failed(String why, Instant tryAgain) {
        return new Issued(order, at, cause, source, Stage.FAILED, Optional.of(tryAgain), repeat, Optional.of(why));
    }

    /** The sink has nothing to limit here; it is tried again only if that may change. */
    Issued notApplicable(String why, Optional<Instant> tryAgain) {
        return new Issued(order, at, cause, source, Stage.NOT_APPLICABLE, tryAgain, repeat, Optional.of(why));
    }

    /** Whether nothing becomes of it until something else is wanted. */
    boolean isFinal() {
        return is(Stage.NOT_APPLICABLE) && order.direction() == Direction.EXPORT;
    }

    /** Whether it came to nothing and its next try is due. */
    boolean isToBeTriedAgain(Instant now) {
        boolean failed = is(Stage.FAILED) || is(Stage.NOT_APPLICABLE);
        return failed && !isFinal() && nextTry.filter(now::isBefore).isEmpty();
    }

    boolean is(Stage one) {
        return stage == one;
    }
}
