package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastType;
import java.time.Duration;
import java.util.Set;

/**
 * What forecasts a partner sends and how they are read.
 *
 * @param types the types taken; others are refused with 400
 * @param units the units taken; others are refused with 400
 * @param singlePhases whether blocks for phase ONE, TWO, THREE are taken (all phases of the binding must then be there)
 * @param extent how much of the book a forecast replaces
 * @param overlap what becomes of a forecast whose blocks overlap; {@link OverlapPolicy#MIN} by default
 * @param gapTolerance a gap between two blocks up to this long takes the smaller neighbour; 5 s by default
 * @param cadence how often a forecast is due; while the link is ONLINE an alarm is raised when two are missing
 * @param horizon how far ahead a forecast reaches, for the alarm only
 * @param horizonAlarm how long before the end of the horizon the alarm is raised; 30 min by default
 */
public record ForecastRules(
        Set<ForecastType> types,
        Set<CapacityUnit> units,
        boolean singlePhases,
        ReplaceExtent extent,
        OverlapPolicy overlap,
        Duration gapTolerance,
        Duration cadence,
        Duration horizon,
        Duration horizonAlarm) {
    /**
     * Checks the bounds and copies the sets.
     *
     * @param types the types taken; others are refused with 400
     * @param units the units taken; others are refused with 400
     * @param singlePhases whether blocks for phase ONE, TWO, THREE are taken (all phases of the binding must then be there)
     * @param extent how much of the book a forecast replaces
     * @param overlap what becomes of a forecast whose blocks overlap; {@link OverlapPolicy#MIN} by default
     * @param gapTolerance a gap between two blocks up to this long takes the smaller neighbour; 5 s by default
     * @param cadence how often a forecast is due; while the link is ONLINE an alarm is raised when two are missing
     * @param horizon how far ahead a forecast reaches, for the alarm only
     * @param horizonAlarm how long before the end of the horizon the alarm is raised; 30 min by default
     */
    public ForecastRules {
        types = Set.copyOf(types);
        units = Set.copyOf(units);
        if (types.isEmpty() || units.isEmpty()) {
            throw new IllegalArgumentException("types and units must not be empty");
        }
        Rules.notNegative(gapTolerance, "gapTolerance");
        Rules.positive(cadence, "cadence");
        Rules.positive(horizon, "horizon");
        Rules.notNegative(horizonAlarm, "horizonAlarm");
    }
}
