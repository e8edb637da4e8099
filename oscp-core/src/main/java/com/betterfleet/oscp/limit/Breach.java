package com.betterfleet.oscp.limit;

import java.time.Instant;

/**
 * A limit that is not kept.
 *
 * @param since when the breach began
 * @param revision the order's revision
 * @param why which deadline passed or what was read
 */
public record Breach(Instant since, long revision, String why) {}
