package com.betterfleet.oscp.json;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of a body.
 *
 * @param <T> what it was to become
 */
public sealed interface DecodeResult<T> {

    /**
     * The body was taken.
     *
     * @param <T> what it became
     * @param value the message
     * @param tolerancesUsed the departures from the standard that had to be tolerated; usually none
     */
    record Decoded<T>(T value, Set<Tolerance> tolerancesUsed) implements DecodeResult<T> {
        /**
         * Copies the set.
         *
         * @param value as the component says
         * @param tolerancesUsed as the component says
         */
        public Decoded {
            tolerancesUsed = Set.copyOf(tolerancesUsed);
        }
    }

    /**
     * The body was refused.
     *
     * @param <T> what it was to become
     * @param violations every rule it breaks, in the order of the body, at least one; at most 100, and then one more
     *     that tells how many were left out
     */
    record Refused<T>(List<Violation> violations) implements DecodeResult<T> {
        /**
         * Checks and copies.
         *
         * @param violations as the component says
         */
        public Refused {
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("violations: is empty, a refusal needs a reason");
            }
            violations = List.copyOf(violations);
        }

        /**
         * All violations as one text, fit for the {@code message} of an error body.
         *
         * @return the violations, separated by {@code "; "}
         */
        public String message() {
            return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
        }
    }
}
