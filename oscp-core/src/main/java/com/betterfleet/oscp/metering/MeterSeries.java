package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import java.util.List;

/**
 * The readings of one register of a meter, which counts up.
 *
 * <p>Readings may come in any order and more than once. A meter of the group that has nothing to say is listed with no
 * readings: that makes the window incomplete, where leaving the meter out says that it is no part of the group.
 *
 * @param meter its name, stable over time and unique in its group; not blank
 * @param direction which way the energy flowed that it counts
 * @param registers what its register showed
 * @param powers what it measured as power; energy is never made of these
 */
public record MeterSeries(String meter, Direction direction, List<RegisterReading> registers, List<PowerSample> powers)
        implements MeterData {
    /**
     * Checks the name and copies the lists.
     *
     * @param meter its name, stable over time and unique in its group; not blank
     * @param direction which way the energy flowed that it counts
     * @param registers what its register showed
     * @param powers what it measured as power; energy is never made of these
     */
    public MeterSeries {
        if (meter.isBlank()) {
            throw new IllegalArgumentException("meter must not be blank");
        }
        registers = List.copyOf(registers);
        powers = List.copyOf(powers);
    }

    /**
     * The readings of a register that counts what was imported.
     *
     * @param meter its name
     * @param registers what its register showed
     * @param powers what it measured as power
     */
    public MeterSeries(String meter, List<RegisterReading> registers, List<PowerSample> powers) {
        this(meter, Direction.IMPORT, registers, powers);
    }
}
