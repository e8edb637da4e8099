package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is reported of a window under one asset and direction: the sum of its meters, all of them complete, so that nothing
 * unlike is ever added (rule I29).
 *
 * @param asset under which id
 * @param direction which way
 * @param energy of the window
 * @param register the registers at its end; what they add up to is meaningless where a meter has none
 * @param basis the least firm of its meters'
 * @param last the power at the latest instant of the window at which every meter has a sample
 */
record Portion(
        AssetId asset, Direction direction, Energy energy, Energy register, Basis basis, Optional<PowerSample> last) {

    static Portion of(AssetId asset, Direction direction, List<MeterSum.Meter> meters, TimeInterval window) {
        Energy energy = Energy.ZERO;
        Energy register = Energy.ZERO;
        Basis basis = Basis.READ;
        for (MeterSum.Meter meter : meters) {
            MeterWindow.Measured measured = meter.window();
            energy = energy.plus(measured.energy());
            register = register.plus(
                    measured.end().map(MeteringRecord.BoundaryValue::register).orElse(Energy.ZERO));
            basis = basis.and(measured.basis());
        }
        return new Portion(asset, direction, energy, register, basis, last(meters, window));
    }

    /** The value that the partner is told. */
    Energy told(MeasurementConfiguration configuration) {
        return configuration == MeasurementConfiguration.CONTINUOUS ? register : energy;
    }

    /** Whether its energy is zero by an estimate: nobody measured that. */
    boolean isReckonedZero() {
        return energy.equals(Energy.ZERO) && basis == Basis.ESTIMATED;
    }

    /** Why it must not be sent, if so: zero is sent only when it was measured. */
    Optional<String> objection(MeasurementConfiguration configuration) {
        return told(configuration).equals(Energy.ZERO) && basis == Basis.ESTIMATED
                ? Optional.of(asset + ": zero was estimated, not measured")
                : Optional.empty();
    }

    /** Of the latest instant at which as many samples are added as there are meters. */
    private static Optional<PowerSample> last(List<MeterSum.Meter> meters, TimeInterval window) {
        NavigableMap<Instant, List<Power>> found = new TreeMap<>();
        meters.forEach(meter -> within(meter.powers(), window)
                .forEach((at, power) ->
                        found.computeIfAbsent(at, first -> new ArrayList<>()).add(power)));
        return found.descendingMap().entrySet().stream()
                .filter(entry -> entry.getValue().size() == meters.size())
                .map(entry -> new PowerSample(
                        entry.getKey(), entry.getValue().stream().reduce(Power.ZERO, Power::plus)))
                .findFirst();
    }

    private static Map<Instant, Power> within(List<PowerSample> samples, TimeInterval window) {
        Map<Instant, Power> usable = new TreeMap<>();
        samples.stream()
                .filter(sample -> sample.quality() == Quality.MEASURED)
                .filter(sample ->
                        sample.at().isAfter(window.start()) && !sample.at().isAfter(window.end()))
                .forEach(sample -> usable.merge(sample.at(), sample.power(), Power::min));
        return usable;
    }
}
