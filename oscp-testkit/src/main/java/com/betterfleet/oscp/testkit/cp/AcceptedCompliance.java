package com.betterfleet.oscp.testkit.cp;

import java.time.Instant;
import java.util.List;

/**
 * A compliance error that was answered with success.
 *
 * @param requestId the X-Request-ID of the message
 * @param acceptedAt when
 * @param forecastId the X-Request-ID of the forecast that was not kept
 * @param message its words
 * @param blocks the blocks concerned in the order of the message, none where it names none
 */
public record AcceptedCompliance(
        String requestId, Instant acceptedAt, String forecastId, String message, List<RawBlock> blocks) {

    /**
     * Keeps a copy of the blocks.
     *
     * @param requestId the X-Request-ID of the message
     * @param acceptedAt when
     * @param forecastId the X-Request-ID of the forecast that was not kept
     * @param message its words
     * @param blocks the blocks concerned in the order of the message, none where it names none
     */
    public AcceptedCompliance {
        blocks = List.copyOf(blocks);
    }
}
