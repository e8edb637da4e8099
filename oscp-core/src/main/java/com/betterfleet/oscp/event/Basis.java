package com.betterfleet.oscp.event;

/** What a metered value rests on, the firmest first. */
public enum Basis {
    /** Readings at the boundaries of the window. */
    READ,
    /** In part, values between two readings that were near enough. */
    INTERPOLATED,
    /** In part, what the host told as estimated. */
    ESTIMATED;

    /**
     * The less firm of two.
     *
     * @param other the other one
     * @return this or the other
     */
    public Basis and(Basis other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
