package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;

/**
 * The energy of one interval of a meter that has no register to show. The intervals of a meter must cover a window
 * exactly, without a gap, an overlap or a part outside; else the window is incomplete.
 *
 * @param meter its name, stable over time and unique in its group; not blank
 * @param direction which way the energy flowed
 * @param interval the interval
 * @param energy the energy of it; zero only if zero was measured
 * @param quality how far it is to be trusted
 */
public record IntervalEnergy(String meter, Direction direction, TimeInterval interval, Energy energy, Quality quality)
        implements MeterData {
    /**
     * Checks the name.
     *
     * @param meter its name, stable over time and unique in its group; not blank
     * @param direction which way the energy flowed
     * @param interval the interval
     * @param energy the energy of it; zero only if zero was measured
     * @param quality how far it is to be trusted
     */
    public IntervalEnergy {
        if (meter.isBlank()) {
            throw new IllegalArgumentException("meter must not be blank");
        }
    }

    /**
     * Energy that was imported, and measured.
     *
     * @param meter its name
     * @param interval the interval
     * @param energy the energy of it
     */
    public IntervalEnergy(String meter, TimeInterval interval, Energy energy) {
        this(meter, Direction.IMPORT, interval, energy, Quality.MEASURED);
    }
}
