package com.betterfleet.oscp.adjustment;

import com.betterfleet.oscp.configuration.GroupRef;
import java.time.Duration;
import java.time.Instant;

/**
 * What a step knows besides the record and the input.
 *
 * @param group the group
 * @param gapTolerance a hole in a forecast up to this long counts as covered
 * @param now the engine's clock
 */
public record AdjustmentContext(GroupRef group, Duration gapTolerance, Instant now) {}
