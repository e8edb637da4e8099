package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.adjustment.AdjustmentEffect;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.metering.MeteringEffect;
import java.time.Instant;
import java.util.Optional;

/**
 * A message for the outbox.
 *
 * @param id its {@code X-Request-ID}
 * @param message the message
 * @param correlationId its {@code X-Correlation-ID}, where it answers a request
 * @param subject what it is about, for operators
 * @param notAfter when it is no longer worth sending
 */
record Outgoing(
        RequestId id, OscpMessage message, Optional<RequestId> correlationId, String subject, Instant notAfter) {
    static Outgoing of(MeteringEffect.Enqueue metering) {
        return new Outgoing(
                metering.id(), metering.message(), Optional.empty(), metering.subject(), metering.notAfter());
    }

    static Outgoing of(AdjustmentEffect.Enqueue adjustment) {
        return new Outgoing(
                adjustment.id(), adjustment.message(), Optional.empty(), adjustment.subject(), adjustment.notAfter());
    }
}
