package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.connection.AnswerFamilies.Family;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.outbox.SendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Raises and clears conditions: an event when a condition begins, one when the last source of it is gone. */
final class Conditions {
    private static final Set<Condition> OF_SENDING = Set.of(Condition.AUTH_FAILED, Condition.MISCONFIGURED);

    private Conditions() {}

    /** What an answer says of the connection: a success clears what this source raised, a fault of it raises. */
    static void judge(Turn turn, Fault.Source source, String what, SendResult result) {
        Family family = AnswerFamilies.family(result);
        if (family instanceof Family.Success) {
            clear(turn, fault -> fault.source() == source && OF_SENDING.contains(fault.condition()));
        } else if (family instanceof Family.Connection connection) {
            raise(turn, connection.condition(), source, what + ": " + AnswerFamilies.describe(result));
        } else if (result instanceof SendResult.NoCredential none) {
            raise(turn, Condition.AUTH_FAILED, source, what + ": " + none.why());
        }
    }

    /** The peer does not want what the configuration or the profile has us say: it stays so until someone changes it. */
    static void refused(Turn turn, String what, SendResult result) {
        raise(turn, Condition.MISCONFIGURED, Fault.Source.LINK, what + ": " + AnswerFamilies.describe(result));
    }

    static void raise(Turn turn, Condition condition, Fault.Source source, String detail) {
        boolean known = turn.record().conditions().contains(condition);
        List<Fault> faults = new ArrayList<>(turn.record().faults());
        Fault fault = faults.stream()
                .filter(one -> one.is(condition, source))
                .findFirst()
                .map(one -> new Fault(condition, source, one.since(), detail))
                .orElseGet(() -> new Fault(condition, source, turn.now(), detail));
        faults.removeIf(one -> one.is(condition, source));
        faults.add(fault);
        turn.become(turn.record().faults(faults));
        if (!known) {
            turn.raise(new LinkEvent.ConditionRaised(turn.connection(), turn.now(), condition, detail));
        }
    }

    static void clearSkew(Turn turn) {
        clear(turn, fault -> fault.condition() == Condition.CLOCK_SKEW);
    }

    /** A new start: what was wrong with sending may be right now. */
    static void forget(Turn turn) {
        clear(turn, fault -> OF_SENDING.contains(fault.condition()));
    }

    private static void clear(Turn turn, Predicate<Fault> gone) {
        Set<Condition> before = turn.record().conditions();
        if (before.isEmpty()) {
            return;
        }
        List<Fault> left = turn.record().faults().stream().filter(gone.negate()).toList();
        turn.become(turn.record().faults(left));
        Set<Condition> after = turn.record().conditions();
        before.stream()
                .filter(condition -> !after.contains(condition))
                .forEach(condition ->
                        turn.raise(new LinkEvent.ConditionCleared(turn.connection(), turn.now(), condition)));
    }
}
