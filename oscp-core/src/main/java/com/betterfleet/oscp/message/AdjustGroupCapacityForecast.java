package com.betterfleet.oscp.message;

import java.util.List;

/**
 * AdjustGroupCapacityForecast: the Flexibility Provider asks the Capacity Provider for another forecast. Carries full
 * values, not differences, and changes nothing by itself.
 *
 * @param groupId the group
 * @param type what the blocks mean
 * @param forecastedBlocks at least one, in the order of the wire; blocks of equal times and different phases are one slot
 */
public record AdjustGroupCapacityForecast(GroupId groupId, ForecastType type, List<ForecastedBlock> forecastedBlocks)
        implements OscpMessage {
    /**
     * Checks and copies.
     *
     * @param groupId as the component says
     * @param type as the component says
     * @param forecastedBlocks as the component says
     */
    public AdjustGroupCapacityForecast {
        Checks.present("group_id", groupId);
        Checks.present("type", type);
        forecastedBlocks = Checks.notEmpty("forecasted_blocks", forecastedBlocks);
    }

    @Override
    public Action action() {
        return Action.ADJUST_GROUP_CAPACITY_FORECAST;
    }
}
