package com.betterfleet.oscp.message;

import java.util.List;

/**
 * UpdateGroupMeasurements: what a group drew or gave, as a whole.
 *
 * @param groupId the group
 * @param measurements at least one, in the order of the wire
 */
public record UpdateGroupMeasurements(GroupId groupId, List<EnergyMeasurement> measurements) implements OscpMessage {
    /**
     * Checks and copies.
     *
     * @param groupId as the component says
     * @param measurements as the component says
     */
    public UpdateGroupMeasurements {
        Checks.present("group_id", groupId);
        measurements = Checks.notEmpty("measurements", measurements);
    }

    @Override
    public Action action() {
        return Action.UPDATE_GROUP_MEASUREMENTS;
    }
}
