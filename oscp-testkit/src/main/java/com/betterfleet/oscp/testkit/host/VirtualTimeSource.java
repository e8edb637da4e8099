package com.betterfleet.oscp.testkit.host;

import com.betterfleet.oscp.operation.TimeSource;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import java.time.Instant;

/**
 * The library's clocks, driven by a simulation.
 *
 * @param time the simulation's time
 */
public record VirtualTimeSource(VirtualTime time) implements TimeSource {
    @Override
    public Instant wall() {
        return time.now();
    }

    @Override
    public long elapsedNanos() {
        return time.elapsedNanos();
    }
}
