package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.outbox.SendResult;
import java.util.Set;

/** Sorts what became of a message into the families that decide what happens next (rule I31). Pure. */
public final class AnswerFamilies {
    private static final Set<Integer> CONNECTIONS_FAULT = Set.of(403, 404, 405, 501);
    private static final Set<Integer> COME_BACK_LATER = Set.of(408, 429);

    private AnswerFamilies() {}

    /** Whose doing an answer is. */
    public sealed interface Family {
        /** The peer took the message: any 2xx. */
        record Success() implements Family {}

        /** This message is at fault (400, 409, 413, 415, 422, other 4xx); the same again would be refused again. */
        record Message() implements Family {}

        /**
         * The connection is at fault (3xx, 401, 403, 404, 405, 501): no message would pass.
         *
         * @param condition what is wrong: AUTH_FAILED for 401, else MISCONFIGURED
         */
        record Connection(Condition condition) implements Family {}

        /** The world is at fault (no answer, 408, 429, other 5xx, anything unheard-of): try again. */
        record World() implements Family {}
    }

    /**
     * Sorts one result.
     *
     * @param result what became of one try
     * @return its family
     */
    public static Family family(SendResult result) {
        if (result instanceof SendResult.NotSent) {
            return new Family.Connection(Condition.MISCONFIGURED);
        }
        if (result instanceof SendResult.NotAuthorized) {
            return new Family.Connection(Condition.AUTH_FAILED);
        }
        return result instanceof SendResult.Answered answered ? family(answered.status()) : new Family.World();
    }

    /**
     * Says a result in a few words, for events and operators.
     *
     * @param result what became of one try
     * @return status and the peer's message, or the failure
     */
    public static String describe(SendResult result) {
        if (result instanceof SendResult.Answered answered) {
            return (answered.status() + " " + answered.message()).strip();
        }
        if (result instanceof SendResult.NotSent unsent) {
            return unsent.why();
        }
        if (result instanceof SendResult.NotAuthorized refused) {
            return refused.why();
        }
        if (result instanceof SendResult.NoCredential none) {
            return none.why();
        }
        return result instanceof SendResult.NoAnswer failed ? failed.why() : "";
    }

    private static Family family(int status) {
        if (status >= 200 && status < 300) {
            return new Family.Success();
        }
        if (status == 401) {
            return new Family.Connection(Condition.AUTH_FAILED);
        }
        if (CONNECTIONS_FAULT.contains(status) || (status >= 300 && status < 400)) {
            return new Family.Connection(Condition.MISCONFIGURED);
        }
        boolean refused = status >= 400 && status < 500 && !COME_BACK_LATER.contains(status);
        return refused ? new Family.Message() : new Family.World();
    }
}
