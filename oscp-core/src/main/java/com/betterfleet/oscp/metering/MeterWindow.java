package com.betterfleet.oscp.metering;

import com.betterfleet.oscp.metering.MeteringRecord.BoundaryValue;
import java.util.Optional;

/** What one meter has to say about one window. */
sealed interface MeterWindow {
    /** All of it: its energy, and the register at its end where the meter has one. */
    record Measured(Energy energy, Optional<BoundaryValue> end) implements MeterWindow {
        static Measured between(BoundaryValue start, BoundaryValue end) {
            return new Measured(end.register().minus(start.register()), Optional.of(end));
        }
    }

    /** Not enough. */
    record Missing(String why) implements MeterWindow {}
}
