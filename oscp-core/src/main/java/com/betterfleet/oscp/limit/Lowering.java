package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Limit;
import java.time.Instant;

/**
 * A lowering that is not confirmed yet.
 *
 * @param most what must be confirmed
 * @param cause when the apply deadline began to run
 */
public record Lowering(Limit most, Instant cause) {}
