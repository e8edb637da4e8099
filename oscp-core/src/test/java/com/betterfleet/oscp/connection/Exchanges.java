package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.Registration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Links that exchange tokens, what the peer sends them and what they send: shared by the tests of Register. */
final class Exchanges {
    static final SecretRef INITIAL = SecretRef.of("nz/initial");
    static final URI PEER = URI.create("https://derms.example/oscp/cp/2.0");
    static final Duration MINUTE = Duration.ofSeconds(60);

    private Exchanges() {}

    static LinkBench awaiting() {
        Rulebook rules = new Rulebook();
        rules.registration = Registration.AWAIT;
        return new LinkBench(rules, LinkBench.exchanged());
    }

    static LinkBench initiating() {
        Rulebook rules = new Rulebook();
        rules.registration = Registration.INITIATE;
        return new LinkBench(rules, LinkBench.exchanged());
    }

    /** Registered at T + 1 s on the peer's initiative, with the peer's token p-1. */
    static LinkBench registeredByPeer() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, new LinkInput.Due());
        return bench.at(1, answered(sent(bench).id(), 204));
    }

    static LinkBench onlineByPeer() {
        LinkBench bench = registeredByPeer();
        SecretRef ours = newest(bench);
        bench.at(2, ours, handshake("h-1", MINUTE)).at(2.5, new LinkInput.Due());
        return bench.at(3, answered(bench.transmitted().id(), 204));
    }

    static LinkInput.RegisterReceived register(String id, SecretRef presented, String token) {
        return register(Optional.of(new RequestId(id)), Optional.empty(), presented, token);
    }

    static LinkInput.RegisterReceived reply(RequestId to, SecretRef presented, String token) {
        return register(Optional.of(new RequestId("reply-" + token)), Optional.of(to), presented, token);
    }

    static LinkInput.RegisterReceived register(
            Optional<RequestId> id, Optional<RequestId> correlation, SecretRef presented, String token) {
        return new LinkInput.RegisterReceived(id, correlation, presented, SecretRef.of("oscp/nz/" + token), PEER);
    }

    static LinkEffect.SendRegister sent(LinkBench bench) {
        List<LinkEffect.SendRegister> sent = bench.effects(LinkEffect.SendRegister.class);
        assertThat(sent).hasSize(1);
        return sent.get(0);
    }

    static SecretRef newest(LinkBench bench) {
        List<SecretRef> expected = bench.link.exchange().expected();
        return expected.get(expected.size() - 1);
    }

    static void silent(LinkBench bench, double until) {
        bench.passUntil(until);
        assertThat(bench.effects(LinkEffect.SendRegister.class)).isEmpty();
    }

    static void ignored(LinkBench bench) {
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
    }

    static Verdict.Refused refused(LinkBench bench) {
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Refused.class);
        return (Verdict.Refused) bench.last.verdict();
    }
}
