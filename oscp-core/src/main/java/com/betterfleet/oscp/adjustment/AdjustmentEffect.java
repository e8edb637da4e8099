package com.betterfleet.oscp.adjustment;

import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.message.AdjustGroupCapacityForecast;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;

/** What a step wants done. All but {@link Raise} belongs into the commit that keeps the step's record. */
public sealed interface AdjustmentEffect {
    /**
     * Put a message into the group's outbox.
     *
     * @param id its {@code X-Request-ID}
     * @param message the message
     * @param subject what it is about, for operators: its first block's start
     * @param notAfter when it is no longer worth sending: the end of its last block
     */
    record Enqueue(RequestId id, AdjustGroupCapacityForecast message, String subject, Instant notAfter)
            implements AdjustmentEffect {}

    /**
     * Take a message out of the group's outbox, if it is still there.
     *
     * @param id its {@code X-Request-ID}
     */
    record Withdraw(RequestId id) implements AdjustmentEffect {}

    /**
     * Tell the listeners.
     *
     * @param event what happened
     */
    record Raise(OscpEvent event) implements AdjustmentEffect {}
}
