package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Instant;

/** A half-open stretch of time. */
interface Span {
    Instant from();

    Instant to();

    default boolean holds(Instant at) {
        return !at.isBefore(from()) && at.isBefore(to());
    }

    default boolean meets(Instant start, Instant end) {
        return from().isBefore(end) && start.isBefore(to());
    }
}
