package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.connection.AnswerFamilies.Family;
import com.betterfleet.oscp.connection.OwnRegister.Phase;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.profile.Registration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Registers of ours: the one that begins an exchange, and the reply to the peer's. */
final class OwnRegisters {
    private static final int FORBIDDEN = 403;
    private static final Set<Phase> WAITS = EnumSet.of(Phase.WAITING, Phase.RETRY, Phase.LATE, Phase.REFUSED);
    private static final Verdict DONE = new Verdict.Accepted();

    private OwnRegisters() {}

    static Verdict due(Turn turn) {
        if (turn.record().startAt().filter(at -> Times.passed(at, turn.now())).isPresent()) {
            begin(turn, "we start a registration");
        }
        turn.exchange()
                .ours()
                .filter(one -> Times.passed(one.due(), turn.now()))
                .ifPresent(one -> act(turn, one));
        return DONE;
    }

    /** The process that awaited an answer is gone: what was sent is sent again, with the same id and the same token. */
    static void restarted(Turn turn) {
        turn.exchange(turn.exchange()
                .ours(turn.exchange().ours().map(one -> one.awaitsAnswer() ? one.with(one.phase(), turn.now()) : one)));
    }

    static Verdict now(Turn turn) {
        if (turn.record().state() == LinkState.UNREGISTERED) {
            return beginNow(turn);
        }
        Optional<OwnRegister> waiting = turn.exchange().ours().filter(one -> WAITS.contains(one.phase()));
        waiting.ifPresent(one -> act(turn, one));
        return waiting.isPresent() ? DONE : new Verdict.Ignored("a register is under way already");
    }

    private static Verdict beginNow(Turn turn) {
        if (turn.profile().registration() != Registration.INITIATE) {
            return new Verdict.Refused(
                    FORBIDDEN, "register: profile " + turn.profile().id() + " lets only the peer begin");
        }
        begin(turn, "an operator asked for a registration");
        return DONE;
    }

    private static void begin(Turn turn, String reason) {
        OwnRegister register = new OwnRegister(
                turn.context().freshId(),
                false,
                Optional.empty(),
                turn.exchange().issue(turn.context().freshToken()),
                Optional.empty(),
                Phase.WAITING,
                turn.now(),
                0);
        registering(turn, reason);
        turn.exchange(turn.exchange().sending(register));
        transmit(turn, register);
    }

    static void registering(Turn turn, String reason) {
        if (turn.record().state() == LinkState.REGISTERING) {
            return;
        }
        turn.leave(LinkState.REGISTERING, turn.now(), reason);
    }

    private static void act(Turn turn, OwnRegister ours) {
        switch (ours.phase()) {
            case WAITING, SENT, RETRY -> transmit(turn, ours);
            case ANSWERED -> unanswered(turn, ours);
            case LATE, REFUSED -> renew(turn, ours);
        }
    }

    private static void unanswered(Turn turn, OwnRegister ours) {
        String what = "answered, but the peer's own did not come within "
                + turn.rules().ackTimeout();
        Failures.failed(turn, Failures.REGISTER, what);
        replace(
                turn,
                ours.failed(Phase.LATE, Times.plus(turn.now(), turn.backoff().after(ours.failures() + 1))));
    }

    /** A new one with the same token, so that a late reply to the old one is still authentic. */
    private static void renew(Turn turn, OwnRegister ours) {
        OwnRegister again = new OwnRegister(
                turn.context().freshId(),
                false,
                Optional.empty(),
                ours.token(),
                ours.presents(),
                Phase.WAITING,
                turn.now(),
                ours.failures());
        turn.exchange(turn.exchange().sending(again));
        transmit(turn, again);
    }

    private static void transmit(Turn turn, OwnRegister ours) {
        if (!ours.left()) {
            turn.raise(new LinkEvent.RegisterStarted(turn.connection(), turn.now(), ours.id(), ours.reply()));
        }
        turn.effect(new LinkEffect.SendRegister(ours.id(), ours.correlation(), ours.token(), ours.presents()));
        replace(turn, ours.with(Phase.SENT, turn.answerBy()));
    }

    private static void replace(Turn turn, OwnRegister next) {
        turn.exchange(turn.exchange().ours(Optional.of(next)));
    }

    static Verdict answered(Turn turn, LinkInput.Answered input) {
        Optional<OwnRegister> ours = turn.exchange()
                .ours()
                .filter(OwnRegister::awaitsAnswer)
                .filter(one -> one.id().equals(input.id()));
        if (ours.isEmpty()) {
            return new Verdict.Ignored("no register with id " + input.id() + " awaits an answer");
        }
        Conditions.judge(turn, Fault.Source.LINK, Failures.REGISTER, input.result());
        Failures.judgeBegun(turn, Failures.REGISTER, input.result());
        if (AnswerFamilies.family(input.result()) instanceof Family.Message) {
            Conditions.refused(turn, Failures.REGISTER, input.result());
        }
        boolean overtaken = ours.get().reply() && Registers.refused(turn, input.presented(), input.result());
        Registers.judge(turn, input.presented(), input.result());
        if (overtaken) {
            Registers.registered(turn, "the peer refused our reply: a later register of its own was answered already");
        } else {
            answered(turn, ours.get(), input.result());
        }
        return DONE;
    }

    private static void answered(Turn turn, OwnRegister ours, SendResult result) {
        Family family = AnswerFamilies.family(result);
        if (family instanceof Family.Success && ours.reply()) {
            Registers.registered(turn, "the peer has our register");
        } else if (family instanceof Family.Success) {
            replace(
                    turn,
                    ours.with(
                            Phase.ANSWERED, Times.plus(turn.now(), turn.rules().ackTimeout())));
        } else {
            boolean same = ours.reply() || family instanceof Family.World;
            Instant again = Times.plus(turn.now(), turn.backoff().after(ours.failures() + 1, result));
            replace(turn, ours.failed(same ? Phase.RETRY : Phase.REFUSED, again));
        }
    }
}
