package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.message.AssetId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
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

    static Portion of(AssetId asset, Direction direction, MeterSum sum, Set<String> names, Instant after, Instant end) {
        Energy energy = Energy.ZERO;
        Energy register = Energy.ZERO;
        Basis basis = Basis.READ;
        for (String name : names) {
            MeterWindow.Measured meter = sum.measured().get(name);
            energy = energy.plus(meter.energy());
            register = register.plus(
                    meter.end().map(MeteringRecord.BoundaryValue::register).orElse(Energy.ZERO));
            basis = basis.and(meter.basis());
        }
        List<List<PowerSample>> powers = names.stream().map(sum::powers).toList();
        return new Portion(asset, direction, energy, register, basis, last(powers, after, end));
    }

    /** Why it must not be sent, if so: zero is sent only when it was measured. */
    Optional<String> objection() {
        return energy.equals(Energy.ZERO) && basis == Basis.ESTIMATED
                ? Optional.of(asset + ": zero was estimated, not measured")
                : Optional.empty();
    }

    private static Optional<PowerSample> last(List<List<PowerSample>> meters, Instant after, Instant end) {
        NavigableMap<Instant, Power> sums = within(meters.get(0), after, end);
        for (List<PowerSample> meter : meters.subList(1, meters.size())) {
            Map<Instant, Power> more = within(meter, after, end);
            sums.keySet().retainAll(more.keySet());
            sums.replaceAll((at, power) -> power.plus(more.get(at)));
        }
        return Optional.ofNullable(sums.lastEntry()).map(latest -> new PowerSample(latest.getKey(), latest.getValue()));
    }

    private static NavigableMap<Instant, Power> within(List<PowerSample> samples, Instant after, Instant end) {
        NavigableMap<Instant, Power> usable = new TreeMap<>();
        samples.stream()
                .filter(sample -> sample.quality() == Quality.MEASURED)
                .filter(sample -> sample.at().isAfter(after) && !sample.at().isAfter(end))
                .forEach(sample -> usable.merge(sample.at(), sample.power(), Power::min));
        return usable;
    }
}
