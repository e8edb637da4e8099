package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.operation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The engine's now: the wall instant last trusted, advanced by elapsed time, in whole milliseconds. It is re-anchored when
 * wall clock and elapsed time differ by more than two seconds at two readings in a row. Thread-safe.
 */
final class EngineClock {
    private static final Duration TRUSTED = Duration.ofSeconds(2);

    private final TimeSource source;
    private Instant anchorWall;
    private long anchorElapsed;
    private boolean suspicious;

    EngineClock(TimeSource source) {
        this.source = source;
        this.anchorWall = source.wall();
        this.anchorElapsed = source.elapsedNanos();
    }

    synchronized Instant now() {
        return anchorWall.plusNanos(source.elapsedNanos() - anchorElapsed).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Compares the clocks; answers by how much the wall clock was set once that is certain. */
    synchronized Optional<Duration> check() {
        Instant wall = source.wall();
        long elapsed = source.elapsedNanos();
        Duration apart = Duration.between(anchorWall.plusNanos(elapsed - anchorElapsed), wall);
        boolean wrong = apart.abs().compareTo(TRUSTED) > 0;
        boolean certain = wrong && suspicious;
        suspicious = wrong && !certain;
        if (!certain) {
            return Optional.empty();
        }
        anchorWall = wall;
        anchorElapsed = elapsed;
        return Optional.of(apart);
    }
}
