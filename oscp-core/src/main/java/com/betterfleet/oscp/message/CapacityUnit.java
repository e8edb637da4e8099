package com.betterfleet.oscp.message;

/** The unit of a capacity and of an instantaneous value. As an instantaneous unit WH and KWH mean state of charge. */
public enum CapacityUnit {
    /** Amperes. */
    A,
    /** Watts. */
    W,
    /** Kilowatts. */
    KW,
    /** Watt-hours. */
    WH,
    /** Kilowatt-hours. */
    KWH
}
