package com.betterfleet.oscp.metering;

import java.time.Instant;

/**
 * What a meter's register showed at an instant.
 *
 * @param at when it was read, by the meter's or the host's clock
 * @param register the register; it never goes back while the meter is the same
 * @param quality how far it is to be trusted
 */
public record RegisterReading(Instant at, Energy register, Quality quality) {
    /**
     * A reading that was measured.
     *
     * @param at when it was read
     * @param register the register
     */
    public RegisterReading(Instant at, Energy register) {
        this(at, register, Quality.MEASURED);
    }
}
