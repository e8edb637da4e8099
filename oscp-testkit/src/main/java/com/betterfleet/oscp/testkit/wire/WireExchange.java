package com.betterfleet.oscp.testkit.wire;

import java.time.Instant;
import java.util.Optional;

/**
 * One call and what became of it.
 *
 * @param at the virtual instant of the call
 * @param from the caller's name
 * @param to the logical authority that was called
 * @param call the request as it was sent, or would have been
 * @param outcome what the caller learns
 */
public record WireExchange(Instant at, String from, String to, RawCall call, Outcome outcome) {

    /** What a caller learns of a call. */
    public sealed interface Outcome {

        /**
         * The other side answered.
         *
         * @param reply the answer, of whatever status
         */
        record Answered(RawReply reply) implements Outcome {}

        /**
         * The call failed.
         *
         * @param kind the simple name of the exception
         * @param lost the answer that the other side gave and the caller never saw; empty when the other side saw nothing
         */
        record Failed(String kind, Optional<RawReply> lost) implements Outcome {}
    }
}
