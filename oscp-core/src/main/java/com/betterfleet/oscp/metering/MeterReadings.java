package com.betterfleet.oscp.metering;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the host knows of the meters of one group, as the answer to a {@link MeterQuery}.
 *
 * @param series one {@link MeterSeries} for each meter with a register, any number of {@link IntervalEnergy} for each
 *     other one; empty where the host knows of no meter, which leaves the window incomplete
 */
public record MeterReadings(List<? extends MeterData> series) {
    /**
     * Copies the list and checks that no meter is listed twice for one direction.
     *
     * @param series one {@link MeterSeries} for each meter with a register, any number of {@link IntervalEnergy} for each other one
     */
    public MeterReadings {
        series = List.copyOf(series);
        Map<String, Class<?>> seen = new HashMap<>();
        for (MeterData data : series) {
            Class<?> before = seen.put(data.direction() + " " + data.meter(), data.getClass());
            if (before != null && (before == MeterSeries.class || before != data.getClass())) {
                throw new IllegalArgumentException(
                        "meter '" + data.meter() + "' is listed twice for " + data.direction());
            }
        }
    }
}
