package com.betterfleet.oscp.message;

import java.util.List;

/**
 * UpdateAssetMeasurements: what the assets of a group drew or gave, one by one.
 *
 * @param groupId the group
 * @param measurements at least one, in the order of the wire
 */
public record UpdateAssetMeasurements(GroupId groupId, List<AssetMeasurement> measurements) implements OscpMessage {
    /**
     * Checks and copies.
     *
     * @param groupId as the component says
     * @param measurements as the component says
     */
    public UpdateAssetMeasurements {
        Checks.present("group_id", groupId);
        measurements = Checks.notEmpty("measurements", measurements);
    }

    @Override
    public Action action() {
        return Action.UPDATE_ASSET_MEASUREMENTS;
    }
}
