package com.betterfleet.oscp.profile;

import java.time.Duration;

/** Checks that the rule records share. */
final class Rules {
    private Rules() {}

    static void positive(Duration value, String name) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be above 0, was " + value);
        }
    }

    static void notNegative(Duration value, String name) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
    }

    static void atLeast(Duration value, Duration least, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
        }
    }
}
