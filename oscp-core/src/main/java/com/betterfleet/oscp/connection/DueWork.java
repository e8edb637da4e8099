package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import java.time.Instant;
import java.util.Optional;

/** What time brings: acknowledgements and handshakes that are due, heartbeats. */
final class DueWork {
    private DueWork() {}

    static Verdict due(Turn turn) {
        if (turn.record().nextDue().filter(at -> passed(turn, at)).isEmpty()) {
            return new Verdict.Ignored("nothing is due yet");
        }
        return Leases.take(turn) ? work(turn) : Leases.left(turn);
    }

    private static Verdict work(Turn turn) {
        if (turn.unregistered()) {
            return OwnRegisters.due(turn);
        }
        turn.handshakes().theirs().filter(one -> passed(turn, one.due())).ifPresent(one -> acknowledge(turn, one));
        if (turn.handshakes().oursDue().filter(at -> passed(turn, at)).isPresent()) {
            turn.handshakes().ours().ifPresent(one -> ours(turn, one));
        }
        if (turn.record().startAt().filter(at -> passed(turn, at)).isPresent()) {
            startIfWeMay(turn);
        }
        if (turn.record().pulse().filter(one -> passed(turn, one.next())).isPresent()) {
            turn.beat();
        }
        return new Verdict.Accepted();
    }

    private static boolean passed(Turn turn, Instant at) {
        return Times.passed(at, turn.now());
    }

    static void acknowledge(Turn turn, PeerHandshake theirs) {
        turn.effect(new LinkEffect.Transmit(
                theirs.acknowledgementId(), new HandshakeAcknowledge(theirs.asked()), Optional.of(theirs.id())));
        turn.handshakes(turn.handshakes().theirs(Optional.of(theirs.with(PeerHandshake.Phase.SENT, turn.answerBy()))));
    }

    private static void ours(Turn turn, OwnHandshake ours) {
        switch (ours.phase()) {
            case SENT, RETRY -> transmit(turn, ours);
            case ANSWERED -> unacknowledged(turn, ours);
            case LATE, REFUSED -> renew(turn, ours.failures());
        }
    }

    private static void unacknowledged(Turn turn, OwnHandshake ours) {
        Instant again = Times.plus(turn.now(), turn.backoff().after(ours.failures() + 1));
        OwnHandshake late = ours.failed(OwnHandshake.Phase.LATE, again);
        Failures.failed(
                turn,
                Failures.HANDSHAKE,
                "answered, but not acknowledged within " + turn.rules().ackTimeout());
        turn.handshakes(turn.handshakes().ours(turn.online() ? Optional.empty() : Optional.of(late)));
    }

    private static void startIfWeMay(Turn turn) {
        turn.become(turn.record().startAt(Optional.empty()));
        if (turn.rules().weMayStart()) {
            start(turn, "we start a handshake");
        }
    }

    static void start(Turn turn, String reason) {
        renew(turn, 0);
        if (!turn.online()) {
            turn.handshaking(reason);
        }
    }

    /** A new handshake of ours, with the step's fresh id. */
    static void renew(Turn turn, int failures) {
        OwnHandshake ours = new OwnHandshake(
                turn.context().freshId(), turn.rules().ours(), OwnHandshake.Phase.SENT, turn.now(), failures);
        turn.raise(new LinkEvent.HandshakeStarted(turn.connection(), turn.now(), ours.id()));
        transmit(turn, ours);
    }

    static void transmit(Turn turn, OwnHandshake ours) {
        turn.effect(new LinkEffect.Transmit(ours.id(), Handshake.of(ours.asked()), Optional.empty()));
        turn.handshakes(turn.handshakes().ours(Optional.of(ours.with(OwnHandshake.Phase.SENT, turn.answerBy()))));
    }
}
