package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.outbox.SendResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes inputs of acts: at random, or such as bring what is under way on. */
final class LinkScript {
    private static final int[] STATUSES = {
        204, 204, 204, 204, 204, 204, 204, 204, 200, 301, 400, 401, 403, 404, 409, 429, 500, 503, -1
    };

    /**
     * One thing that happens.
     *
     * @param what which input
     * @param pause milliseconds since the one before
     * @param jump whether to go to the next due instant instead
     * @param pick chooses among ids and statuses
     * @param help whether to do what brings a handshake on, or else the time to its next instant
     */
    record Act(LinkInput.Kind what, long pause, boolean jump, int pick, boolean help) {}

    private final LinkBench bench;
    private final List<RequestId> sent = new ArrayList<>();
    private final List<LinkEffect.Beat> beats = new ArrayList<>();
    private int peerIds;

    LinkScript(LinkBench bench) {
        this.bench = bench;
    }

    /** Later inputs answer what the last step sent. */
    void note() {
        bench.effects(LinkEffect.Transmit.class).forEach(transmit -> sent.add(transmit.id()));
        bench.effects(LinkEffect.SendRegister.class).forEach(register -> sent.add(register.id()));
        beats.addAll(bench.effects(LinkEffect.Beat.class));
    }

    LinkInput next(Act act, Instant at) {
        return act.help() ? help(act) : input(act, at);
    }

    private LinkInput help(Act act) {
        Handshakes under = bench.link.handshakes();
        Optional<RequestId> ours =
                under.ours().filter(OwnHandshake::awaitsAnswer).map(OwnHandshake::id);
        Optional<RequestId> theirs = under.theirs()
                .filter(one -> one.phase() == PeerHandshake.Phase.SENT)
                .map(PeerHandshake::acknowledgementId);
        Optional<RequestId> acknowledged =
                under.ours().filter(OwnHandshake::answered).map(OwnHandshake::id);
        Optional<OwnRegister> register = bench.link.exchange().ours();
        if (register.filter(one -> one.phase() == OwnRegister.Phase.ANSWERED).isPresent()) {
            return registerReceived(act, register.map(OwnRegister::id));
        }
        if (bench.state() == LinkState.UNREGISTERED && act.pick() % 2 == 0) {
            return registerReceived(act, Optional.empty());
        }
        return theirs.or(() -> ours)
                .or(() -> register.filter(OwnRegister::awaitsAnswer).map(OwnRegister::id))
                .map(id -> LinkBench.answered(id, 204))
                .or(() -> acknowledged.map(LinkBench::acknowledge))
                .orElseGet(() -> act.pick() % 7 == 0 ? new LinkInput.Resume() : new LinkInput.Due());
    }

    private LinkInput input(Act act, Instant at) {
        int pick = act.pick();
        return switch (act.what()) {
            case HANDSHAKE_RECEIVED ->
                new LinkInput.HandshakeReceived(
                        new RequestId("peer-" + (pick % 5 == 0 ? peerIds : ++peerIds)), new Handshake(wish(pick)));
            case ACKNOWLEDGE_RECEIVED ->
                new LinkInput.AcknowledgeReceived(
                        pick % 3 == 0 ? Optional.empty() : Optional.of(someId(pick)),
                        new HandshakeAcknowledge(wish(pick)));
            case HEARTBEAT_RECEIVED -> LinkBench.heartbeat(at.plusSeconds(pick % 4 == 0 ? -pick : pick));
            case ANSWERED -> new LinkInput.Answered(someId(pick), someResult(pick));
            case HEARTBEAT_ANSWERED ->
                beats.isEmpty()
                        ? new LinkInput.HeartbeatAnswered(pick % 3, at.plusSeconds(pick), someResult(pick))
                        : beatAnswered(beats.get(Math.max(0, beats.size() - 1 - pick % 3)), pick);
            case OUTBOX_ANSWERED -> new LinkInput.OutboxAnswered(someResult(pick));
            case REGISTER_RECEIVED ->
                registerReceived(act, pick % 3 == 0 ? Optional.of(someId(pick)) : Optional.empty());
            case REGISTRATION_ENDED -> new LinkInput.RegistrationEnded();
            case CREDENTIAL_USED -> new LinkInput.CredentialUsed(someToken(pick));
            case END_REGISTRATION -> new LinkInput.EndRegistration();
            case DUE -> new LinkInput.Due();
            case START -> new LinkInput.Start();
            case STOP -> new LinkInput.Stop(pick % 2 == 0 ? "fp-1" : "fp-2");
            case SUSPEND -> new LinkInput.Suspend();
            case RESUME -> new LinkInput.Resume();
            case DISABLE -> new LinkInput.Disable();
            case ENABLE -> new LinkInput.Enable();
            case HANDSHAKE_NOW -> new LinkInput.HandshakeNow();
            case EDITED -> new LinkInput.Edited(pick % 2 == 0);
            case CLOCK_STEPPED -> new LinkInput.ClockStepped(Duration.ofSeconds((pick - 500) * 10L));
        };
    }

    private LinkInput registerReceived(Act act, Optional<RequestId> correlation) {
        int pick = act.pick();
        peerIds++;
        return new LinkInput.RegisterReceived(
                pick % 4 == 0
                        ? Optional.empty()
                        : Optional.of(new RequestId("peer-" + (pick % 5 == 0 ? peerIds - 1 : peerIds))),
                correlation,
                someToken(pick),
                SecretRef.of("oscp/nz/peer-token-" + peerIds),
                URI.create("https://derms.example"));
    }

    private SecretRef someToken(int pick) {
        List<SecretRef> expected = bench.link.exchange().expected();
        return expected.isEmpty() ? SecretRef.of("nz/in") : expected.get(pick % expected.size());
    }

    private static LinkInput beatAnswered(LinkEffect.Beat beat, int pick) {
        return new LinkInput.HeartbeatAnswered(beat.session(), beat.promise(), someResult(pick));
    }

    private static Optional<RequiredBehaviour> wish(int pick) {
        return switch (pick % 6) {
            case 0 -> Optional.empty();
            case 1 ->
                Optional.of(RequiredBehaviour.of(Duration.ofSeconds(1 + pick), MeasurementConfiguration.CONTINUOUS));
            default ->
                Optional.of(RequiredBehaviour.of(
                        Duration.ofMillis(8_000 + pick * 77L), MeasurementConfiguration.INTERMITTENT));
        };
    }

    private RequestId someId(int pick) {
        return sent.isEmpty() || pick % 11 == 0
                ? new RequestId("nobody")
                : sent.get(Math.max(0, sent.size() - 1 - pick % 2));
    }

    private static SendResult someResult(int pick) {
        int status = STATUSES[pick % STATUSES.length];
        return status < 0
                ? new SendResult.NoAnswer("reset")
                : new SendResult.Answered(status, Optional.of(Duration.ofSeconds(pick)), "");
    }
}
