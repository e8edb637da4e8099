package com.betterfleet.oscp.metering;

/** What one meter said, as a register or as energy of intervals; a meter says it in one of the two ways. */
public sealed interface MeterData permits MeterSeries, IntervalEnergy {
    /**
     * The meter.
     *
     * @return its name, stable over time and unique in its group
     */
    String meter();
}
