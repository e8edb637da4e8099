package com.betterfleet.oscp.message;

import java.util.List;

/**
 * GroupCapacityComplianceError: the Flexibility Provider says that a forecast was not or cannot be kept. Which forecast
 * is told only by the {@code X-Correlation-ID}, which is that forecast's {@code X-Request-ID}.
 *
 * @param message what is wrong, for people; not blank, at most 4096 characters
 * @param forecastedBlocks the blocks concerned; empty when the field is absent
 */
public record GroupCapacityComplianceError(String message, List<ForecastedBlock> forecastedBlocks)
        implements OscpMessage {
    /**
     * Checks and copies.
     *
     * @param message as the component says
     * @param forecastedBlocks as the component says
     */
    public GroupCapacityComplianceError {
        Checks.obey("message", Rules.messageText(message));
        forecastedBlocks = List.copyOf(forecastedBlocks);
    }

    @Override
    public Action action() {
        return Action.GROUP_CAPACITY_COMPLIANCE_ERROR;
    }
}
