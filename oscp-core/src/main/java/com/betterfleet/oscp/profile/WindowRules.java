package com.betterfleet.oscp.profile;

import java.time.Duration;

/**
 * When metering windows open, are read, and are given up.
 *
 * @param length of a window, aligned on instants to the hour; divides an hour
 * @param settling how long after its end a window is read, so that late readings have arrived; 0 or more
 * @param settleMax how long after its end an incomplete window waits before it is parked; at least {@code settling}
 * @param interpolateMax the farthest a neighbouring register reading may be from a boundary to interpolate; 0 or more
 * @param backlog windows that ended longer ago than this are dropped, unsent or unacknowledged, loudly; above 0
 * @param mostWaiting how many windows of a group may wait, to be read or to be acknowledged, before the oldest are
 *     dropped, loudly; at least 1
 */
public record WindowRules(
        Duration length,
        Duration settling,
        Duration settleMax,
        Duration interpolateMax,
        Duration backlog,
        int mostWaiting) {
    /** Windows that may wait unless a profile says otherwise: a week of quarter hours. */
    public static final int MOST_WAITING = 672;

    /**
     * Checks the bounds.
     *
     * @param length of a window, aligned on instants to the hour; divides an hour
     * @param settling how long after its end a window is read
     * @param settleMax how long after its end an incomplete window waits before it is parked
     * @param interpolateMax the farthest a neighbouring register reading may be from a boundary to interpolate
     * @param backlog windows that ended longer ago than this are dropped
     * @param mostWaiting how many windows of a group may wait
     */
    public WindowRules {
        Rules.positive(length, "window");
        boolean wholeMillis = length.equals(Duration.ofMillis(length.toMillis()));
        if (!wholeMillis || Duration.ofHours(1).toMillis() % length.toMillis() != 0) {
            throw new IllegalArgumentException("window must divide an hour into whole milliseconds, was " + length);
        }
        Rules.notNegative(settling, "settling");
        Rules.atLeast(settleMax, settling, "settleMax");
        Rules.notNegative(interpolateMax, "interpolateMax");
        Rules.positive(backlog, "backlog");
        if (mostWaiting < 1) {
            throw new IllegalArgumentException("mostWaiting must be at least 1, was " + mostWaiting);
        }
    }
}
