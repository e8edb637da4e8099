package com.betterfleet.envelope;

import java.time.Instant;
import java.util.Optional;

/**
 * What a scope is told to obey, until when, and what it shall take by itself if no further order comes. It is handed to
 * an {@link EnvelopeSink}.
 *
 * <p>An order is a lease. From {@code validUntil} on, unless a newer order has come, {@code afterwards} rules instead of
 * {@code limit}. It may be below the limit (the usual case) or above it: an order of 50 kW whose lease ends where
 * everything that is planned and agreed for the hour that follows is 100 kW or more leaves 100 kW behind. It is for whoever issues
 * the order to see that it is safe; a sink never compares the two.
 *
 * @param scope what is limited
 * @param direction which way the limited power flows
 * @param limit the most that may flow now
 * @param validUntil the first instant at which {@code limit} no longer rules
 * @param afterwards the most that may flow from {@code validUntil} on if no newer order has come by then
 * @param wish what the grid operator would like to flow, where it said so; to be followed as far as possible under the
 *     limit, never a bound
 * @param mode on what grounds; never {@link Mode#RELEASED}, which is {@link EnvelopeSink#release}
 * @param protectiveZero whether a protective zero is in force, so that a host may tell people why
 * @param revision strictly increasing per scope and direction; at least 1. The fence: an order with a smaller revision
 *     than one already accepted must not be obeyed (rule I9)
 * @param reason why, in words an operator can read aloud; not blank
 */
public record LimitOrder(
        ManagedScope scope,
        Direction direction,
        Limit limit,
        Instant validUntil,
        Limit afterwards,
        Optional<Power> wish,
        Mode mode,
        boolean protectiveZero,
        long revision,
        String reason) {
    /**
     * Checks mode, revision and reason.
     *
     * @param scope as the component says
     * @param direction as the component says
     * @param limit as the component says
     * @param validUntil as the component says
     * @param afterwards as the component says
     * @param wish as the component says
     * @param mode as the component says
     * @param protectiveZero as the component says
     * @param revision as the component says
     * @param reason as the component says
     */
    public LimitOrder {
        if (mode == Mode.RELEASED) {
            throw new IllegalArgumentException("mode of an order must not be RELEASED: release the scope instead");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revision must be at least 1, was " + revision);
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason of order " + revision + " must not be blank");
        }
    }
}
