package com.betterfleet.oscp.http;

import com.betterfleet.oscp.json.Violation;
import java.util.List;

/** What the engine made of a message: taken, or refused by a rule that the peer broke. */
public sealed interface Reception {
    /** The message is taken and its effect committed (or it was a repetition of one that is): answered 204. */
    record Accepted() implements Reception {}

    /**
     * The message broke a rule and changed nothing.
     *
     * @param status the answer: 400 to 499 except 422 and 429, 501 where no version is common, or 503 while shutting down
     * @param violations every rule broken, at least one
     */
    record Refused(int status, List<Violation> violations) implements Reception {
        /**
         * Checks the status and copies the violations.
         *
         * @param status the answer: 400 to 499 except 422 and 429, 501 where no version is common, or 503 while shutting down
         * @param violations every rule broken, at least one
         */
        public Refused {
            boolean peers = status >= 400 && status <= 499 && status != 422 && status != 429;
            if (!peers && status != 501 && status != 503) {
                throw new IllegalArgumentException(
                        "status must be 400 to 499 except 422 and 429, 501 or 503, was " + status);
            }
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("violations must not be empty");
            }
        }
    }
}
