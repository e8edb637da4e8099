package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.outbox.SendResult;
import java.time.Duration;
import java.util.Optional;

/** Exponential waits with full jitter between a smallest and a largest wait. */
final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final Duration min;
    private final Duration max;
    private final double jitter;

    Backoff(Duration min, Duration max, double jitter) {
        this.min = min;
        this.max = max;
        this.jitter = jitter;
    }

    /** The wait after so many failures: evenly between the smallest wait and its doubling per failure. */
    Duration after(int failures) {
        Duration ceiling = Times.smaller(max, min.multipliedBy(1L << Math.max(0, Math.min(failures, MOST_DOUBLINGS))));
        long spread = ceiling.minus(min).toMillis();
        return min.plusMillis((long) (spread * jitter));
    }

    /** The same, but at least what the peer asked for, as far as it is within the largest wait. */
    Duration after(int failures, SendResult result) {
        Duration wait = after(failures);
        Duration asked = asked(result).map(time -> Times.smaller(time, max)).orElse(Duration.ZERO);
        return asked.compareTo(wait) > 0 ? asked : wait;
    }

    private static Optional<Duration> asked(SendResult result) {
        return result instanceof SendResult.Answered answered ? answered.retryAfter() : Optional.empty();
    }
}
