package com.betterfleet.oscp.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A record as the store holds it.
 *
 * @param key its name
 * @param version counts its writes, from 1; compare-and-set
 * @param payload its content
 * @param nextDue when it next wants attention; empty for never
 */
public record Stored(Key key, long version, Payload payload, Optional<Instant> nextDue) {}
