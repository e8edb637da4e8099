package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;

/**
 * One thing that a meter counts: its energy in one direction.
 *
 * @param meter its name, stable over time and unique in its group; not blank
 * @param direction which way the energy flows
 */
public record MeterRegister(String meter, Direction direction) {
    /**
     * Checks the name.
     *
     * @param meter its name, stable over time and unique in its group; not blank
     * @param direction which way the energy flows
     */
    public MeterRegister {
        if (meter.isBlank()) {
            throw new IllegalArgumentException("meter must not be blank");
        }
    }

    /**
     * What a meter imports.
     *
     * @param meter its name
     * @return its import register
     */
    public static MeterRegister imports(String meter) {
        return new MeterRegister(meter, Direction.IMPORT);
    }

    /**
     * What a meter exports.
     *
     * @param meter its name
     * @return its export register
     */
    public static MeterRegister exports(String meter) {
        return new MeterRegister(meter, Direction.EXPORT);
    }
}
