package com.betterfleet.oscp.message;

/** The direction of an energy, seen from the group. */
public enum EnergyDirection {
    /** Import less export; the only direction whose value may be negative. */
    NET,
    /** Drawn from the grid. */
    IMPORT,
    /** Given to the grid. */
    EXPORT
}
