package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.connection.AnswerFamilies.Family;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.profile.RetryRules;
import java.time.Instant;
import java.util.Optional;

/** Decides what becomes of a waiting message (rule I31): at least once, in order, the same id on each try. Pure. */
public final class OutboxPolicy {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private OutboxPolicy() {}

    /**
     * Decides after a try. A success is done; a fault of the message parks it; a fault of the connection pauses the outbox,
     * except that a 403 or 404 while others pass parks the message; anything else is tried again with exponential back-off
     * and full jitter between {@code backoffMin} and {@code backoffMax}, not before a {@code Retry-After} within
     * {@code backoffMax}, and parked after {@code parkAfter} tries if others pass. A message whose next try would not be
     * before its {@code notAfter} is parked.
     *
     * @param item the message as it was before this try
     * @param result what became of this try
     * @param rules the profile's
     * @param now when the result came
     * @param jitter evenly random in [0, 1)
     * @param othersPass whether other messages of the connection pass meanwhile
     * @return what to do
     */
    public static Disposition decide(
            OutboxItem item, SendResult result, RetryRules rules, Instant now, double jitter, boolean othersPass) {
        Family family = AnswerFamilies.family(result);
        if (family instanceof Family.Success) {
            return new Disposition.Done();
        }
        if (family instanceof Family.Message || onlyThisOne(result, othersPass)) {
            return new Disposition.Park(AnswerFamilies.describe(result));
        }
        int tries = item.tries() + 1;
        Instant next =
                Times.plus(now, new Backoff(rules.backoffMin(), rules.backoffMax(), jitter).after(tries, result));
        Optional<Disposition.Park> expired = expired(item, next);
        if (expired.isPresent()) {
            return expired.get();
        }
        if (family instanceof Family.Connection connection) {
            return new Disposition.Pause(connection.condition(), next);
        }
        return othersPass && tries >= rules.parkAfter()
                ? new Disposition.Park(
                        "failed " + tries + " times while others passed, last: " + AnswerFamilies.describe(result))
                : new Disposition.Retry(next);
    }

    /**
     * Whether a message is no longer worth sending; ask before each try.
     *
     * @param item the message
     * @param at when it would be sent
     * @return to park it, or empty if it may be sent
     */
    public static Optional<Disposition.Park> expired(OutboxItem item, Instant at) {
        return item.notAfter()
                .filter(end -> Times.passed(end, at))
                .map(end -> new Disposition.Park("not worth sending after " + end));
    }

    /**
     * Whether a result concerns one group, although it reads as if it concerned the connection.
     *
     * @param result what became of a try
     * @param othersPass whether messages of other groups of the connection pass meanwhile
     * @return whether it is a 403 or 404 while others pass
     */
    public static boolean onlyThisOne(SendResult result, boolean othersPass) {
        return othersPass
                && result instanceof SendResult.Answered answered
                && (answered.status() == FORBIDDEN || answered.status() == NOT_FOUND);
    }
}
