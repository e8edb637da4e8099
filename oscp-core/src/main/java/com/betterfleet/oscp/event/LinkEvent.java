package com.betterfleet.oscp.event;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** An event of a connection as a whole. */
public sealed interface LinkEvent extends OscpEvent {
    /**
     * The connection it belongs to.
     *
     * @return the connection
     */
    ConnectionId connection();

    /**
     * The link changed its state.
     *
     * @param connection the connection
     * @param at when
     * @param from the state before
     * @param to the state now
     * @param session the session in force, 0 before the first
     * @param reason why
     */
    record LinkChanged(ConnectionId connection, Instant at, LinkState from, LinkState to, long session, String reason)
            implements LinkEvent {}

    /**
     * We sent a handshake of ours.
     *
     * @param connection the connection
     * @param at when
     * @param requestId its id
     */
    record HandshakeStarted(ConnectionId connection, Instant at, RequestId requestId) implements LinkEvent {}

    /**
     * The peer sent a handshake and it was accepted.
     *
     * @param connection the connection
     * @param at when
     * @param requestId its id
     */
    record HandshakeReceived(ConnectionId connection, Instant at, RequestId requestId) implements LinkEvent {}

    /**
     * We sent a Register for the first time.
     *
     * @param connection the connection
     * @param at when
     * @param requestId its id
     * @param reply whether it answers one of the peer's
     */
    record RegisterStarted(ConnectionId connection, Instant at, RequestId requestId, boolean reply)
            implements LinkEvent {}

    /**
     * The peer sent a Register and it was accepted: its token is the one we present from now on.
     *
     * @param connection the connection
     * @param at when
     * @param requestId its id, if it had one
     * @param reply whether it answers one of ours; then none of ours answers it
     */
    record RegisterReceived(ConnectionId connection, Instant at, Optional<RequestId> requestId, boolean reply)
            implements LinkEvent {}

    /**
     * Both sides have each other's token; a handshake is next.
     *
     * @param connection the connection
     * @param at when
     */
    record Registered(ConnectionId connection, Instant at) implements LinkEvent {}

    /**
     * The registration ended: the tokens exchanged count no longer, only the initial one does.
     *
     * @param connection the connection
     * @param at when
     * @param reason who ended it
     */
    record RegistrationEnded(ConnectionId connection, Instant at, String reason) implements LinkEvent {}

    /**
     * A condition began.
     *
     * @param connection the connection
     * @param at when
     * @param condition which
     * @param detail what was seen
     */
    record ConditionRaised(ConnectionId connection, Instant at, Condition condition, String detail)
            implements LinkEvent {}

    /**
     * A condition ended.
     *
     * @param connection the connection
     * @param at when
     * @param condition which
     */
    record ConditionCleared(ConnectionId connection, Instant at, Condition condition) implements LinkEvent {}

    /**
     * The wall clock was set; our own deadlines moved with it.
     *
     * @param connection the connection
     * @param at when
     * @param step by how much, negative for back
     */
    record ClockStepped(ConnectionId connection, Instant at, Duration step) implements LinkEvent {}

    /**
     * A request of the peer was refused; nothing changed.
     *
     * @param connection the connection
     * @param at when
     * @param action the last path segment, bounded
     * @param status our answer
     * @param why the violations, bounded
     */
    record MessageRefused(ConnectionId connection, Instant at, String action, int status, String why)
            implements LinkEvent {}

    /**
     * A message of the peer was read only because of tolerances that had not been needed on this connection since the
     * process started. Later uses are counted in {@code status()} and not told again.
     *
     * @param connection the connection
     * @param at when
     * @param action which message
     * @param tolerances the names of those that are new, such as {@code CAPACITY_AS_TEXT}
     */
    record TolerancesUsed(ConnectionId connection, Instant at, Action action, Set<String> tolerances)
            implements LinkEvent {}

    /**
     * An input of the peer was accepted but changed nothing.
     *
     * @param connection the connection
     * @param at when
     * @param what what it was
     * @param reason why it changed nothing
     */
    record InputIgnored(ConnectionId connection, Instant at, String what, String reason) implements LinkEvent {}

    /**
     * The configuration was changed.
     *
     * @param connection the connection
     * @param at when
     * @param actor who
     * @param what which change
     */
    record ConfigurationChanged(ConnectionId connection, Instant at, String actor, String what) implements LinkEvent {}
}
