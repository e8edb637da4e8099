package com.betterfleet.oscp.metering;

import java.time.Instant;

/**
 * What a meter's register showed at an instant.
 *
 * @param at when it was read, by the meter's or the host's clock
 * @param register the register; it never goes back while the meter is the same
 */
public record RegisterReading(Instant at, Energy register) {}
