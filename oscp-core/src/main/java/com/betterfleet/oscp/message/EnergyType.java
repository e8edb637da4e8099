package com.betterfleet.oscp.message;

/** Which part of the energy was measured; absent means {@link #TOTAL}. */
public enum EnergyType {
    /** The part that can be steered. */
    FLEXIBLE,
    /** The part that cannot. */
    NONFLEXIBLE,
    /** Both. */
    TOTAL
}
