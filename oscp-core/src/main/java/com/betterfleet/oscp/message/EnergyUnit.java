package com.betterfleet.oscp.message;

/** The unit of an energy. */
public enum EnergyUnit {
    /** Watt-hours. */
    WH,
    /** Kilowatt-hours. */
    KWH
}
