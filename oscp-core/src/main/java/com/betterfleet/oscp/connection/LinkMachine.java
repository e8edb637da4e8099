package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The one door through which a link changes. Pure and total: it never throws. Thread-safe, for it keeps nothing. */
public final class LinkMachine {
    private LinkMachine() {}

    /**
     * Takes one input: settles the deadlines at or before its instant, in order of time, then acts as the
     * {@link LinkTable} says for the state the link is then in.
     *
     * @param record the link
     * @param input what happened
     * @param context when, under which rules
     * @return the link afterwards, what is to be done, and what the sender of the input is told
     */
    public static LinkStep step(LinkRecord record, LinkInput input, LinkContext context) {
        Turn turn = new Turn(record, context);
        Verdict verdict = take(turn, input);
        if (moved(record, turn.record(), context.now())) {
            turn.effect(new LinkEffect.Moved());
        }
        return new LinkStep(turn.record(), turn.effects(), verdict);
    }

    /**
     * Takes a message of the peer together with the token that it presented: one that is accepted proves that the peer has
     * the token, before it acts; one that is refused proves nothing.
     *
     * @param record the link
     * @param presented the token's name
     * @param message what the peer sent, any input but a Register
     * @param context when, under which rules
     * @return the link afterwards, what is to be done, and what the peer is told
     */
    public static LinkStep step(LinkRecord record, SecretRef presented, LinkInput message, LinkContext context) {
        LinkStep proved = step(record, new LinkInput.CredentialUsed(presented), context);
        LinkStep taken = step(proved.record(), message, context);
        if (taken.verdict() instanceof Verdict.Refused) {
            return step(record, message, context);
        }
        List<LinkEffect> effects = Stream.concat(proved.effects().stream(), taken.effects().stream())
                .toList();
        return new LinkStep(taken.record(), effects, taken.verdict());
    }

    private static Verdict take(Turn turn, LinkInput input) {
        if (input instanceof LinkInput.ClockStepped stepped) {
            return Operators.clockStepped(turn, stepped.step());
        }
        turn.settle(turn.now());
        LinkTable.Cell cell = LinkTable.cell(turn.record().state(), input.kind());
        return switch (cell.reaction()) {
            case HANDLED -> handle(turn, input);
            case IGNORED -> new Verdict.Ignored(cell.sentence());
            case REFUSED -> new Verdict.Refused(cell.status(), cell.sentence());
        };
    }

    private static Verdict handle(Turn turn, LinkInput input) {
        if (input instanceof LinkInput.HandshakeReceived received) {
            return Received.handshake(turn, received);
        }
        if (input instanceof LinkInput.AcknowledgeReceived received) {
            return Received.acknowledge(turn, received);
        }
        if (input instanceof LinkInput.HeartbeatReceived received) {
            return Received.heartbeat(turn, received);
        }
        if (input instanceof LinkInput.RegisterReceived received) {
            return Registers.received(turn, received);
        }
        if (input instanceof LinkInput.CredentialUsed used) {
            return Registers.used(turn, used.token());
        }
        if (input instanceof LinkInput.Answered answered) {
            return Answers.answered(turn, answered);
        }
        if (input instanceof LinkInput.HeartbeatAnswered answered) {
            return Answers.heartbeat(turn, answered);
        }
        if (input instanceof LinkInput.OutboxAnswered answered) {
            return Answers.outbox(turn, answered);
        }
        if (input instanceof LinkInput.Stop stopped) {
            return Leases.givenBack(turn, stopped.node());
        }
        return input instanceof LinkInput.Edited edited ? Operators.edited(turn, edited) : handle(turn, input.kind());
    }

    private static Verdict handle(Turn turn, LinkInput.Kind kind) {
        return switch (kind) {
            case DUE -> DueWork.due(turn);
            case START -> Restarts.start(turn);
            case SUSPEND -> Operators.take(turn, LinkState.SUSPENDED, "suspended by an operator");
            case DISABLE -> Operators.take(turn, LinkState.DISABLED, "disabled by the configuration");
            case RESUME -> Operators.giveBack(turn, "resumed by an operator");
            case ENABLE -> Operators.giveBack(turn, "enabled by the configuration");
            case REGISTRATION_ENDED -> Registers.ended(turn);
            case END_REGISTRATION -> Registers.endedByUs(turn);
            case HANDSHAKE_NOW -> Operators.handshakeNow(turn);
            default -> new Verdict.Ignored("nothing to do");
        };
    }

    private static boolean moved(LinkRecord before, LinkRecord after, Instant now) {
        return before.state() != after.state()
                || before.session() != after.session()
                || deadlineMoved(before.offlineAt(), after.offlineAt(), now);
    }

    private static boolean deadlineMoved(Optional<Instant> before, Optional<Instant> after, Instant now) {
        if (before.isEmpty() || after.isEmpty()) {
            return !before.equals(after);
        }
        Duration left = Duration.between(now, before.get());
        Duration next = Duration.between(now, after.get());
        return next.compareTo(left) < 0 || left.multipliedBy(2).compareTo(next) < 0;
    }
}
