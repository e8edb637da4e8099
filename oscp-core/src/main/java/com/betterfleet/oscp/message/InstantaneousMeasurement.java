package com.betterfleet.oscp.message;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A value of one moment: power or current, or state of charge where the unit is an energy.
 *
 * @param value in {@code unit}; may be negative
 * @param phase the phase it was measured on
 * @param unit the unit of {@code value}
 * @param measureTime when it was measured; kept to the millisecond
 */
public record InstantaneousMeasurement(BigDecimal value, Phase phase, CapacityUnit unit, Instant measureTime) {
    /**
     * Checks and normalises.
     *
     * @param value as the component says
     * @param phase as the component says
     * @param unit as the component says
     * @param measureTime as the component says
     */
    public InstantaneousMeasurement {
        Checks.obey("value", Rules.number(value));
        value = Checks.plain(value);
        Checks.present("phase", phase);
        Checks.present("unit", unit);
        measureTime = Checks.time("measure_time", measureTime);
    }
}
