package com.betterfleet.oscp.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A record as the store holds it. A deleted record is absent: it is not found, listed or due, and a later write of its key
 * expects version 0 and makes version 1 again. The library deletes little; what was unbound stays as an inactive record until
 * its release is confirmed, and keeps its revision.
 *
 * @param key its name
 * @param version counts its writes, from 1; compare-and-set
 * @param payload its content
 * @param nextDue when it next wants attention; empty for never
 */
public record Stored(Key key, long version, Payload payload, Optional<Instant> nextDue) {}
