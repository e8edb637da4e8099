package com.betterfleet.oscp.operation;

import java.time.Instant;

/**
 * Where time comes from: the wall clock and elapsed time, kept apart. Thread-safe.
 *
 * <p>The engine advances the wall instant it last trusted by elapsed time and re-anchors when the wall clock was set.
 */
public interface TimeSource {
    /**
     * The wall clock.
     *
     * @return now, as the host's clock says
     */
    Instant wall();

    /**
     * Elapsed time, never set, never going back.
     *
     * @return nanoseconds since some fixed origin of this process
     */
    long elapsedNanos();

    /**
     * The system's clocks.
     *
     * @return a source over {@link java.time.Clock#systemUTC()} and {@link System#nanoTime()}
     */
    static TimeSource system() {
        return SystemTimeSource.INSTANCE;
    }
}
