package com.betterfleet.oscp.metering;

import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.metering.MeteringRecord.BoundaryValue;
import java.util.Optional;

/** What one meter has to say about one window, in one direction. */
sealed interface MeterWindow {
    /** All of it: its energy, and the register at its start and end where the meter has one. */
    record Measured(Energy energy, Optional<BoundaryValue> start, Optional<BoundaryValue> end, Basis basis)
            implements MeterWindow {
        static Measured between(BoundaryValue start, BoundaryValue end) {
            return new Measured(
                    end.register().minus(start.register()),
                    Optional.of(start),
                    Optional.of(end),
                    start.basis().and(end.basis()));
        }

        static Measured of(Energy energy, Basis basis) {
            return new Measured(energy, Optional.empty(), Optional.empty(), basis);
        }
    }

    /** Not enough. */
    record Missing(String why) implements MeterWindow {}
}
