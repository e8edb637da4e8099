package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A link under test with its own time: T is the start, every input happens {@code at} some time after it. */
final class LinkBench {
    static final Instant T = Instant.parse("2026-03-01T00:00:00Z");

    ConnectionSettings settings;
    PartnerProfile profile;
    LinkRecord link;
    Instant now = T;
    double jitter;
    Optional<String> node = Optional.of("fp-1");
    LinkStep last;
    private int ids;

    LinkBench(Rulebook rules) {
        this(rules, agreed());
    }

    LinkBench(Rulebook rules, ConnectionSettingsBuilder connection) {
        settings = connection.build();
        profile = rules.profile();
        link = LinkRecord.initial(settings, profile, T);
        last = new LinkStep(link, List.of(), new Verdict.Accepted());
    }

    static ConnectionSettingsBuilder agreed() {
        return connection().presentToken(SecretRef.of("nz/out")).expectToken(SecretRef.of("nz/in"));
    }

    static ConnectionSettingsBuilder exchanged() {
        return connection().register(SecretRef.of("nz/initial"), URI.create("https://depot.example/oscp/fp/2.0/nz"));
    }

    private static ConnectionSettingsBuilder connection() {
        return ConnectionSettings.of("nz", "test").cpBaseUrl(URI.create("https://derms.example/oscp/cp/2.0"));
    }

    static LinkBench vectorLike() {
        return new LinkBench(new Rulebook());
    }

    /** ONLINE at T + 1 s by a handshake of the peer that asked for the interval. */
    static LinkBench onlineByPeer(Rulebook rules, Duration theirs) {
        rules.patience = Duration.ofHours(1);
        LinkBench bench = new LinkBench(rules);
        bench.at(0, handshake("peer-1", theirs));
        bench.at(0.5, new LinkInput.Due());
        bench.at(1, answered(bench.transmitted().id(), 204));
        return bench;
    }

    static LinkBench online() {
        return onlineByPeer(new Rulebook(), Duration.ofSeconds(60));
    }

    static LinkInput handshake(String id, Duration theirs) {
        return handshake(id, RequiredBehaviour.of(theirs, MeasurementConfiguration.INTERMITTENT));
    }

    static LinkInput handshake(String id, RequiredBehaviour wanted) {
        return new LinkInput.HandshakeReceived(new RequestId(id), Handshake.of(wanted));
    }

    static LinkInput acknowledge(RequestId correlation) {
        return new LinkInput.AcknowledgeReceived(Optional.of(correlation), new HandshakeAcknowledge(Optional.empty()));
    }

    static LinkInput acknowledge(RequestId correlation, RequiredBehaviour wanted) {
        return new LinkInput.AcknowledgeReceived(Optional.of(correlation), HandshakeAcknowledge.of(wanted));
    }

    static LinkInput answered(RequestId id, int status) {
        return new LinkInput.Answered(id, result(status));
    }

    static LinkInput unanswered(RequestId id) {
        return new LinkInput.Answered(id, new SendResult.NoAnswer("connection refused"));
    }

    static SendResult result(int status) {
        return new SendResult.Answered(status, Optional.empty(), "");
    }

    static LinkInput heartbeat(Instant promise) {
        return new LinkInput.HeartbeatReceived(new Heartbeat(promise));
    }

    static Instant t(double seconds) {
        return T.plusMillis(Math.round(seconds * 1000));
    }

    LinkBench at(double seconds, LinkInput input) {
        return at(t(seconds), input);
    }

    LinkBench at(Instant instant, LinkInput input) {
        now = instant;
        ids++;
        last = LinkMachine.step(link, input, context());
        link = last.record();
        return this;
    }

    private LinkContext context() {
        return new LinkContext(settings, profile, now, new RequestId("own-" + ids), jitter, node);
    }

    /** A message of the peer with the token that it presented. */
    LinkBench at(double seconds, SecretRef presented, LinkInput message) {
        now = t(seconds);
        ids++;
        last = LinkMachine.step(link, presented, message, context());
        link = last.record();
        return this;
    }

    /** Plays all that becomes due until an instant, both sides silent. */
    LinkBench passUntil(double seconds) {
        while (link.nextDue().filter(due -> !due.isAfter(t(seconds))).isPresent()) {
            at(link.nextDue().get(), new LinkInput.Due());
        }
        now = t(seconds);
        return this;
    }

    LinkState state() {
        return link.state();
    }

    <E extends LinkEffect> List<E> effects(Class<E> type) {
        return last.effects().stream().filter(type::isInstance).map(type::cast).toList();
    }

    <E extends OscpEvent> List<E> events(Class<E> type) {
        return effects(LinkEffect.Raise.class).stream()
                .map(LinkEffect.Raise::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    LinkEffect.Transmit transmitted() {
        return effects(LinkEffect.Transmit.class).get(0);
    }

    /** Answers the heartbeat that the last step sent. */
    LinkBench heartbeatAnswered(double seconds, int status) {
        LinkEffect.Beat beat = effects(LinkEffect.Beat.class).get(0);
        return at(seconds, new LinkInput.HeartbeatAnswered(beat.session(), beat.promise(), result(status)));
    }
}
