package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Limit;
import java.time.Instant;

/**
 * The order that was confirmed last.
 *
 * @param revision its revision
 * @param ordered its limit
 * @param readBack what was read back, at or below {@code ordered}
 * @param at when
 */
public record Confirmed(long revision, Limit ordered, Limit readBack, Instant at) {}
