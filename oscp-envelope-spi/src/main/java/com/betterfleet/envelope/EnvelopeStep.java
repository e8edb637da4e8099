package com.betterfleet.envelope;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of an {@link OperatingEnvelope}: what holds from an instant on until the next step.
 *
 * @param from the first instant at which it holds
 * @param limit the most that may flow
 * @param mode on what grounds; never {@link Mode#RELEASED}, for a released scope has no envelope
 * @param protectiveZero whether a protective zero is in force
 * @param wish what the grid operator would like to flow, where it said so; never a bound
 * @param reason why this limit rules, in words an operator can read aloud; not blank
 */
public record EnvelopeStep(
        Instant from, Limit limit, Mode mode, boolean protectiveZero, Optional<Power> wish, String reason) {
    /**
     * Checks mode and reason.
     *
     * @param from as the component says
     * @param limit as the component says
     * @param mode as the component says
     * @param protectiveZero as the component says
     * @param wish as the component says
     * @param reason as the component says
     */
    public EnvelopeStep {
        if (mode == Mode.RELEASED) {
            throw new IllegalArgumentException("mode of a step must not be RELEASED: a released scope has no envelope");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason of the step from " + from + " must not be blank");
        }
    }

    /**
     * Whether two steps say the same, whenever they begin.
     *
     * @param other the other step
     * @return whether all but {@code from} is equal
     */
    public boolean saysTheSameAs(EnvelopeStep other) {
        return limit.equals(other.limit)
                && mode == other.mode
                && protectiveZero == other.protectiveZero
                && wish.equals(other.wish)
                && reason.equals(other.reason);
    }

    EnvelopeStep capped(Limit siteLimit) {
        if (!limit.isAbove(siteLimit)) {
            return this;
        }
        String why = reason + ", under the site limit of " + siteLimit;
        return new EnvelopeStep(from, siteLimit, mode, protectiveZero, wish, why);
    }
}
