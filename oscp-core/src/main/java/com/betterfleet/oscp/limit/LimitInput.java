package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import java.util.Optional;

/** What can happen to a group's limit. Every input first does what is due at its instant. */
public sealed interface LimitInput {
    /**
     * A forecast arrived, not a repetition of one that was accepted.
     *
     * @param id its {@code X-Request-ID}
     * @param message the message
     */
    record ForecastReceived(RequestId id, UpdateGroupCapacityForecast message) implements LimitInput {}

    /**
     * Link or configuration changed; the deadline of a lowering runs from this instant.
     *
     * @param cause what changed, for the reason of orders
     */
    record Reevaluate(String cause) implements LimitInput {}

    /**
     * The group was bound, or its binding changed; the deadline of a lowering runs from this instant.
     *
     * @param revision the highest that a group before this one has ordered its scope or circuit with, 0 if there was none:
     *     revisions go on above it (rule I9)
     */
    record Bound(long revision) implements LimitInput {}

    /** The record's {@code nextDue} has come. */
    record Due() implements LimitInput {}

    /**
     * The sink answered an order or a release.
     *
     * @param direction the order's; of no meaning for a release
     * @param revision that of the order or release
     * @param outcome the answer
     */
    record SinkAnswered(Direction direction, long revision, Outcome outcome) implements LimitInput {}

    /**
     * The sink could not find out what became of an order or a release.
     *
     * @param direction the order's; of no meaning for a release
     * @param revision that of the order or release
     * @param why what went wrong
     */
    record SinkFailed(Direction direction, long revision, String why) implements LimitInput {}

    /**
     * The sink read what rules.
     *
     * @param direction which way
     * @param readBack the limit, unlimited if there is none; empty if it cannot be read
     */
    record ReadAnswered(Direction direction, Optional<Limit> readBack) implements LimitInput {}

    /**
     * Reading failed.
     *
     * @param direction which way
     * @param why what went wrong
     */
    record ReadFailed(Direction direction, String why) implements LimitInput {}

    /** The process started: calls in flight are forgotten and what rules is ordered again. */
    record Restarted() implements LimitInput {}

    /** An operator wants the limit ordered again. */
    record ResendLimit() implements LimitInput {}

    /** An operator drops the protective zero, and nothing else. */
    record OverrideZero() implements LimitInput {}

    /**
     * An operator says that the blocks of a time were not or cannot be kept.
     *
     * @param direction which way
     * @param span the time
     * @param words what to tell the utility
     */
    record ReportNonCompliance(Direction direction, TimeInterval span, String words) implements LimitInput {}

    /**
     * The process is about to end: the last order must be safe for an hour without us. It stands until its lease is to be
     * renewed, less is planned, or any other input shows that another process over the same store goes on.
     */
    record Close() implements LimitInput {}

    /** The group is unbound: the sink is told to release; revisions are kept. */
    record Unbind() implements LimitInput {}
}
