package com.betterfleet.oscp.forecast;

import java.time.Instant;

/**
 * A block and when it holds.
 *
 * @param start the first instant of it
 * @param end the first instant after it, later than {@code start}
 * @param block what it says
 */
public record BlockPiece(Instant start, Instant end, Block block) {
    /**
     * Checks the order (rule I3).
     *
     * @param start the first instant of it
     * @param end the first instant after it, later than {@code start}
     * @param block what it says
     */
    public BlockPiece {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("end must be after start " + start + ", was " + end);
        }
    }

    /**
     * Whether it holds at an instant.
     *
     * @param t the instant
     * @return true from start on, false at end (rule I1)
     */
    public boolean contains(Instant t) {
        return !t.isBefore(start) && t.isBefore(end);
    }
}
