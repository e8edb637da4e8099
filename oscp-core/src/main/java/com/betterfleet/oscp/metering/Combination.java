package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.metering.MeteringRecord.Boundary;
import com.betterfleet.oscp.metering.MeteringRecord.BoundaryValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds the meters of a group into its one combined asset (rule I29): only when every one of them is complete, for a partial
 * sum understates. All of them count watt-hours of the same window in the same direction, summed over the phases, so
 * nothing unlike is ever added.
 */
final class Combination {
    private static final int NAMED = 3;

    private final TimeInterval window;
    private final Optional<Boundary> start;
    private final Duration reach;
    private final MeasurementConfiguration configuration;
    private final Map<String, BoundaryValue> registers = new TreeMap<>();
    private final Set<String> intervals = new TreeSet<>();
    private final List<String> missing = new ArrayList<>();
    private Energy energy = Energy.ZERO;
    private Energy register = Energy.ZERO;

    /** What came of it. */
    sealed interface Combined {
        /** Every meter is complete. */
        record Complete(Energy energy, Energy register, Boundary end) implements Combined {}

        /** Some meter is not. */
        record Incomplete(String why) implements Combined {}
    }

    private Combination(
            TimeInterval window, Optional<Boundary> start, Duration reach, MeasurementConfiguration configuration) {
        this.window = window;
        this.start = start;
        this.reach = reach;
        this.configuration = configuration;
    }

    static Combined of(
            TimeInterval window,
            Optional<Boundary> start,
            MeterReadings readings,
            Duration reach,
            MeasurementConfiguration configuration) {
        Combination combination = new Combination(window, start, reach, configuration);
        combination.add(byMeter(readings));
        return combination.result();
    }

    private static Map<String, List<MeterData>> byMeter(MeterReadings readings) {
        Map<String, List<MeterData>> all = new LinkedHashMap<>();
        readings.series()
                .forEach(data -> all.computeIfAbsent(data.meter(), name -> new ArrayList<>())
                        .add(data));
        return all;
    }

    private void add(Map<String, List<MeterData>> meters) {
        if (meters.isEmpty()) {
            missing.add("no meter was read");
        }
        start.map(boundary -> boundary.notAmong(meters.keySet()))
                .orElse(Set.of())
                .forEach(name -> missing.add("meter " + name + ": is no longer listed"));
        meters.forEach((name, data) -> add(name, measure(name, data)));
    }

    private MeterWindow measure(String name, List<MeterData> data) {
        if (data.get(0) instanceof MeterSeries series) {
            Optional<BoundaryValue> known = start.flatMap(
                    boundary -> Optional.ofNullable(boundary.registers().get(name)));
            return new RegisterSeries(series, window, reach).measure(known);
        }
        if (configuration == MeasurementConfiguration.CONTINUOUS) {
            return new MeterWindow.Missing("has no register, which CONTINUOUS asks for");
        }
        return new IntervalSeries(data.stream().map(IntervalEnergy.class::cast).toList(), window).measure();
    }

    private void add(String name, MeterWindow meter) {
        if (meter instanceof MeterWindow.Measured measured) {
            energy = energy.plus(measured.energy());
            measured.end().ifPresentOrElse(end -> add(name, end), () -> intervals.add(name));
        } else if (meter instanceof MeterWindow.Missing gap) {
            missing.add("meter " + name + ": " + gap.why());
        }
    }

    private void add(String name, BoundaryValue end) {
        registers.put(name, end);
        register = register.plus(end.register());
    }

    private Combined result() {
        return missing.isEmpty()
                ? new Combined.Complete(energy, register, new Boundary(registers, intervals))
                : new Combined.Incomplete(why());
    }

    private String why() {
        String named = String.join("; ", missing.subList(0, Math.min(NAMED, missing.size())));
        return missing.size() <= NAMED ? named : named + "; and " + (missing.size() - NAMED) + " more";
    }
}
