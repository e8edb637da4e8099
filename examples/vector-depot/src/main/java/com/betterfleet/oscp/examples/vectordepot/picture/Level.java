package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Instant;

/**
 * A power over a while.
 *
 * @param from from when
 * @param to until when, exclusive
 * @param watts how much, in watts
 */
record Level(Instant from, Instant to, long watts) implements Span {
    Level {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to " + to + ", was " + from);
        }
    }
}
