package com.betterfleet.oscp.profile;

import java.time.Duration;

/**
 * The rhythm of heartbeats. Two intervals, never mixed: <em>theirs</em>, which the peer asked of us, sets how often we
 * beat and what we promise; <em>ours</em>, which we asked of the peer, is what we supervise.
 *
 * @param used whether the partner uses heartbeats at all; where not, staleness of forecasts is the alarm
 * @param defaultInterval stands in for an interval that was not asked; 60 s by default
 * @param smallestAccepted the smallest interval a peer may ask of us, else 400; 10 s by default
 * @param promiseFactor our {@code offline_mode_at} is now + this many of their intervals; 3 by default
 * @param missedFactor the peer is offline after this many of our intervals without a sign of life; 3 by default
 * @param promiseCap a promise of the peer counts at most this many of our intervals from now; 10 by default
 */
public record HeartbeatRules(
        boolean used,
        Duration defaultInterval,
        Duration smallestAccepted,
        int promiseFactor,
        int missedFactor,
        int promiseCap) {
    /** The defaults. */
    public static final HeartbeatRules STANDARD =
            new HeartbeatRules(true, Duration.ofSeconds(60), Duration.ofSeconds(10), 3, 3, 10);

    /**
     * Checks the bounds.
     *
     * @param used whether the partner uses heartbeats at all; where not, staleness of forecasts is the alarm
     * @param defaultInterval stands in for an interval that was not asked; 60 s by default
     * @param smallestAccepted the smallest interval a peer may ask of us, else 400; 10 s by default
     * @param promiseFactor our {@code offline_mode_at} is now + this many of their intervals; 3 by default
     * @param missedFactor the peer is offline after this many of our intervals without a sign of life; 3 by default
     * @param promiseCap a promise of the peer counts at most this many of our intervals from now; 10 by default
     */
    public HeartbeatRules {
        Rules.positive(defaultInterval, "defaultInterval");
        Rules.positive(smallestAccepted, "smallestAccepted");
        Rules.atLeast(defaultInterval, smallestAccepted, "defaultInterval");
        if (promiseFactor < 1 || missedFactor < 1 || promiseCap < promiseFactor) {
            throw new IllegalArgumentException("promiseFactor and missedFactor must be at least 1, promiseCap at least"
                    + " promiseFactor, were " + promiseFactor + ", " + missedFactor + ", " + promiseCap);
        }
    }
}
