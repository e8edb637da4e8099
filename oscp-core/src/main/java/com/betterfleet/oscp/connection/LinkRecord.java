package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is to be known of a link: complete in itself, so that a restart goes on from it alone. Immutable. It is stored as
 * it is, component by component.
 *
 * @param state the state
 * @param since when it was entered
 * @param session the generation of the link; 0 before the first, never decreasing
 * @param startAt when we begin by ourselves: a Register while UNREGISTERED, a handshake while REGISTERED or OFFLINE; empty
 *     if we may not
 * @param exchange what Register has brought about
 * @param handshakes what is under way
 * @param agreement what the two sides asked of each other
 * @param deadlines the last known deadlines; in force only while ONLINE; empty where no heartbeats are used
 * @param pulse our heartbeats; only while ONLINE and where they are used
 * @param faults conditions with since-when and detail
 * @param lastFailure the last call for the link itself that failed; empty when none did since the last fresh start
 * @param lease which node does the link's work; empty while it is free, and it may have ended
 */
public record LinkRecord(
        LinkState state,
        Instant since,
        long session,
        Optional<Instant> startAt,
        TokenExchange exchange,
        Handshakes handshakes,
        Agreement agreement,
        Optional<Deadlines> deadlines,
        Optional<Pulse> pulse,
        List<Fault> faults,
        Optional<LinkFailure> lastFailure,
        Optional<LinkLease> lease) {
    /**
     * Copies the list and checks the number.
     *
     * @param state the state
     * @param since when it was entered
     * @param session the generation of the link; 0 before the first, never decreasing
     * @param startAt when we begin by ourselves; empty if we may not
     * @param exchange what Register has brought about
     * @param handshakes what is under way
     * @param agreement what the two sides asked of each other
     * @param deadlines the last known deadlines; in force only while ONLINE; empty where no heartbeats are used
     * @param pulse our heartbeats; only while ONLINE and where they are used
     * @param faults conditions with since-when and detail
     * @param lastFailure the last call for the link itself that failed; empty when none did since the last fresh start
     * @param lease which node does the link's work; empty while it is free, and it may have ended
     */
    public LinkRecord {
        faults = List.copyOf(faults);
        if (session < 0) {
            throw new IllegalArgumentException("session must not be negative, was " + session);
        }
    }

    /**
     * A new link. It starts REGISTERED, or UNREGISTERED where tokens are to be exchanged by Register, or DISABLED.
     *
     * @param settings the connection
     * @param profile the partner's rules
     * @param now when it was made
     * @return the link, without a session
     */
    public static LinkRecord initial(ConnectionSettings settings, PartnerProfile profile, Instant now) {
        TokenExchange exchange = TokenExchange.of(settings);
        LinkState live = exchange.used() ? LinkState.UNREGISTERED : LinkState.REGISTERED;
        Optional<Instant> start = exchange.used() ? Turn.registerAt(profile, now) : Turn.startAt(profile, now);
        return new LinkRecord(
                settings.enabled() ? live : LinkState.DISABLED,
                now,
                0,
                settings.enabled() ? start : Optional.empty(),
                exchange,
                Handshakes.NONE,
                Agreement.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The next instant at which {@link LinkInput.Due} would do something, for the node that holds the lease.
     *
     * @return the instant; empty if nothing is due without another input
     */
    public Optional<Instant> nextDue() {
        Stream<Instant> clocks = Stream.of(offlineAt(), startAt, registerAt(), pulse.map(Pulse::next))
                .flatMap(Optional::stream);
        return Times.earliest(Stream.concat(clocks, handshakes.due()));
    }

    private Optional<Instant> registerAt() {
        return state == LinkState.REGISTERING ? exchange.ours().map(OwnRegister::due) : Optional.empty();
    }

    /**
     * When the link goes offline unless something is heard: from that instant on it is to be taken for offline.
     *
     * @return the earliest deadline while ONLINE; empty otherwise and where no heartbeats are used
     */
    public Optional<Instant> offlineAt() {
        return state == LinkState.ONLINE ? deadlines.map(Deadlines::earliest) : Optional.empty();
    }

    /**
     * How energy is to be measured, as the peer demanded or accepted since the link was last not ONLINE.
     *
     * @return the configuration; empty before the first handshake
     */
    public Optional<MeasurementConfiguration> agreedMeasurement() {
        return agreement.measurement();
    }

    /**
     * What is wrong.
     *
     * @return the conditions, in their own order; {@link #faults()} has since-when and detail
     */
    public Set<Condition> conditions() {
        EnumSet<Condition> found = EnumSet.noneOf(Condition.class);
        faults.forEach(fault -> found.add(fault.condition()));
        return Collections.unmodifiableSet(found);
    }

    /**
     * The last heartbeat, handshake or acknowledgement received.
     *
     * @return when; empty before the first time ONLINE and where no heartbeats are used
     */
    public Optional<Instant> heardAt() {
        return deadlines.map(Deadlines::heardAt);
    }

    /**
     * The last promise of ours that the peer acknowledged.
     *
     * @return the promised instant; empty before the first time ONLINE and where no heartbeats are used
     */
    public Optional<Instant> acknowledgedPromise() {
        return deadlines.map(Deadlines::acknowledgedPromise);
    }

    /**
     * How often the peer asked us to beat.
     *
     * @return the interval; empty if it did not ask
     */
    public Optional<Duration> theirInterval() {
        return agreement.theirs();
    }

    /**
     * How often we asked the peer to beat.
     *
     * @return the interval; empty if we did not ask
     */
    public Optional<Duration> ourInterval() {
        return agreement.ours();
    }

    LinkRecord in(LinkState next, Instant at) {
        return new LinkRecord(
                next,
                at,
                session,
                startAt,
                exchange,
                handshakes,
                agreement,
                deadlines,
                pulse,
                faults,
                lastFailure,
                lease);
    }

    LinkRecord session(long next) {
        return new LinkRecord(
                state,
                since,
                next,
                startAt,
                exchange,
                handshakes,
                agreement,
                deadlines,
                pulse,
                faults,
                lastFailure,
                lease);
    }

    LinkRecord startAt(Optional<Instant> next) {
        return new LinkRecord(
                state,
                since,
                session,
                next,
                exchange,
                handshakes,
                agreement,
                deadlines,
                pulse,
                faults,
                lastFailure,
                lease);
    }

    LinkRecord exchange(TokenExchange next) {
        return new LinkRecord(
                state,
                since,
                session,
                startAt,
                next,
                handshakes,
                agreement,
                deadlines,
                pulse,
                faults,
                lastFailure,
                lease);
    }

    LinkRecord handshakes(Handshakes next) {
        return new LinkRecord(
                state,
                since,
                session,
                startAt,
                exchange,
                next,
                agreement,
                deadlines,
                pulse,
                faults,
                lastFailure,
                lease);
    }

    LinkRecord agreement(Agreement next) {
        return new LinkRecord(
                state,
                since,
                session,
                startAt,
                exchange,
                handshakes,
                next,
                deadlines,
                pulse,
                faults,
                lastFailure,
                lease);
    }

    LinkRecord deadlines(Optional<Deadlines> next) {
        return new LinkRecord(
                state,
                since,
                session,
                startAt,
                exchange,
                handshakes,
                agreement,
                next,
                pulse,
                faults,
                lastFailure,
                lease);
    }

    LinkRecord pulse(Optional<Pulse> next) {
        return new LinkRecord(
                state,
                since,
                session,
                startAt,
                exchange,
                handshakes,
                agreement,
                deadlines,
                next,
                faults,
                lastFailure,
                lease);
    }

    LinkRecord faults(List<Fault> next) {
        return new LinkRecord(
                state,
                since,
                session,
                startAt,
                exchange,
                handshakes,
                agreement,
                deadlines,
                pulse,
                next,
                lastFailure,
                lease);
    }

    LinkRecord lastFailure(Optional<LinkFailure> next) {
        return new LinkRecord(
                state, since, session, startAt, exchange, handshakes, agreement, deadlines, pulse, faults, next, lease);
    }

    LinkRecord lease(Optional<LinkLease> next) {
        return new LinkRecord(
                state,
                since,
                session,
                startAt,
                exchange,
                handshakes,
                agreement,
                deadlines,
                pulse,
                faults,
                lastFailure,
                next);
    }

    /** The same link by a clock that was set: what is made from our own elapsed time moves with it. */
    LinkRecord shifted(Duration step) {
        return in(state, Times.plus(since, step))
                .startAt(startAt.map(at -> Times.plus(at, step)))
                .exchange(exchange.shifted(step))
                .handshakes(handshakes.shifted(step))
                .deadlines(deadlines.map(one -> one.shifted(step)))
                .pulse(pulse.map(one -> one.shifted(step)))
                .lease(lease.map(one -> new LinkLease(one.node(), Times.plus(one.until(), step))));
    }

    /** The same link, but nothing of ours waits longer from now on than a while. */
    LinkRecord dueWithin(Instant now, Duration most) {
        Instant last = Times.plus(now, most);
        return startAt(startAt.map(at -> Times.earlier(at, last)))
                .exchange(exchange.dueBy(last))
                .handshakes(handshakes.dueBy(last));
    }
}
