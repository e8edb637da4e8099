package com.betterfleet.envelope;

import java.time.Instant;
import java.util.Optional;

/**
 * What a circuit obeys at the moment, as read from where it is enforced.
 *
 * @param limit the limit in force; empty if none is, as before the first order and after a release
 * @param validUntil when the lease of the order in force ends; empty if there is no such order or its lease has lapsed
 * @param revision the highest revision accepted so far, by order or release; 0 before the first
 */
public record CircuitState(Optional<Limit> limit, Optional<Instant> validUntil, long revision) {
    /**
     * Checks the revision.
     *
     * @param limit as the component says
     * @param validUntil as the component says
     * @param revision as the component says
     */
    public CircuitState {
        if (revision < 0) {
            throw new IllegalArgumentException("revision must be at least 0, was " + revision);
        }
    }
}
