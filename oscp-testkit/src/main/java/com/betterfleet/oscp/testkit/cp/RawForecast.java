package com.betterfleet.oscp.testkit.cp;

import java.util.List;

/**
 * A forecast to be sent as {@code update_group_capacity_forecast}.
 *
 * @param groupId the {@code group_id}
 * @param type the type word, such as {@code CONSUMPTION}
 * @param blocks the blocks in the order in which they are written
 */
public record RawForecast(String groupId, String type, List<RawBlock> blocks) {

    /**
     * Keeps a copy of the blocks.
     *
     * @param groupId the {@code group_id}
     * @param type the type word, such as {@code CONSUMPTION}
     * @param blocks the blocks in the order in which they are written
     */
    public RawForecast {
        blocks = List.copyOf(blocks);
    }
}
