package com.betterfleet.oscp.event;

import com.betterfleet.envelope.Power;
import java.time.Instant;
import java.util.Optional;

/**
 * One block of an adjustment: what was asked for, and what came of it.
 *
 * @param start the first instant of it
 * @param end the first instant after it, later than {@code start}
 * @param requested the power asked for, of the whole connection
 * @param allowed the smallest power that the forecast which answered or superseded the adjustment allows in it; empty before
 *     there is such a forecast, and where it says nothing
 */
public record AdjustedBlock(Instant start, Instant end, Power requested, Optional<Power> allowed) {
    /**
     * Checks the order (rule I3).
     *
     * @param start the first instant of it
     * @param end the first instant after it, later than {@code start}
     * @param requested the power asked for, of the whole connection
     * @param allowed the smallest power that the answering forecast allows in it
     */
    public AdjustedBlock {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("end must be after start " + start + ", was " + end);
        }
    }
}
