package com.betterfleet.oscp.operation;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import java.util.List;

/**
 * What an operator does by hand. Thread-safe; each call is journalled with its actor before it takes effect. Methods throw
 * {@link IllegalArgumentException} when the connection, group or message does not exist, {@link StoreUnavailableException} when
 * the store could not be read or could not take the change, and {@link UnreadableRecordException} when a newer version of the
 * library wrote what is needed.
 */
public interface Operations {
    /**
     * Starts a handshake now, whatever the back-off; while tokens have yet to be exchanged it starts, or tries again, our
     * Register instead, unless only the peer may begin one.
     *
     * <pre>{@code
     * log.info("{}", fp.operations().handshakeNow(ConnectionId.of("nz"), Actor.of("kim")));
     * }</pre>
     *
     * @param connection which
     * @param actor who asks
     * @return {@code done}; why nothing changed, if a handshake is under way already; or {@code not done: } and what to do,
     *     if the connection is suspended or disabled or only the peer may start one
     */
    String handshakeNow(ConnectionId connection, Actor actor);

    /**
     * Pauses a connection: heartbeats and sending stop, inbound requests are answered 503, its scopes are released.
     *
     * <pre>{@code
     * fp.operations().suspend(ConnectionId.of("nz"), Actor.of("kim")); // works on the grid connection
     * }</pre>
     *
     * @param connection which
     * @param actor who asks
     * @return {@code done}, or why nothing changed: it is suspended or disabled already
     */
    String suspend(ConnectionId connection, Actor actor);

    /**
     * Ends a pause: the fallback is ordered at once; a handshake and a forecast are needed to leave it.
     *
     * @param connection which
     * @param actor who asks
     * @return {@code done}; why nothing changed, if it is not suspended; or {@code not done: } if it is disabled
     */
    String resume(ConnectionId connection, Actor actor);

    /**
     * Ends the registration of a connection whose tokens are exchanged: the peer is told once, whether it hears it or not; the
     * tokens exchanged count no longer, only the initial one does; limits go to fallback, never to unlimited. We do not begin
     * anew by ourselves: {@link #handshakeNow} does.
     *
     * @param connection which
     * @param actor who asks
     * @return what came of it, for the operator
     */
    String endRegistration(ConnectionId connection, Actor actor);

    /**
     * Orders the limit in force again, with a new revision.
     *
     * @param group which
     * @param actor who asks
     * @return what came of it, for the operator
     */
    String resendLimit(GroupRef group, Actor actor);

    /**
     * Drops a protective zero's flag and nothing else: zero blocks of the forecast still rule while the line is live.
     *
     * @param group which
     * @param actor who asks
     * @return the instant from which the limit is above zero, in words
     */
    String overrideProtectiveZero(GroupRef group, Actor actor);

    /**
     * Asks the utility for another forecast than the one it has sent: {@link #requestAdjustment(GroupRef, ForecastType, List,
     * String, Actor)} with CONSUMPTION.
     *
     * @param group which
     * @param blocks what is wanted, full values
     * @param reason why, for the journal only
     * @param actor who asks
     * @return the {@code X-Request-ID} of the message, under which status and events speak of it
     */
    default RequestId requestAdjustment(GroupRef group, List<ForecastedBlock> blocks, String reason, Actor actor) {
        return requestAdjustment(group, ForecastType.CONSUMPTION, blocks, reason, actor);
    }

    /**
     * Asks the utility for another forecast than the one it has sent (AdjustGroupCapacityForecast). It changes no limit: only the
     * forecast that may answer it does. It waits in the outbox while the link is not ONLINE, at most until its last block has
     * passed; one of its type that still waits gives way to it (rule I31).
     *
     * <pre>{@code
     * RequestId id = fp.operations().requestAdjustment(
     *         group, ForecastType.CONSUMPTION, List.of(evening), "twelve buses more tonight", Actor.of("kim"));
     * }</pre>
     *
     * @param group which
     * @param type what the blocks mean
     * @param blocks what is wanted: full values, not differences, in units and phases that the partner's forecasts may have; at
     *     most 1000
     * @param reason why, for the journal only, never for the utility; 1 to 4096 characters
     * @param actor who asks
     * @return the {@code X-Request-ID} of the message, under which status and events speak of it
     * @throws IllegalArgumentException also when the profile takes no adjustments, or not this type, unit or phase; when there is
     *     no block, one is over, or two of one phase overlap; when ten adjustments are pending
     */
    RequestId requestAdjustment(
            GroupRef group, ForecastType type, List<ForecastedBlock> blocks, String reason, Actor actor);

    /**
     * Tells the utility that blocks of its forecasts were not or cannot be kept (GroupCapacityComplianceError): all those laid in
     * that overlap a time, one message for each forecast. What was told before, by hand or by itself, is not told again, and
     * nothing is more often than once a minute (rule I25).
     *
     * <pre>{@code
     * fp.operations().reportNonCompliance(
     *         group, Direction.IMPORT, TimeInterval.of(from, until), "meter works, charging cannot be held", Actor.of("kim"));
     * }</pre>
     *
     * @param group which
     * @param direction which way
     * @param span the time; blocks are known until two days after their end
     * @param message what to tell the utility, 1 to 4096 characters, of which the first 1000 are sent
     * @param actor who asks
     * @return how many blocks of which forecasts are told, and when
     * @throws IllegalArgumentException also when the profile sends no compliance errors, or there is no such block
     */
    String reportNonCompliance(GroupRef group, Direction direction, TimeInterval span, String message, Actor actor);

    /**
     * Lists messages that were parked.
     *
     * @param group whose
     * @return the messages, oldest first
     */
    List<OutboxItem> parked(GroupRef group);

    /**
     * Puts a parked message back into the queue, with its own request id; one that waits for its next try is tried now.
     *
     * @param group whose
     * @param requestId which
     * @param actor who asks
     */
    void retryParked(GroupRef group, RequestId requestId, Actor actor);

    /**
     * Discards a parked message. An adjustment is thereby given up; a metering window is told as dropped.
     *
     * @param group whose
     * @param requestId which
     * @param actor who asks
     */
    void discardParked(GroupRef group, RequestId requestId, Actor actor);
}
