package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import java.time.Instant;
import java.util.Optional;

/**
 * What holds at an instant, and what would hold if the line were lost.
 *
 * @param mode on what grounds
 * @param rules the statement that rules, under the site limit
 * @param fallback what the ruling fallback is, under the site limit
 * @param wish the utility's wish, never a bound
 */
record Ruling(Mode mode, Statement rules, Power fallback, Optional<Power> wish) {
    Limit limit() {
        return Limit.of(rules.power());
    }

    boolean protectiveZero() {
        return rules.ground() == Ground.PROTECTIVE_ZERO;
    }

    /** What is allowed whether the line is lost or not. */
    Power least() {
        return rules.power().min(fallback);
    }

    boolean ordersTheSameAs(Ruling other) {
        return mode == other.mode
                && rules.power().equals(other.rules.power())
                && protectiveZero() == other.protectiveZero()
                && wish.equals(other.wish);
    }

    EnvelopeStep from(Instant start) {
        return new EnvelopeStep(start, limit(), mode, protectiveZero(), wish, reason());
    }

    String reason() {
        return mode + ", " + rules.toText();
    }
}
