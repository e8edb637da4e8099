package com.betterfleet.oscp.testkit.cp;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the Capacity Provider expects of measurements.
 *
 * @param window the length to which metering windows are aligned, above zero
 * @param initialMeasureTime whether {@code initial_measure_time} must be present and exactly one window before {@code measure_time}
 * @param oneAsset whether a message must hold exactly one asset, the group's own
 * @param energyUnits the units of energy that are taken
 * @param instantaneousUnits the units of instantaneous measurements that are taken
 * @param directions the directions that are taken
 * @param assetCategories the asset categories that are taken
 */
public record Expectations(
        Duration window,
        boolean initialMeasureTime,
        boolean oneAsset,
        Set<String> energyUnits,
        Set<String> instantaneousUnits,
        Set<String> directions,
        Set<String> assetCategories) {

    /**
     * Refuses a window of zero or less and keeps copies of the sets.
     *
     * @param window the length to which metering windows are aligned, above zero
     * @param initialMeasureTime whether {@code initial_measure_time} must be present and exactly one window before {@code measure_time}
     * @param oneAsset whether a message must hold exactly one asset, the group's own
     * @param energyUnits the units of energy that are taken
     * @param instantaneousUnits the units of instantaneous measurements that are taken
     * @param directions the directions that are taken
     * @param assetCategories the asset categories that are taken
     */
    public Expectations {
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("window must be above zero, was " + window);
        }
        energyUnits = Collections.unmodifiableSortedSet(new TreeSet<>(energyUnits));
        instantaneousUnits = Collections.unmodifiableSortedSet(new TreeSet<>(instantaneousUnits));
        directions = Collections.unmodifiableSortedSet(new TreeSet<>(directions));
        assetCategories = Collections.unmodifiableSortedSet(new TreeSet<>(assetCategories));
    }

    /**
     * The whole of OSCP 2.0, in windows of a quarter of an hour: every word is taken, nothing optional is demanded.
     *
     * @return the widest expectations
     */
    public static Expectations standard() {
        return new Expectations(
                Duration.ofMinutes(15),
                false,
                false,
                Set.of("WH", "KWH"),
                Set.of("A", "W", "KW", "WH", "KWH"),
                Set.of("NET", "IMPORT", "EXPORT"),
                Set.of("CHARGING", "CONSUMPTION", "GENERATION", "STORAGE"));
    }
}
