package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.connection.AnswerFamilies.Family;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.SendResult;
import java.time.Instant;
import java.util.Optional;

/** What became of what we sent. */
final class Answers {
    private static final Verdict TAKEN = new Verdict.Accepted();

    private Answers() {}

    static Verdict answered(Turn turn, LinkInput.Answered input) {
        if (turn.record().state() == LinkState.REGISTERING) {
            return OwnRegisters.answered(turn, input);
        }
        Optional<OwnHandshake> ours = turn.handshakes()
                .ours()
                .filter(OwnHandshake::awaitsAnswer)
                .filter(one -> one.id().equals(input.id()));
        Optional<PeerHandshake> theirs = turn.handshakes().theirs().filter(one -> awaits(one, input.id()));
        if (ours.isPresent()) {
            Conditions.judge(turn, Fault.Source.LINK, Failures.HANDSHAKE, input.result());
            Failures.judgeBegun(turn, Failures.HANDSHAKE, input.result());
            Registers.judge(turn, input.presented(), input.result());
            ours(turn, ours.get(), input.result());
            return TAKEN;
        }
        if (theirs.isPresent()) {
            Conditions.judge(turn, Fault.Source.LINK, Failures.ACKNOWLEDGEMENT, input.result());
            Failures.judge(turn, Failures.ACKNOWLEDGEMENT, input.result());
            Registers.judge(turn, input.presented(), input.result());
            theirs(turn, theirs.get(), input.result());
            return TAKEN;
        }
        return new Verdict.Ignored("no message with id " + input.id() + " awaits an answer");
    }

    private static boolean awaits(PeerHandshake theirs, RequestId id) {
        return theirs.phase() != PeerHandshake.Phase.ACKNOWLEDGED
                && theirs.acknowledgementId().equals(id);
    }

    private static void ours(Turn turn, OwnHandshake ours, SendResult result) {
        Family family = AnswerFamilies.family(result);
        if (family instanceof Family.Success) {
            Received.oursProved(turn);
            replace(
                    turn,
                    ours.with(
                            OwnHandshake.Phase.ANSWERED,
                            Times.plus(turn.now(), turn.rules().ackTimeout())));
        } else if (family instanceof Family.World) {
            replace(turn, ours.failed(OwnHandshake.Phase.RETRY, next(turn, ours.failures() + 1, result)));
        } else if (turn.online() || turn.handshakes().theirs().isPresent()) {
            turn.handshakes(turn.handshakes().ours(Optional.empty()));
            agreeWithoutOurs(turn);
        } else {
            if (family instanceof Family.Message) {
                Conditions.refused(turn, Failures.HANDSHAKE, result);
            }
            replace(turn, ours.failed(OwnHandshake.Phase.REFUSED, next(turn, ours.failures() + 1, result)));
        }
    }

    private static void agreeWithoutOurs(Turn turn) {
        if (!turn.online()) {
            turn.goOnlineIfAgreed("we acknowledged the peer's handshake and it refused ours");
        }
    }

    private static void theirs(Turn turn, PeerHandshake theirs, SendResult result) {
        Family family = AnswerFamilies.family(result);
        if (family instanceof Family.Success) {
            acknowledged(turn, theirs);
        } else if (family instanceof Family.Message) {
            unwanted(turn, result);
        } else {
            Instant again = next(turn, theirs.failures() + 1, result);
            turn.handshakes(turn.handshakes().theirs(Optional.of(theirs.failed(again))));
        }
    }

    private static void acknowledged(Turn turn, PeerHandshake theirs) {
        turn.become(turn.record().agreement(turn.record().agreement().asked(theirs.asked())));
        if (turn.online()) {
            turn.handshakes(turn.handshakes().theirs(Optional.empty()));
            turn.retune();
            return;
        }
        Instant patience = Times.plus(turn.now(), turn.rules().ackTimeout());
        turn.handshakes(turn.handshakes()
                .theirs(Optional.of(theirs.with(PeerHandshake.Phase.ACKNOWLEDGED, patience)))
                .ours(turn.handshakes().ours().filter(OwnHandshake::outstanding)));
        turn.goOnlineIfAgreed("we acknowledged the peer's handshake");
    }

    /** The peer does not want our acknowledgement: its handshake comes to nothing. */
    private static void unwanted(Turn turn, SendResult result) {
        turn.handshakes(turn.handshakes().theirs(Optional.empty()));
        if (!turn.online() && turn.handshakes().none()) {
            turn.leaveToWait("the peer refused our acknowledgement: " + AnswerFamilies.describe(result));
            Instant again = next(turn, 1, result);
            turn.become(turn.record().startAt(turn.record().startAt().map(at -> at.isBefore(again) ? again : at)));
        }
    }

    private static Instant next(Turn turn, int failures, SendResult result) {
        return Times.plus(turn.now(), turn.backoff().after(failures, result));
    }

    private static void replace(Turn turn, OwnHandshake next) {
        turn.handshakes(turn.handshakes().ours(Optional.of(next)));
    }

    static Verdict heartbeat(Turn turn, LinkInput.HeartbeatAnswered input) {
        if (input.session() != turn.record().session()) {
            return new Verdict.Ignored("the heartbeat belongs to session " + input.session() + ", in force is "
                    + turn.record().session());
        }
        Conditions.judge(turn, Fault.Source.LINK, Failures.HEARTBEAT, input.result());
        Failures.judge(turn, Failures.HEARTBEAT, input.result());
        Registers.judge(turn, input.presented(), input.result());
        boolean success = AnswerFamilies.family(input.result()) instanceof Family.Success;
        if (success && input.promise().isAfter(turn.now())) {
            promised(turn, input.promise());
        }
        return TAKEN;
    }

    /** A promise counts at most from now on: one made by another clock or for a longer interval is not believed further. */
    private static void promised(Turn turn, Instant promise) {
        int factor = turn.heartbeat().promiseFactor();
        turn.record().pulse().ifPresent(pulse -> {
            Instant held = Times.earlier(promise, pulse.promise(turn.now(), factor));
            turn.become(turn.record()
                    .deadlines(turn.record().deadlines().map(one -> one.acknowledged(held)))
                    .pulse(Optional.of(pulse.acknowledged(promise, factor))));
        });
    }

    static Verdict outbox(Turn turn, LinkInput.OutboxAnswered input) {
        Conditions.judge(turn, Fault.Source.OUTBOX, "message", input.result());
        return TAKEN;
    }
}
