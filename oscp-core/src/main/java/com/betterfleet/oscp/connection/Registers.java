package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.outbox.SendResult;
import java.util.Optional;

/** What the peer does about the registration: its Registers, the tokens it presents, its end. */
final class Registers {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Verdict TAKEN = new Verdict.Accepted();
    private static final Verdict AGREED = new Verdict.Refused(
            FORBIDDEN, "the credentials of this connection are agreed, nothing is exchanged by register");
    private static final Verdict VOID =
            new Verdict.Refused(UNAUTHORIZED, "the token has been replaced since it was presented");

    private Registers() {}

    static Verdict received(Turn turn, LinkInput.RegisterReceived input) {
        if (!turn.exchange().used()) {
            return AGREED;
        }
        if (!turn.exchange().expects(input.presented())) {
            return VOID;
        }
        boolean reply = isReply(turn, input);
        if (!reply && answering(turn, input)) {
            return new Verdict.Ignored("this register was accepted before, our reply is under way");
        }
        boolean delivered = turn.exchange().delivered(input.presented());
        turn.exchange(turn.exchange().proved(input.presented()).given(input.token(), input.baseUrl()));
        turn.raise(new LinkEvent.RegisterReceived(turn.connection(), turn.now(), input.id(), reply));
        if (!reply) {
            answer(turn, input);
        } else if (delivered
                || turn.exchange().ours().filter(one -> !one.reply()).isPresent()) {
            registered(turn, "the peer answered our register");
        }
        return TAKEN;
    }

    /**
     * A reply is never answered. It names a Register of ours, as its correlation or as its own id; or it presents what our
     * Register carries while that is under way, or so soon after it was done that it can only be meant as an answer.
     */
    private static boolean isReply(Turn turn, LinkInput.RegisterReceived input) {
        TokenExchange exchange = turn.exchange();
        boolean named = input.correlation().filter(exchange.ids()::contains).isPresent()
                || input.id().filter(exchange.ids()::contains).isPresent();
        boolean underWay = exchange.ours()
                .filter(one -> one.token().equals(input.presented()))
                .isPresent();
        boolean justDone = exchange.registeredAt()
                .map(at -> Times.plus(at, turn.rules().ackTimeout()))
                .filter(end -> turn.now().isBefore(end))
                .isPresent();
        return named || underWay || (justDone && exchange.isNewest(input.presented()));
    }

    private static boolean answering(Turn turn, LinkInput.RegisterReceived input) {
        return input.id().isPresent()
                && turn.exchange()
                        .ours()
                        .filter(one -> one.correlation().equals(input.id()))
                        .isPresent();
    }

    private static void answer(Turn turn, LinkInput.RegisterReceived input) {
        OwnRegister reply = new OwnRegister(
                turn.context().freshId(),
                true,
                input.id(),
                turn.exchange().issue(turn.context().freshToken()),
                Optional.of(input.token()),
                OwnRegister.Phase.WAITING,
                Times.plus(turn.now(), turn.rules().replyDelay()),
                0);
        turn.exchange(turn.exchange().sending(reply).registered(Optional.empty()));
        OwnRegisters.registering(turn, "the peer sent a register");
    }

    /** Both sides have each other's token: the line is where one with agreed credentials begins. */
    static void registered(Turn turn, String reason) {
        turn.exchange(turn.exchange().done(turn.now()));
        Conditions.forget(turn);
        Failures.succeeded(turn, Failures.REGISTER);
        turn.leaveToWait(reason);
        turn.raise(new LinkEvent.Registered(turn.connection(), turn.now()));
    }

    /** If the token that is presented now is refused, the next call presents the one before; if it is good, none is needed. */
    static void judge(Turn turn, Optional<SecretRef> presented, SendResult result) {
        if (refused(turn, presented, result)) {
            turn.exchange(turn.exchange().refused());
        } else if (AnswerFamilies.family(result) instanceof AnswerFamilies.Family.Success
                && presented.equals(turn.exchange().presented())) {
            turn.exchange(turn.exchange().taken());
        }
    }

    /** Whether the token that is presented now is refused although there is another: the peer's Registers overtook one another. */
    static boolean refused(Turn turn, Optional<SecretRef> presented, SendResult result) {
        return result instanceof SendResult.Answered answered
                && answered.status() == UNAUTHORIZED
                && presented.isPresent()
                && presented.equals(turn.exchange().presented())
                && !turn.exchange().spares().isEmpty();
    }

    static Verdict used(Turn turn, SecretRef token) {
        if (!turn.exchange().provedBy(token)) {
            return new Verdict.Ignored("the token proves nothing new");
        }
        boolean delivered = turn.exchange().delivered(token);
        turn.exchange(turn.exchange().proved(token));
        if (delivered) {
            registered(turn, "the peer uses the token of our register");
        }
        return TAKEN;
    }

    static Verdict ended(Turn turn) {
        if (!turn.exchange().used()) {
            return AGREED;
        }
        return begunByUs(turn)
                ? new Verdict.Ignored("nothing is registered yet, our register is under way")
                : end(turn, "the peer ended the registration");
    }

    /** What the peer ends was there before ours; the token in ours must stay good for the reply to it. */
    private static boolean begunByUs(Turn turn) {
        return turn.exchange().ours().filter(one -> !one.reply()).isPresent();
    }

    /** The peer is told once; whether it hears it or not, its tokens count no longer. */
    static Verdict endedByUs(Turn turn) {
        if (!turn.exchange().used()) {
            return AGREED;
        }
        turn.effect(new LinkEffect.Deregister(turn.context().freshId(), turn.exchange()));
        return end(turn, "an operator ended the registration");
    }

    private static Verdict end(Turn turn, String reason) {
        turn.exchange(turn.exchange().ended());
        Conditions.forget(turn);
        Failures.forget(turn);
        turn.leave(LinkState.UNREGISTERED, turn.now(), reason);
        turn.raise(new LinkEvent.RegistrationEnded(turn.connection(), turn.now(), reason));
        return TAKEN;
    }
}
