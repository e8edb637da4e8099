package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.message.CapacityUnit;

/**
 * The power that goes with the energy of a window as {@code instantaneous_measurement}.
 *
 * @param unit W or KW
 * @param kind which power
 */
public record PowerReport(CapacityUnit unit, Kind kind) {
    /** Which power. */
    public enum Kind {
        /** The mean of the window: its energy by its length, rounded half up to the milliwatt, at the window's end. */
        MEAN,
        /**
         * The samples of the latest instant of the window at which every meter has one, added, at that instant; where there
         * is no such instant the message goes without a power.
         */
        LAST
    }

    /**
     * Checks the unit.
     *
     * @param unit W or KW
     * @param kind which power
     */
    public PowerReport {
        if (unit != CapacityUnit.W && unit != CapacityUnit.KW) {
            throw new IllegalArgumentException("instantaneousUnit must be one of power, W or KW, was " + unit);
        }
    }
}
