package com.betterfleet.envelope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * The finished limit of one scope and direction over all of time: a step function that has an answer for every instant
 * (rule I15). It is rebuilt when an input changes, and asked often: a look-up is a binary search that allocates
 * nothing. Immutable and thread-safe.
 *
 * <pre>{@code
 * OperatingEnvelope envelope = OperatingEnvelope.of(scope, Direction.IMPORT, steps);
 * Limit now = envelope.limitAt(t);
 * Optional<Instant> lookAgain = envelope.nextChangeAfter(t);
 * }</pre>
 */
public final class OperatingEnvelope {
    private final ManagedScope scope;
    private final Direction direction;
    private final List<EnvelopeStep> steps;
    private final Instant[] starts;

    private OperatingEnvelope(ManagedScope scope, Direction direction, List<EnvelopeStep> steps) {
        this.scope = scope;
        this.direction = direction;
        this.steps = List.copyOf(steps);
        this.starts = this.steps.stream().map(EnvelopeStep::from).toArray(Instant[]::new);
    }

    /**
     * An envelope out of its steps.
     *
     * @param scope what it limits
     * @param direction which way
     * @param steps at least one; the first from {@link Instant#MIN}, each later than the one before
     * @return the envelope
     * @throws IllegalArgumentException if the steps leave an instant without an answer or are out of order
     */
    public static OperatingEnvelope of(ManagedScope scope, Direction direction, List<EnvelopeStep> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps must not be empty: every instant needs an answer");
        }
        Instant first = steps.get(0).from();
        if (!first.equals(Instant.MIN)) {
            throw new IllegalArgumentException("first step must be from Instant.MIN, was from " + first);
        }
        for (int i = 1; i < steps.size(); i++) {
            requireAfter(steps.get(i - 1).from(), steps.get(i).from());
        }
        return new OperatingEnvelope(scope, direction, steps);
    }

    /**
     * What this envelope limits.
     *
     * @return the scope
     */
    public ManagedScope scope() {
        return scope;
    }

    /**
     * Which way the limited power flows.
     *
     * @return the direction
     */
    public Direction direction() {
        return direction;
    }

    /**
     * All steps in order of time.
     *
     * @return at least one step, the first from {@link Instant#MIN}
     */
    public List<EnvelopeStep> steps() {
        return steps;
    }

    /**
     * The step that holds at an instant.
     *
     * @param t the instant
     * @return the step with the latest start that is not after {@code t}
     */
    public EnvelopeStep stepAt(Instant t) {
        return steps.get(indexAt(t));
    }

    /**
     * The limit at an instant.
     *
     * @param t the instant
     * @return the limit of {@link #stepAt}
     */
    public Limit limitAt(Instant t) {
        return stepAt(t).limit();
    }

    /**
     * The next instant at which anything changes: limit, mode, protective zero, wish or reason.
     *
     * @param t the instant to look from
     * @return the first instant after {@code t} whose step does not say the same as the one at {@code t}; empty if that
     *     one holds for ever
     */
    public Optional<Instant> nextChangeAfter(Instant t) {
        int now = indexAt(t);
        EnvelopeStep step = steps.get(now);
        for (int i = now + 1; i < starts.length; i++) {
            if (!steps.get(i).saysTheSameAs(step)) {
                return Optional.of(starts[i]);
            }
        }
        return Optional.empty();
    }

    /**
     * The next step that asks for less than a given limit: until then an order of that limit is safe.
     *
     * @param t the instant to look from; what holds at {@code t} itself is not looked at
     * @param than the limit to compare with
     * @return the start of the first step that begins after {@code t} and whose limit is below {@code than}
     */
    public Optional<Instant> nextLowerAfter(Instant t, Limit than) {
        for (int i = indexAt(t) + 1; i < starts.length; i++) {
            if (steps.get(i).limit().isBelow(than)) {
                return Optional.of(starts[i]);
            }
        }
        return Optional.empty();
    }

    /**
     * The smallest limit that holds at any instant of an interval.
     *
     * @param interval the interval
     * @return the smallest limit in it
     */
    public Limit smallestLimit(TimeInterval interval) {
        int first = indexAt(interval.start());
        Limit smallest = steps.get(first).limit();
        for (int i = first + 1; i < starts.length && starts[i].isBefore(interval.end()); i++) {
            smallest = smallest.min(steps.get(i).limit());
        }
        return smallest;
    }

    /**
     * This envelope under a site limit (rule I14): no instant's limit is above it. A step that had to be lowered says so
     * in its reason; all others stay as they are.
     *
     * @param siteLimit the most that may ever flow
     * @return the envelope with each step's limit at most {@code siteLimit}
     */
    public OperatingEnvelope capped(Limit siteLimit) {
        return new OperatingEnvelope(
                scope,
                direction,
                steps.stream().map(step -> step.capped(siteLimit)).toList());
    }

    /**
     * This envelope without steps that only repeat the one before them. It has the same answer for every instant, but
     * for the step's {@code from}.
     *
     * @return the envelope in which each step differs from its neighbours
     */
    public OperatingEnvelope normalised() {
        List<EnvelopeStep> kept = new ArrayList<>();
        for (EnvelopeStep step : steps) {
            if (kept.isEmpty() || !kept.get(kept.size() - 1).saysTheSameAs(step)) {
                kept.add(step);
            }
        }
        return new OperatingEnvelope(scope, direction, kept);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OperatingEnvelope that
                && direction == that.direction
                && scope.equals(that.scope)
                && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * scope.hashCode() + direction.hashCode()) + steps.hashCode();
    }

    @Override
    public String toString() {
        return direction + " envelope of " + scope + " " + steps;
    }

    private int indexAt(Instant t) {
        int found = Arrays.binarySearch(starts, t);
        return found >= 0 ? found : -found - 2;
    }

    private static void requireAfter(Instant previous, Instant next) {
        if (!next.isAfter(previous)) {
            throw new IllegalArgumentException("each step must be from later than " + previous + ", was from " + next);
        }
    }
}
