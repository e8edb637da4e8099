package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.profile.HandshakeRules;
import com.betterfleet.oscp.profile.HeartbeatRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step in the making: the record so far and the effects so far, and the moves that several inputs share. */
final class Turn {
    private final LinkContext context;
    private final List<LinkEffect> effects = new ArrayList<>();
    private LinkRecord record;

    Turn(LinkRecord record, LinkContext context) {
        this.record = record;
        this.context = context;
    }

    static Optional<Instant> startAt(PartnerProfile profile, Instant entered) {
        HandshakeRules rules = profile.handshake();
        return rules.weMayStart() ? Optional.of(Times.plus(entered, rules.patience())) : Optional.empty();
    }

    static Optional<Instant> registerAt(PartnerProfile profile, Instant entered) {
        return profile.registration() == Registration.INITIATE ? Optional.of(entered) : Optional.empty();
    }

    LinkContext context() {
        return context;
    }

    Instant now() {
        return context.now();
    }

    PartnerProfile profile() {
        return context.profile();
    }

    HandshakeRules rules() {
        return profile().handshake();
    }

    HeartbeatRules heartbeat() {
        return profile().heartbeat();
    }

    ConnectionId connection() {
        return context.connection();
    }

    LinkRecord record() {
        return record;
    }

    Handshakes handshakes() {
        return record.handshakes();
    }

    TokenExchange exchange() {
        return record.exchange();
    }

    boolean online() {
        return record.state() == LinkState.ONLINE;
    }

    /** Whether Register has to come first. */
    boolean unregistered() {
        return record.state() == LinkState.UNREGISTERED || record.state() == LinkState.REGISTERING;
    }

    List<LinkEffect> effects() {
        return effects;
    }

    void become(LinkRecord next) {
        record = next;
    }

    void handshakes(Handshakes next) {
        record = record.handshakes(next);
    }

    void exchange(TokenExchange next) {
        record = record.exchange(next);
    }

    void effect(LinkEffect effect) {
        effects.add(effect);
    }

    void raise(OscpEvent event) {
        effects.add(new LinkEffect.Raise(event));
    }

    Backoff backoff() {
        return new Backoff(rules().backoffMin(), rules().backoffMax(), context.jitter());
    }

    /** How long an answer may take before it counts as lost with the process that awaited it. */
    Instant answerBy() {
        return Times.plus(now(), profile().retry().timeout().multipliedBy(2));
    }

    Duration theirInterval() {
        return record.theirInterval().orElse(heartbeat().defaultInterval());
    }

    Duration ourInterval() {
        return record.ourInterval().orElse(heartbeat().defaultInterval());
    }

    void drawSession() {
        record = record.session(record.session() + 1);
    }

    /** Settles the deadlines at or before an instant, in order of time. */
    void settle(Instant until) {
        Optional<Instant> next = nextDeadline();
        while (next.filter(at -> Times.passed(at, until)).isPresent()) {
            pass(next.get());
            next = nextDeadline();
        }
    }

    private Optional<Instant> nextDeadline() {
        return online() ? record.offlineAt() : handshakes().glareEndsAt();
    }

    private void pass(Instant at) {
        if (online()) {
            String reason = record.deadlines().map(Deadlines::reason).orElse("a deadline passed");
            Instant then = Times.later(at, record.since());
            leave(LinkState.OFFLINE, then, reason);
            become(record.startAt(startAt(profile(), then)));
        } else {
            // the peer counts from our acknowledgement: nobody may have been there to beat since
            goOnline(
                    at,
                    Times.plus(at, rules().ackTimeout().negated()),
                    "the peer's handshake is acknowledged, ours was not within the ack time-out and is dropped");
        }
    }

    /** Goes to another state; what belonged to the state before is dropped. */
    void leave(LinkState next, Instant at, String reason) {
        LinkState from = record.state();
        become(record.in(next, at)
                .startAt(Optional.empty())
                .handshakes(handshakes().dropped())
                .agreement(Agreement.NONE)
                .pulse(Optional.empty()));
        changed(from, reason);
    }

    /** Goes to where a link waits: for what becomes of Register, or for a handshake. */
    void leaveToWait(String reason) {
        if (exchange().ours().isPresent()) {
            leave(LinkState.REGISTERING, now(), reason);
            exchange(exchange().ours(exchange().ours().map(one -> one.left() ? one.with(one.phase(), now()) : one)));
        } else if (exchange().used() && exchange().registeredAt().isEmpty()) {
            leave(LinkState.UNREGISTERED, now(), reason);
            become(record.startAt(registerAt(profile(), now())));
        } else {
            leave(LinkState.REGISTERED, now(), reason);
            become(record.startAt(startAt(profile(), now())));
        }
    }

    void handshaking(String reason) {
        LinkState from = record.state();
        become(record.in(LinkState.HANDSHAKING, now()).startAt(Optional.empty()));
        changed(from, reason);
    }

    private void goOnline(Instant at, Instant agreed, String reason) {
        LinkState from = record.state();
        become(record.in(LinkState.ONLINE, at).handshakes(handshakes().dropped()));
        if (heartbeat().used()) {
            Instant first = Times.plus(at, rules().replyDelay());
            become(record.deadlines(Optional.of(Deadlines.primed(agreed, heartbeat(), ourInterval(), theirInterval())))
                    .pulse(Optional.of(new Pulse(first, theirInterval(), Optional.empty()))));
        } else {
            become(record.deadlines(Optional.empty()));
        }
        Conditions.forget(this);
        Failures.forget(this);
        changed(from, reason);
    }

    /** Goes online as soon as neither side waits for the other's acknowledgement. */
    void goOnlineIfAgreed(String reason) {
        boolean theirsSettled = handshakes()
                .theirs()
                .map(one -> one.phase() == PeerHandshake.Phase.ACKNOWLEDGED)
                .orElse(true);
        if (handshakes().ours().isEmpty() && theirsSettled) {
            goOnline(now(), now(), reason);
        }
    }

    private void changed(LinkState from, String reason) {
        if (from != record.state()) {
            raise(new LinkEvent.LinkChanged(connection(), now(), from, record.state(), record.session(), reason));
        }
    }

    /** While ONLINE: another interval of theirs makes us beat at once, another of ours is supervised from now on. */
    void retune() {
        Optional<Pulse> pulse = record.pulse().filter(one -> !one.interval().equals(theirInterval()));
        become(record.deadlines(record.deadlines().map(one -> one.supervising(ourInterval(), now(), heartbeat()))));
        pulse.ifPresent(one -> {
            become(record.pulse(Optional.of(one.retuned(theirInterval(), now()))));
            beatNow();
        });
    }

    void heard() {
        become(record.deadlines(record.deadlines().map(one -> one.heard(now(), heartbeat()))));
    }

    /** At once, or with the next tick of the node that does the work. */
    private void beatNow() {
        if (Leases.take(this)) {
            beat();
        } else {
            become(record.pulse(record.pulse().map(one -> one.dueAt(now()))));
        }
    }

    void beat() {
        record.pulse().ifPresent(pulse -> {
            Instant promise = pulse.promise(now(), heartbeat().promiseFactor());
            effect(new LinkEffect.Beat(record.session(), promise));
            become(record.pulse(Optional.of(pulse.beaten(now(), context.jitter()))));
        });
    }

    void fault(Condition condition, Fault.Source source, String detail) {
        Conditions.raise(this, condition, source, detail);
    }
}
