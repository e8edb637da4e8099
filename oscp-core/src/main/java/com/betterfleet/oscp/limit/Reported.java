package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;

/**
 * What the utility was told of blocks that were not or cannot be kept (rule I25): the messages put into the outbox.
 *
 * @param count how many there were, at least 1
 * @param at when the last was put there
 * @param source the forecast that the last is about
 * @param requestId the last's {@code X-Request-ID}
 */
public record Reported(long count, Instant at, RequestId source, RequestId requestId) {
    /**
     * Checks the count.
     *
     * @param count how many there were, at least 1
     * @param at when the last was put there
     * @param source the forecast that the last is about
     * @param requestId the last's {@code X-Request-ID}
     */
    public Reported {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
    }
}
