package com.betterfleet.envelope;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time from an instant up to, but not including, a later one. It is never empty. Immutable and
 * thread-safe.
 *
 * @param start the first instant in it
 * @param end the first instant after it; later than {@code start}
 */
public record TimeInterval(Instant start, Instant end) {
    /**
     * Checks the order.
     *
     * @param start as the component says
     * @param end as the component says
     */
    public TimeInterval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("end must be after start " + start + ", was " + end);
        }
    }

    /**
     * The interval between two instants.
     *
     * @param startInclusive the first instant in it
     * @param endExclusive the first instant after it
     * @return the interval
     * @throws IllegalArgumentException if the end is not after the start
     */
    public static TimeInterval of(Instant startInclusive, Instant endExclusive) {
        return new TimeInterval(startInclusive, endExclusive);
    }

    /**
     * The interval of a length from an instant on.
     *
     * @param startInclusive the first instant in it
     * @param length above zero
     * @return the interval
     * @throws IllegalArgumentException if the length is zero or negative
     */
    public static TimeInterval of(Instant startInclusive, Duration length) {
        return new TimeInterval(startInclusive, startInclusive.plus(length));
    }

    /**
     * Whether an instant lies in this interval.
     *
     * @param instant the instant
     * @return true from start on, false at end
     */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /**
     * Whether every instant of another interval lies in this one.
     *
     * @param other the other interval
     * @return whether it is enclosed; an interval encloses itself
     */
    public boolean encloses(TimeInterval other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    /**
     * Whether two intervals share an instant.
     *
     * @param other the other interval
     * @return whether they overlap; intervals that merely touch do not
     */
    public boolean overlaps(TimeInterval other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    /**
     * Whether one of two intervals ends exactly where the other begins.
     *
     * @param other the other interval
     * @return whether they touch without an overlap and without a gap
     */
    public boolean abuts(TimeInterval other) {
        return end.equals(other.start) || start.equals(other.end);
    }

    /**
     * Whether this interval is over at an instant.
     *
     * @param instant the instant
     * @return true from {@link #end()} on
     */
    public boolean isBefore(Instant instant) {
        return !end.isAfter(instant);
    }

    /**
     * Whether this interval is over when another begins.
     *
     * @param other the other interval
     * @return whether all of this lies before all of it
     */
    public boolean isBefore(TimeInterval other) {
        return isBefore(other.start);
    }

    /**
     * Whether this interval has not begun at an instant.
     *
     * @param instant the instant
     * @return true up to, but not at, {@link #start()}
     */
    public boolean isAfter(Instant instant) {
        return start.isAfter(instant);
    }

    /**
     * Whether another interval is over when this begins.
     *
     * @param other the other interval
     * @return whether all of this lies after all of it
     */
    public boolean isAfter(TimeInterval other) {
        return other.isBefore(this);
    }

    /**
     * What two intervals share.
     *
     * @param other the other interval
     * @return the shared stretch, or empty if they do not overlap
     */
    public Optional<TimeInterval> intersection(TimeInterval other) {
        if (!overlaps(other)) {
            return Optional.empty();
        }
        Instant later = start.isAfter(other.start) ? start : other.start;
        Instant earlier = end.isBefore(other.end) ? end : other.end;
        return Optional.of(new TimeInterval(later, earlier));
    }

    /**
     * How long this interval is.
     *
     * @return above zero
     */
    public Duration duration() {
        return Duration.between(start, end);
    }

    /**
     * The two instants as in ISO 8601.
     *
     * @return for example {@code 2026-04-04T14:00:00Z/2026-04-04T14:15:00Z}
     */
    @Override
    public String toString() {
        return start + "/" + end;
    }
}
