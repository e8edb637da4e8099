package com.betterfleet.oscp.metering;

import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;

/** What a step wants done. {@link Enqueue} and {@link Withdraw} belong into the commit that keeps the step's record. */
public sealed interface MeteringEffect {
    /**
     * Ask the host; its answer comes back as {@link MeteringInput.ReadingsArrived} or {@link MeteringInput.ReadFailed}
     * with the query's window.
     *
     * @param query what to ask
     */
    record Read(MeterQuery query) implements MeteringEffect {}

    /**
     * Put a message into the group's outbox.
     *
     * @param id its {@code X-Request-ID}
     * @param message the message
     * @param subject what it is about, for operators: the window's start
     * @param notAfter when it is no longer worth sending: the window's end and the profile's backlog
     */
    record Enqueue(RequestId id, OscpMessage message, String subject, Instant notAfter) implements MeteringEffect {}

    /**
     * Take a message out of the group's outbox, where it is still there: its window was dropped.
     *
     * @param id its {@code X-Request-ID}
     */
    record Withdraw(RequestId id) implements MeteringEffect {}

    /**
     * Tell the listeners.
     *
     * @param event what happened
     */
    record Raise(OscpEvent event) implements MeteringEffect {}
}
