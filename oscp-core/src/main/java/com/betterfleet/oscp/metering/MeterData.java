package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;

/** What one meter said of one direction, as a register or as energy of intervals; it says it in one of the two ways. */
public sealed interface MeterData permits MeterSeries, IntervalEnergy {
    /**
     * The meter.
     *
     * @return its name, stable over time and unique in its group
     */
    String meter();

    /**
     * Which way the energy flowed. A meter that counts both has two registers, and is listed once for each.
     *
     * @return IMPORT: from the grid into the site; EXPORT: from the site into the grid
     */
    Direction direction();
}
