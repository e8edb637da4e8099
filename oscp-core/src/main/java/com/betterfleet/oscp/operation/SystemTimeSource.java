package com.betterfleet.oscp.operation;

import java.time.Clock;
import java.time.Instant;

/** The only place of the library that reads the system's clocks, and only when the host injects it. */
enum SystemTimeSource implements TimeSource {
    INSTANCE;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Instant wall() {
        return clock.instant();
    }

    @Override
    public long elapsedNanos() {
        return System.nanoTime();
    }
}
