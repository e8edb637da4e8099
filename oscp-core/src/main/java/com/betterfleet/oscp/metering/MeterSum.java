package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.metering.MeteringRecord.BoundaryValue;
import com.betterfleet.oscp.metering.MeteringRecord.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Each meter of one direction in one window: what it measured, or what it lacks. */
final class MeterSum {
    private final Direction direction;
    private final TimeInterval window;
    private final Optional<Meters> start;
    private final Duration reach;
    private final MeasurementConfiguration configuration;
    private final Map<String, List<MeterData>> meters = new LinkedHashMap<>();
    private final List<Meter> measured = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /** A meter that is complete. */
    record Meter(String name, MeterWindow.Measured window, List<PowerSample> powers) {}

    MeterSum(
            Direction direction,
            TimeInterval window,
            Optional<Meters> start,
            Duration reach,
            MeasurementConfiguration configuration) {
        this.direction = direction;
        this.window = window;
        this.start = start;
        this.reach = reach;
        this.configuration = configuration;
    }

    MeterSum read(MeterReadings readings) {
        readings.series().stream()
                .filter(data -> data.direction() == direction)
                .forEach(data -> meters.computeIfAbsent(data.meter(), name -> new ArrayList<>())
                        .add(data));
        if (meters.isEmpty()) {
            missing.add("no meter was read for " + direction);
        }
        Set<String> gone = start.map(Meters::names).orElseGet(TreeSet::new);
        gone.removeAll(meters.keySet());
        gone.forEach(name -> missing.add("meter " + name + ": is no longer listed"));
        meters.forEach((name, data) -> add(name, data, measure(name, data)));
        measured.sort(Comparator.comparing(Meter::name));
        return this;
    }

    private MeterWindow measure(String name, List<MeterData> data) {
        if (data.get(0) instanceof MeterSeries series) {
            Optional<BoundaryValue> known =
                    start.flatMap(there -> Optional.ofNullable(there.registers().get(name)));
            return new RegisterSeries(series, window, reach).measure(known);
        }
        if (configuration == MeasurementConfiguration.CONTINUOUS) {
            return new MeterWindow.Missing("has no register, which CONTINUOUS asks for");
        }
        return new IntervalSeries(data.stream().map(IntervalEnergy.class::cast).toList(), window).measure();
    }

    private void add(String name, List<MeterData> data, MeterWindow meter) {
        if (meter instanceof MeterWindow.Measured all) {
            measured.add(new Meter(name, all, data.get(0) instanceof MeterSeries series ? series.powers() : List.of()));
        } else if (meter instanceof MeterWindow.Missing gap) {
            missing.add("meter " + name + ": " + gap.why());
        }
    }

    /** The meters that are complete, by name; all of them where nothing is missing. */
    List<Meter> measured() {
        return measured;
    }

    /** What is missing, in words. */
    List<String> missing() {
        return missing;
    }

    Meters starts() {
        return boundary(MeterWindow.Measured::start);
    }

    Meters ends() {
        return boundary(MeterWindow.Measured::end);
    }

    private Meters boundary(Function<MeterWindow.Measured, Optional<BoundaryValue>> side) {
        Map<String, BoundaryValue> registers = new TreeMap<>();
        Set<String> intervals = new TreeSet<>();
        measured.forEach(meter -> side.apply(meter.window())
                .ifPresentOrElse(value -> registers.put(meter.name(), value), () -> intervals.add(meter.name())));
        return new Meters(registers, intervals);
    }
}
