package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.OperatingEnvelope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Builds the operating envelope of a direction out of what is said about it. Build it once and ask it often. */
public final class Envelopes {
    private Envelopes() {}

    /**
     * The envelope as it stands: the link as it is now, and everything that was said up to now.
     *
     * @param record what is remembered
     * @param context the link, the binding and the profile now
     * @param direction which way
     * @return an envelope with an answer for every instant (rule I15); empty while the scope is released, and for export
     *     where the binding does not manage it
     */
    public static Optional<OperatingEnvelope> of(LimitRecord record, LimitContext context, Direction direction) {
        if (record.unbound() || context.link().state().released()) {
            return Optional.empty();
        }
        return Statements.of(record, context, direction)
                .map(said -> OperatingEnvelope.of(context.binding().scope(), direction, steps(said)));
    }

    private static List<EnvelopeStep> steps(Statements said) {
        return Plan.of(said, Instant.MIN, Instant.MAX).segments().stream()
                .map(segment -> segment.ruling().from(segment.from()))
                .toList();
    }
}
