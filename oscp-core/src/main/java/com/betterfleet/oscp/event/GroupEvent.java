package com.betterfleet.oscp.event;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An event of one group. */
public sealed interface GroupEvent extends OscpEvent
        permits GroupEvent.ForecastAccepted,
                GroupEvent.ForecastOverlapped,
                GroupEvent.ForecastMerged,
                GroupEvent.ForecastNotApplicable,
                GroupEvent.ProtectiveZeroStarted,
                GroupEvent.ProtectiveZeroEnded,
                GroupEvent.ModeChanged,
                GroupEvent.HorizonEnding,
                GroupEvent.ForecastOverdue,
                GroupEvent.ForecastOverdueEnded,
                GroupEvent.LimitOrdered,
                GroupEvent.LimitConfirmed,
                GroupEvent.LimitUnconfirmed,
                GroupEvent.LimitBreached,
                GroupEvent.LimitBreachEnded,
                GroupEvent.ForecastNotKept,
                GroupEvent.LimitNotApplicable,
                GroupEvent.LimitStale,
                GroupEvent.LimitReleased,
                MeteringEvent,
                GroupEvent.AdjustmentChanged,
                GroupEvent.MessageSent,
                GroupEvent.MessageFailed,
                GroupEvent.MessageParked,
                GroupEvent.OperationDone {
    /**
     * The group it belongs to.
     *
     * @return the group
     */
    GroupRef group();

    /**
     * The connection that the group belongs to.
     *
     * @return the connection
     */
    default ConnectionId connection() {
        return group().connection();
    }

    /**
     * A forecast was accepted.
     *
     * @param group the group
     * @param at when
     * @param requestId its id
     * @param type its type
     * @param blocks how many blocks
     * @param laidIn whether it is in the book, or only recorded because the link is not online
     * @param extent how much of the book it replaces
     */
    record ForecastAccepted(
            GroupRef group,
            Instant at,
            RequestId requestId,
            ForecastType type,
            int blocks,
            boolean laidIn,
            ReplaceExtent extent)
            implements GroupEvent {}

    /**
     * Blocks of one message overlapped; the smaller power counts (rule I7).
     *
     * @param group the group
     * @param at when
     * @param requestId the message
     */
    record ForecastOverlapped(GroupRef group, Instant at, RequestId requestId) implements GroupEvent {}

    /**
     * A forecast that seems to be late was merged with the book, the smaller power counting (rule I11).
     *
     * @param group the group
     * @param at when
     * @param requestId the message
     * @param lastBlockEnd its last end
     * @param previousEnd the last end of the message before
     */
    record ForecastMerged(GroupRef group, Instant at, RequestId requestId, Instant lastBlockEnd, Instant previousEnd)
            implements GroupEvent {}

    /**
     * A forecast was recorded but binds nothing here.
     *
     * @param group the group
     * @param at when
     * @param requestId the message
     * @param why why
     */
    record ForecastNotApplicable(GroupRef group, Instant at, RequestId requestId, String why) implements GroupEvent {}

    /**
     * The utility asked for zero to protect its network.
     *
     * @param group the group
     * @param at when
     * @param requestId the forecast
     */
    record ProtectiveZeroStarted(GroupRef group, Instant at, RequestId requestId) implements GroupEvent {}

    /**
     * The protective zero ended.
     *
     * @param group the group
     * @param at when
     * @param why which forecast or operation ended it
     */
    record ProtectiveZeroEnded(GroupRef group, Instant at, String why) implements GroupEvent {}

    /**
     * The mode of a direction changed.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param from before
     * @param to now
     * @param reason why
     */
    record ModeChanged(GroupRef group, Instant at, Direction direction, Mode from, Mode to, String reason)
            implements GroupEvent {}

    /**
     * What the utility has said ends soon and no more has come.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param end when it ends
     */
    record HorizonEnding(GroupRef group, Instant at, Direction direction, Instant end) implements GroupEvent {}

    /**
     * Two forecasts in a row are missing while the link is ONLINE. Told once, until {@link ForecastOverdueEnded}.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param type the type that is missing, CONSUMPTION or GENERATION
     * @param lastReceived when one was accepted last; empty if none ever was
     * @param cadence how often one is due
     */
    record ForecastOverdue(
            GroupRef group,
            Instant at,
            Direction direction,
            ForecastType type,
            Optional<Instant> lastReceived,
            Duration cadence)
            implements GroupEvent {}

    /**
     * Forecasts are overdue no more: one has come, or none is awaited because the link is not ONLINE or the direction is not
     * managed.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param lasted how long they were overdue
     */
    record ForecastOverdueEnded(GroupRef group, Instant at, Direction direction, Duration lasted)
            implements GroupEvent {}

    /**
     * An order was given to the sink.
     *
     * @param group the group
     * @param at when
     * @param order the order
     * @param source the forecast it comes from, where it comes from one
     */
    record LimitOrdered(GroupRef group, Instant at, LimitOrder order, Optional<RequestId> source)
            implements GroupEvent {}

    /**
     * A read-back showed that an order is in force.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param revision the order's revision
     * @param readBack what was read
     * @param latency from the cause of the order to its confirmation
     */
    record LimitConfirmed(
            GroupRef group, Instant at, Direction direction, long revision, Limit readBack, Duration latency)
            implements GroupEvent {}

    /**
     * A try to apply an order failed; it is tried again.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param revision the order's revision
     * @param why what the sink said or showed
     */
    record LimitUnconfirmed(GroupRef group, Instant at, Direction direction, long revision, String why)
            implements GroupEvent {}

    /**
     * A lowering was not confirmed by its deadline, or a confirmed limit reads above its order.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param revision the order's revision
     * @param since when the breach began
     * @param why which of the two
     */
    record LimitBreached(GroupRef group, Instant at, Direction direction, long revision, Instant since, String why)
            implements GroupEvent {}

    /**
     * A breach ended.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param lasted how long it lasted
     */
    record LimitBreachEnded(GroupRef group, Instant at, Direction direction, Duration lasted) implements GroupEvent {}

    /**
     * Blocks of a forecast were not or cannot be kept (rule I25): they ruled while a breach stood, or an operator says so. Told
     * once for each forecast and block.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param requestId the forecast
     * @param starts the start of each block that was not kept
     * @param why which deadline passed, what was read, or the operator's words
     * @param message the id of the message that tells the utility, put into the outbox in the same commit; empty where the
     *     profile says that the utility takes none
     */
    record ForecastNotKept(
            GroupRef group,
            Instant at,
            Direction direction,
            RequestId requestId,
            List<Instant> starts,
            String why,
            Optional<RequestId> message)
            implements GroupEvent {
        /**
         * Copies.
         *
         * @param group the group
         * @param at when
         * @param direction which
         * @param requestId the forecast
         * @param starts the start of each block that was not kept
         * @param why which deadline passed, what was read, or the operator's words
         * @param message the id of the message that tells the utility, if one does
         */
        public ForecastNotKept {
            starts = List.copyOf(starts);
        }
    }

    /**
     * The sink does not manage this direction of the scope.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param why what the sink said
     */
    record LimitNotApplicable(GroupRef group, Instant at, Direction direction, String why) implements GroupEvent {}

    /**
     * The circuit holds a higher revision than the order's.
     *
     * @param group the group
     * @param at when
     * @param direction which
     * @param revision the order's revision
     * @param accepted the circuit's
     */
    record LimitStale(GroupRef group, Instant at, Direction direction, long revision, long accepted)
            implements GroupEvent {}

    /**
     * The sink was told to release the scope.
     *
     * @param group the group
     * @param at when
     * @param revision the revision that fences it
     */
    record LimitReleased(GroupRef group, Instant at, long revision) implements GroupEvent {}

    /**
     * An adjustment that we asked the utility for came a step further in its life, its request included.
     *
     * @param group the group
     * @param at when
     * @param requestId the adjustment
     * @param type what its blocks mean
     * @param state how far it has come
     * @param blocks what was requested, and what is allowed once a forecast has answered or superseded it; never changed
     * @param why what brought it there: which forecast, which newer adjustment, which end
     */
    record AdjustmentChanged(
            GroupRef group,
            Instant at,
            RequestId requestId,
            ForecastType type,
            AdjustmentState state,
            List<AdjustedBlock> blocks,
            String why)
            implements GroupEvent {}

    /**
     * A waiting message was acknowledged by the peer.
     *
     * @param group the group
     * @param at when
     * @param action which
     * @param requestId its id
     * @param tries how many it took
     */
    record MessageSent(GroupRef group, Instant at, Action action, RequestId requestId, int tries)
            implements GroupEvent {}

    /**
     * A try to send a waiting message failed; it is tried again.
     *
     * @param group the group
     * @param at when
     * @param action which
     * @param requestId its id
     * @param why status or failure
     * @param nextTry when
     */
    record MessageFailed(GroupRef group, Instant at, Action action, RequestId requestId, String why, Instant nextTry)
            implements GroupEvent {}

    /**
     * A waiting message was parked.
     *
     * @param group the group
     * @param at when
     * @param action which
     * @param requestId its id
     * @param why status or failure
     */
    record MessageParked(GroupRef group, Instant at, Action action, RequestId requestId, String why)
            implements GroupEvent {}

    /**
     * An operator did something.
     *
     * @param group the group
     * @param at when
     * @param actor who
     * @param what which operation
     * @param result what came of it
     */
    record OperationDone(GroupRef group, Instant at, String actor, String what, String result) implements GroupEvent {}
}
