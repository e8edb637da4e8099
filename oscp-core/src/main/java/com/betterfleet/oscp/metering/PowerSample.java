package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Power;
import java.time.Instant;

/**
 * What a meter measured as power at an instant. It serves only where a partner wants the last power of a window; energy is
 * never made of it.
 *
 * @param at when
 * @param power how much, in the direction of its series
 * @param quality how far it is to be trusted
 */
public record PowerSample(Instant at, Power power, Quality quality) {
    /**
     * A sample that was measured.
     *
     * @param at when
     * @param power how much
     */
    public PowerSample(Instant at, Power power) {
        this(at, power, Quality.MEASURED);
    }
}
