package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Power;
import java.time.Instant;

/**
 * What a meter measured as power at an instant.
 *
 * @param at when
 * @param power how much, in the direction that the connection reports
 */
public record PowerSample(Instant at, Power power) {}
