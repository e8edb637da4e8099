package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.OscpEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.annotation.Nullable;

/** What the calls of the store tell about it: down from the first failure until every group was re-evaluated. Thread-safe. */
final class StoreHealth {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Consumer<OscpEvent> events;
    private final Supplier<Instant> now;
    private Instant slowAgain = Instant.MIN;
    private @Nullable Instant since;
    private long failures;

    StoreHealth(Consumer<OscpEvent> events, Supplier<Instant> now) {
        this.events = events;
        this.now = now;
    }

    void failed(Throwable failure) {
        Instant at = now.get();
        if (fell(at)) {
            events.accept(new EngineEvent.StoreUnavailable(at, Guard.words(failure)));
        }
    }

    private synchronized boolean fell(Instant at) {
        failures++;
        boolean first = since == null;
        since = first ? at : since;
        return first;
    }

    void took(Duration time) {
        Instant at = now.get();
        if (time.compareTo(SLOW) >= 0 && tells(at)) {
            events.accept(new EngineEvent.StoreSlow(at, time));
        }
    }

    private synchronized boolean tells(Instant at) {
        boolean tells = !at.isBefore(slowAgain);
        slowAgain = tells ? at.plus(BETWEEN) : slowAgain;
        return tells;
    }

    synchronized boolean down() {
        return since != null;
    }

    /** How many calls have failed so far. */
    synchronized long failures() {
        return failures;
    }

    /** Every group was re-evaluated since that many calls had failed; one that failed meanwhile means once more. */
    boolean recovered(long failuresBefore) {
        Optional<Instant> fell = rose(failuresBefore);
        fell.ifPresent(from -> events.accept(new EngineEvent.StoreRecovered(now.get(), from)));
        return fell.isPresent();
    }

    private synchronized Optional<Instant> rose(long failuresBefore) {
        Optional<Instant> fell = Optional.ofNullable(since).filter(from -> failures == failuresBefore);
        since = fell.isPresent() ? null : since;
        return fell;
    }
}
