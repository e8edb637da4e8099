package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;

/** What can happen to a group's metering. */
public sealed interface MeteringInput {
    /**
     * The record's {@code nextDue} has come, or the link has just opened or closed. Harmless at any time: what is not due
     * is not done.
     */
    record Due() implements MeteringInput {}

    /**
     * The host answered.
     *
     * @param window the window that was asked for
     * @param readings the answer
     */
    record ReadingsArrived(TimeInterval window, MeterReadings readings) implements MeteringInput {}

    /**
     * The host failed to answer.
     *
     * @param window the window that was asked for
     * @param why the reason, for the operator
     */
    record ReadFailed(TimeInterval window, String why) implements MeteringInput {}

    /**
     * The peer acknowledged a message.
     *
     * @param id its id
     */
    record Acknowledged(RequestId id) implements MeteringInput {}

    /**
     * A message was given up: nobody will send it.
     *
     * @param id its id
     * @param why the reason, for the operator
     */
    record Discarded(RequestId id, String why) implements MeteringInput {}

    /** The process started anew: no read of the one before will be answered. */
    record Restarted() implements MeteringInput {}

    /**
     * The wall clock was set: deadlines that count elapsed time move with it, windows do not.
     *
     * @param by by how much, negative where it was set back
     */
    record ClockStepped(Duration by) implements MeteringInput {}
}
