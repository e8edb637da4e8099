package com.betterfleet.oscp.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Arithmetic on instants that stops at the ends of what a message can say instead of throwing. */
final class Times {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration MOST = Duration.between(FIRST, LAST);

    private Times() {}

    static Instant plus(Instant start, Duration time) {
        Instant from = clamp(start);
        return clamp(from.plus(bounded(time)));
    }

    static Duration bounded(Duration time) {
        if (time.compareTo(MOST) > 0) {
            return MOST;
        }
        return time.compareTo(MOST.negated()) < 0 ? MOST.negated() : time;
    }

    static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    static Duration smaller(Duration one, Duration other) {
        return other.compareTo(one) < 0 ? other : one;
    }

    static Duration longer(Duration one, Duration other) {
        return other.compareTo(one) > 0 ? other : one;
    }

    static boolean passed(Instant deadline, Instant now) {
        return !deadline.isAfter(now);
    }

    static Optional<Instant> earliest(Stream<Instant> instants) {
        return instants.min(Instant::compareTo);
    }

    private static Instant clamp(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return FIRST;
        }
        return instant.isAfter(LAST) ? LAST : instant;
    }
}
