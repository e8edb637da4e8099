package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.metering.MeteringRecord.BoundaryValue;
import com.betterfleet.oscp.metering.MeteringRecord.Meters;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Map<String, MeterWindow.Measured> measured = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();

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
        meters.forEach((name, data) -> add(name, measure(name, data)));
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

    private void add(String name, MeterWindow meter) {
        if (meter instanceof MeterWindow.Measured all) {
            measured.put(name, all);
        } else if (meter instanceof MeterWindow.Missing gap) {
            missing.add("meter " + name + ": " + gap.why());
        }
    }

    /** What each meter measured, by name; all of them where nothing is missing. */
    Map<String, MeterWindow.Measured> measured() {
        return measured;
    }

    /** What is missing, in words. */
    List<String> missing() {
        return missing;
    }

    /** The power samples of a meter; a meter without a register has none. */
    List<PowerSample> powers(String name) {
        return meters.get(name).get(0) instanceof MeterSeries series ? series.powers() : List.of();
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
        measured.forEach((name, meter) ->
                side.apply(meter).ifPresentOrElse(value -> registers.put(name, value), () -> intervals.add(name)));
        return new Meters(registers, intervals);
    }
}
