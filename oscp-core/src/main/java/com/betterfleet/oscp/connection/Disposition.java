package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.event.Condition;
import java.time.Instant;

/** What becomes of a waiting message after one try. */
public sealed interface Disposition {
    /** The peer took it: remove it. */
    record Done() implements Disposition {}

    /**
     * Try it again; it stays the head of its queue.
     *
     * @param at when
     */
    record Retry(Instant at) implements Disposition {}

    /**
     * Put it aside for the operator and go on with the next.
     *
     * @param why the reason, for the operator
     */
    record Park(String why) implements Disposition {}

    /**
     * Nothing of this connection would pass: pause its outbox. The head is tried again then, and at once on a new session,
     * an edit or a retry by hand.
     *
     * @param condition what is wrong
     * @param retryAt when the head is tried again
     */
    record Pause(Condition condition, Instant retryAt) implements Disposition {}
}
