package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the peer sends: Handshake, HandshakeAcknowledge, Heartbeat. */
final class Received {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private Received() {}

    static Verdict handshake(Turn turn, LinkInput.HandshakeReceived input) {
        if (!turn.rules().peerMayStart()) {
            return new Verdict.Refused(
                    FORBIDDEN, "handshake: profile " + turn.profile().id() + " lets only us start one");
        }
        if (turn.handshakes().lastOfPeer().equals(Optional.of(input.id()))) {
            return new Verdict.Ignored("this handshake was accepted before");
        }
        Optional<RequiredBehaviour> wanted = input.message().requiredBehaviour();
        List<String> wrong = Demands.ofHandshake(wanted, turn.profile());
        if (!wrong.isEmpty()) {
            return new Verdict.Refused(BAD_REQUEST, String.join("; ", wrong));
        }
        accept(turn, input, wanted);
        return new Verdict.Accepted();
    }

    private static void accept(Turn turn, LinkInput.HandshakeReceived input, Optional<RequiredBehaviour> wanted) {
        if (!turn.online() && !oursAnswered(turn)) {
            turn.drawSession();
        }
        Instant reply = Times.plus(turn.now(), turn.rules().replyDelay());
        PeerHandshake theirs = new PeerHandshake(
                input.id(),
                turn.context().freshId(),
                turn.rules().acknowledgement(),
                PeerHandshake.Phase.WAITING,
                reply,
                0);
        turn.handshakes(turn.handshakes().accepted(theirs));
        turn.become(turn.record()
                .agreement(turn.record()
                        .agreement()
                        .demanded(
                                wanted.flatMap(RequiredBehaviour::heartbeatEvery),
                                Demands.agreed(wanted, turn.rules()))));
        turn.raise(new LinkEvent.HandshakeReceived(turn.connection(), turn.now(), input.id()));
        hurryOurs(turn, reply);
        if (turn.online()) {
            turn.heard();
            turn.retune();
        } else if (turn.record().state() != LinkState.HANDSHAKING) {
            turn.handshaking("the peer sent a handshake");
        }
    }

    private static boolean oursAnswered(Turn turn) {
        return turn.handshakes().ours().filter(OwnHandshake::answered).isPresent();
    }

    /** The peer is evidently there: ours, if it found nobody, is tried again soon; if it was refused, theirs will do. */
    private static void hurryOurs(Turn turn, Instant soon) {
        turn.handshakes(turn.handshakes()
                .ours(turn.handshakes()
                        .ours()
                        .filter(OwnHandshake::outstanding)
                        .map(one -> one.phase() == OwnHandshake.Phase.RETRY
                                ? one.with(one.phase(), Times.earlier(one.due(), soon))
                                : one)));
    }

    static Verdict acknowledge(Turn turn, LinkInput.AcknowledgeReceived input) {
        Optional<OwnHandshake> ours = turn.handshakes()
                .ours()
                .filter(OwnHandshake::outstanding)
                .filter(one -> input.correlation().map(one.id()::equals).orElse(true));
        if (ours.isEmpty()) {
            return new Verdict.Ignored("no handshake of ours is outstanding that it could acknowledge");
        }
        Optional<RequiredBehaviour> wanted =
                input.message().requiredBehaviour().filter(said -> !isEcho(turn, ours.get(), said));
        List<String> wrong = Demands.ofAcknowledge(wanted, turn.profile());
        if (!wrong.isEmpty()) {
            return new Verdict.Refused(BAD_REQUEST, String.join("; ", wrong));
        }
        acknowledged(turn, ours.get(), wanted);
        return new Verdict.Accepted();
    }

    /** Our own wish sent back says nothing of what the peer wants; anything else does. */
    private static boolean isEcho(Turn turn, OwnHandshake ours, RequiredBehaviour said) {
        return turn.rules().peerEchoes() && said.equals(ours.asked());
    }

    private static void acknowledged(Turn turn, OwnHandshake ours, Optional<RequiredBehaviour> wanted) {
        if (!ours.answered()) {
            oursProved(turn);
        }
        Failures.succeeded(turn, Failures.HANDSHAKE);
        turn.handshakes(turn.handshakes().ours(Optional.empty()));
        turn.become(turn.record()
                .agreement(turn.record()
                        .agreement()
                        .acknowledged(
                                wanted.flatMap(RequiredBehaviour::heartbeatEvery), Optional.of(agreed(turn, wanted)))
                        .asked(Optional.of(ours.asked()))));
        if (turn.online()) {
            turn.heard();
            turn.retune();
        } else {
            turn.goOnlineIfAgreed("the peer acknowledged our handshake");
        }
    }

    /** A new handshake of ours reached the peer: a session begins, unless one of theirs has begun it. */
    static void oursProved(Turn turn) {
        if (!turn.online() && turn.handshakes().theirs().isEmpty()) {
            turn.drawSession();
        }
    }

    private static MeasurementConfiguration agreed(Turn turn, Optional<RequiredBehaviour> wanted) {
        Optional<MeasurementConfiguration> said = turn.record().agreedMeasurement();
        return Demands.named(wanted).isEmpty() && said.isPresent() ? said.get() : Demands.agreed(wanted, turn.rules());
    }

    static Verdict heartbeat(Turn turn, LinkInput.HeartbeatReceived input) {
        if (!turn.heartbeat().used()) {
            return new Verdict.Ignored("profile " + turn.profile().id() + " uses no heartbeats");
        }
        turn.heard();
        promise(turn, input.message().offlineModeAt());
        return new Verdict.Accepted();
    }

    private static void promise(Turn turn, Instant said) {
        boolean past = Times.passed(said, turn.now());
        Duration most = turn.ourInterval().multipliedBy(turn.heartbeat().promiseCap());
        Deadlines.Promise promise = new Deadlines.Promise(Optional.of(said), Times.plus(turn.now(), most));
        turn.become(turn.record()
                .deadlines(turn.record()
                        .deadlines()
                        .map(one -> one.promised(past ? Optional.empty() : Optional.of(promise)))));
        if (past) {
            turn.fault(
                    Condition.CLOCK_SKEW,
                    Fault.Source.PEER,
                    "offline_mode_at " + said + " had passed when it arrived at " + turn.now());
        } else {
            Conditions.clearSkew(turn);
        }
    }
}
