package com.betterfleet.oscp.profile;

import java.time.Duration;

/**
 * How waiting messages are tried again.
 *
 * @param timeout total time of one call; 30 s by default
 * @param backoffMin the first wait after a failure; 2 s by default
 * @param backoffMax the longest wait; 5 min by default
 * @param parkAfter tries after which a message is parked while others of its connection pass; 10 by default
 */
public record RetryRules(Duration timeout, Duration backoffMin, Duration backoffMax, int parkAfter) {
    /** The defaults. */
    public static final RetryRules STANDARD =
            new RetryRules(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(5), 10);

    /**
     * Checks the bounds.
     *
     * @param timeout total time of one call; 30 s by default
     * @param backoffMin the first wait after a failure; 2 s by default
     * @param backoffMax the longest wait; 5 min by default
     * @param parkAfter tries after which a message is parked while others of its connection pass; 10 by default
     */
    public RetryRules {
        Rules.positive(timeout, "timeout");
        Rules.positive(backoffMin, "backoffMin");
        Rules.atLeast(backoffMax, backoffMin, "backoffMax");
        if (parkAfter < 1) {
            throw new IllegalArgumentException("parkAfter must be at least 1, was " + parkAfter);
        }
    }
}
