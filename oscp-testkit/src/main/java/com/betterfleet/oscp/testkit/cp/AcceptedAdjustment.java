package com.betterfleet.oscp.testkit.cp;

import java.time.Instant;
import java.util.List;

/**
 * An adjustment that the Flexibility Provider asked for and that was answered with success.
 *
 * @param requestId the X-Request-ID of the message
 * @param acceptedAt when
 * @param groupId the {@code group_id}
 * @param type the type word, such as {@code CONSUMPTION}
 * @param blocks the blocks in the order of the message
 */
public record AcceptedAdjustment(
        String requestId, Instant acceptedAt, String groupId, String type, List<RawBlock> blocks) {

    /**
     * Keeps a copy of the blocks.
     *
     * @param requestId the X-Request-ID of the message
     * @param acceptedAt when
     * @param groupId the {@code group_id}
     * @param type the type word, such as {@code CONSUMPTION}
     * @param blocks the blocks in the order of the message
     */
    public AcceptedAdjustment {
        blocks = List.copyOf(blocks);
    }
}
