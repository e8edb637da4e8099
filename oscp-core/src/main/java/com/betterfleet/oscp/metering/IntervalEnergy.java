package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;

/**
 * The energy of one interval of a meter that has no register to show. The intervals of a meter must cover a window
 * exactly, without a gap, an overlap or a part outside; else the window is incomplete.
 *
 * @param meter its name, stable over time and unique in its group; not blank
 * @param interval the interval
 * @param energy the energy of it; zero only if zero was measured
 */
public record IntervalEnergy(String meter, TimeInterval interval, Energy energy) implements MeterData {
    /**
     * Checks the name.
     *
     * @param meter its name, stable over time and unique in its group; not blank
     * @param interval the interval
     * @param energy the energy of it; zero only if zero was measured
     */
    public IntervalEnergy {
        if (meter.isBlank()) {
            throw new IllegalArgumentException("meter must not be blank");
        }
    }
}
