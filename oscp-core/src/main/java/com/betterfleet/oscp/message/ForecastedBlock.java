package com.betterfleet.oscp.message;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One block of a forecast: a capacity over the half-open interval from {@code start_time} to {@code end_time}.
 *
 * @param capacity zero or more, in {@code unit}
 * @param phase the phase it is for
 * @param unit the unit of {@code capacity}
 * @param startTime first instant of the block; kept to the millisecond
 * @param endTime first instant after the block, after {@code startTime}; kept to the millisecond
 */
public record ForecastedBlock(BigDecimal capacity, Phase phase, CapacityUnit unit, Instant startTime, Instant endTime) {
    /**
     * Checks and normalises.
     *
     * @param capacity as the component says
     * @param phase as the component says
     * @param unit as the component says
     * @param startTime as the component says
     * @param endTime as the component says
     */
    public ForecastedBlock {
        Checks.obey("capacity", Rules.capacity(capacity));
        capacity = Checks.plain(capacity);
        Checks.present("phase", phase);
        Checks.present("unit", unit);
        startTime = Checks.time("start_time", startTime);
        endTime = Checks.time("end_time", endTime);
        Checks.obey("end_time", Rules.blockEnd(startTime, endTime));
    }
}
