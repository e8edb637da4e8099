package com.betterfleet.oscp.metering;

/** How far a host trusts a reading. */
public enum Quality {
    /** The meter said so. */
    MEASURED,
    /**
     * Somebody reckoned it, for example the meter's head end in the place of a reading that was lost. It serves, and the
     * window is told to be estimated; but a window whose energy would be zero is then incomplete: zero is sent only when it
     * was measured.
     */
    ESTIMATED,
    /** It is known to be wrong: as good as not there. */
    INVALID
}
