package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.event.EngineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of the store: whether it fails, and how slow it is; each change of it is told. Thread-safe. */
final class StoreHealth {
    static final Duration SLOW = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Events events;
    private final EngineClock clock;
    private Optional<Instant> downSince = Optional.empty();
    private Instant slowTold = Instant.MIN;
    private Instant lastFailure = Instant.EPOCH;
    private long failures;

    StoreHealth(Events events, EngineClock clock) {
        this.events = events;
        this.clock = clock;
    }

    void failed(Throwable failure) {
        Instant now = clock.now();
        if (isFirst(now)) {
            events.raise(new EngineEvent.StoreUnavailable(now, Guard.words(failure)));
        }
    }

    void took(Duration time) {
        if (time.compareTo(SLOW) < 0) {
            return;
        }
        Instant now = clock.now();
        if (isNews(now)) {
            events.raise(new EngineEvent.StoreSlow(now, time));
        }
    }

    synchronized boolean isDown() {
        return downSince.isPresent();
    }

    /** Whether no call has failed for a while: one that comes and goes is not back. */
    synchronized boolean isQuiet() {
        return !clock.now().isBefore(lastFailure.plus(QUIET));
    }

    /** How many calls have failed so far. */
    synchronized long failures() {
        return failures;
    }

    /** Every group was re-evaluated after so many failures; the store is back unless one more has come meanwhile. */
    void recovered(long failuresBefore) {
        back(failuresBefore).ifPresent(since -> events.raise(new EngineEvent.StoreRecovered(clock.now(), since)));
    }

    private synchronized boolean isFirst(Instant now) {
        lastFailure = now;
        failures++;
        boolean first = downSince.isEmpty();
        downSince = Optional.of(downSince.orElse(now));
        return first;
    }

    private synchronized boolean isNews(Instant now) {
        boolean news = slowTold.equals(Instant.MIN) || !now.isBefore(slowTold.plus(BETWEEN));
        slowTold = news ? now : slowTold;
        return news;
    }

    private synchronized Optional<Instant> back(long failuresBefore) {
        if (failures != failuresBefore) {
            return Optional.empty();
        }
        Optional<Instant> since = downSince;
        downSince = Optional.empty();
        return since;
    }
}
