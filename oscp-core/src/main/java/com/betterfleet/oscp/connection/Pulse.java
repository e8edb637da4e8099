package com.betterfleet.oscp.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rhythm of our own heartbeats (rule I30).
 *
 * @param next when the next one leaves
 * @param interval what the peer asked of us; sets what we promise
 * @param change a change to a longer interval of which the peer has not yet acknowledged a promise
 */
public record Pulse(Instant next, Duration interval, Optional<Change> change) {
    private static final Duration LOOP = Duration.ofSeconds(1);

    /**
     * A change to a longer interval.
     *
     * @param before the interval whose pace is kept meanwhile
     * @param at when the change came
     */
    public record Change(Duration before, Instant at) {}

    /** The pace in force: what the old promise needs, until one of the new is acknowledged. */
    Duration pace() {
        return change.map(Change::before).orElse(interval);
    }

    Instant promise(Instant now, int factor) {
        return Times.plus(now, interval.multipliedBy(factor));
    }

    /** After a beat: the next follows within half of the pace, less an allowance for a one-second loop, less jitter. */
    Pulse beaten(Instant now, double jitter) {
        Duration half = pace().dividedBy(2);
        Duration spread = Duration.ofMillis((long) (half.toMillis() * jitter / 10));
        Duration wait = half.minus(Times.smaller(LOOP, half.dividedBy(5))).minus(spread);
        return new Pulse(Times.plus(now, wait), interval, change);
    }

    Pulse dueAt(Instant at) {
        return new Pulse(Times.earlier(next, at), interval, change);
    }

    Pulse retuned(Duration asked, Instant now) {
        Duration pace = pace();
        Optional<Change> slower =
                pace.compareTo(asked) < 0 ? Optional.of(new Change(pace, now)) : Optional.<Change>empty();
        return new Pulse(next, asked, slower);
    }

    Pulse acknowledged(Instant promise, int factor) {
        boolean ofTheNew = change.filter(one -> !promise.isBefore(promise(one.at(), factor)))
                .isPresent();
        return ofTheNew ? new Pulse(next, interval, Optional.empty()) : this;
    }

    Pulse shifted(Duration step) {
        return new Pulse(
                Times.plus(next, step),
                interval,
                change.map(one -> new Change(one.before(), Times.plus(one.at(), step))));
    }
}
