package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.json.Violation;
import java.util.List;

/** What is to be answered to whoever caused a step. */
public sealed interface LimitVerdict {
    /** It was taken. */
    record Accepted() implements LimitVerdict {}

    /**
     * A forecast breaks rules; the record is unchanged.
     *
     * @param violations all of them
     */
    record Refused(List<Violation> violations) implements LimitVerdict {
        /**
         * Copies.
         *
         * @param violations all of them
         */
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /**
     * An operation was carried out.
     *
     * @param result what came of it, in words
     */
    record Done(String result) implements LimitVerdict {}
}
