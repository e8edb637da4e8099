package com.betterfleet.oscp.testkit.cp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One energy measurement as the Flexibility Provider reported it.
 *
 * @param groupId the {@code group_id}
 * @param assetId the {@code asset_id}, empty in a group measurement
 * @param start the {@code initial_measure_time}, empty when none was given
 * @param end the {@code measure_time}
 * @param energy the {@code value}
 * @param unit the {@code unit}
 * @param direction the {@code direction}
 * @param energyType the {@code energy_type}, empty when absent
 * @param instantaneous the {@code instantaneous_measurement} beside it, empty when absent
 */
public record MeteredWindow(
        String groupId,
        Optional<String> assetId,
        Optional<Instant> start,
        Instant end,
        BigDecimal energy,
        String unit,
        String direction,
        Optional<String> energyType,
        Optional<Instantaneous> instantaneous) {

    /**
     * An instantaneous measurement.
     *
     * @param value the {@code value}
     * @param unit the {@code unit}
     * @param measureTime the {@code measure_time}
     */
    public record Instantaneous(BigDecimal value, String unit, Instant measureTime) {}
}
