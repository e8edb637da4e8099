package com.betterfleet.oscp.message;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * An energy: a register reading ({@link MeasurementConfiguration#CONTINUOUS}) or the energy since {@code
 * initial_measure_time} ({@link MeasurementConfiguration#INTERMITTENT}).
 *
 * @param value in {@code unit}; negative only where {@code direction} is {@link EnergyDirection#NET}
 * @param phase the phase it was measured on
 * @param unit the unit of {@code value}
 * @param direction which way the energy went
 * @param energyType which part was measured; empty means {@link EnergyType#TOTAL}
 * @param measureTime when it was measured, the end of an interval; kept to the millisecond
 * @param initialMeasureTime where the interval began, not after {@code measureTime}; kept to the millisecond; needed
 *     where the recipient asked for {@link MeasurementConfiguration#INTERMITTENT}
 */
public record EnergyMeasurement(
        BigDecimal value,
        Phase phase,
        EnergyUnit unit,
        EnergyDirection direction,
        Optional<EnergyType> energyType,
        Instant measureTime,
        Optional<Instant> initialMeasureTime) {
    /**
     * Checks and normalises.
     *
     * @param value as the component says
     * @param phase as the component says
     * @param unit as the component says
     * @param direction as the component says
     * @param energyType as the component says
     * @param measureTime as the component says
     * @param initialMeasureTime as the component says
     */
    public EnergyMeasurement {
        Checks.present("phase", phase);
        Checks.present("unit", unit);
        Checks.present("direction", direction);
        Checks.present("energy_type", energyType);
        Checks.obey("value", Rules.energy(value, direction));
        value = Checks.plain(value);
        measureTime = Checks.time("measure_time", measureTime);
        initialMeasureTime = initialMeasureTime.map(start -> Checks.time("initial_measure_time", start));
        if (initialMeasureTime.isPresent()) {
            Checks.obey("initial_measure_time", Rules.intervalStart(initialMeasureTime.get(), measureTime));
        }
    }
}
