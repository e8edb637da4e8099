package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A limit in force over a while, as read back from the circuit.
 *
 * @param from from when
 * @param to until when, exclusive
 * @param watts how much, in watts; empty if nothing bounds
 * @param look in which mode
 * @param reason the reason of the first order of it
 */
record LimitStep(Instant from, Instant to, OptionalLong watts, Look look, String reason) implements Span {
    boolean goesOnAs(LimitStep next) {
        return to.equals(next.from) && watts.equals(next.watts) && look == next.look;
    }

    /** A lease that ran out for less than a minute, until the next order was confirmed: a dot, no step. */
    boolean brief() {
        return look == Look.LAPSED && Duration.between(from, to).compareTo(Duration.ofMinutes(1)) < 0;
    }

    LimitStep until(Instant end) {
        return new LimitStep(from, end, watts, look, reason);
    }

    String words() {
        return look.brief() + " " + (watts.isPresent() ? Words.kilowatts(watts.getAsLong()) : "unlimited");
    }
}
