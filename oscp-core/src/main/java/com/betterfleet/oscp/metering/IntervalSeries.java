package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.Basis;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The interval energies of one meter around one window. */
final class IntervalSeries {
    private final List<IntervalEnergy> intervals;
    private final TimeInterval window;

    IntervalSeries(List<IntervalEnergy> all, TimeInterval window) {
        this.window = window;
        // an estimate is not needed where the meter itself spoke
        Set<TimeInterval> measured = all.stream()
                .filter(one -> one.quality() == Quality.MEASURED)
                .map(IntervalEnergy::interval)
                .collect(Collectors.toSet());
        this.intervals = all.stream()
                .filter(one -> one.quality() != Quality.INVALID)
                .filter(one -> one.interval().overlaps(window))
                .distinct()
                .filter(one -> one.quality() == Quality.MEASURED || !measured.contains(one.interval()))
                .sorted(Comparator.comparing(one -> one.interval().start()))
                .toList();
    }

    MeterWindow measure() {
        Instant covered = window.start();
        Energy sum = Energy.ZERO;
        for (IntervalEnergy one : intervals) {
            if (!one.interval().start().equals(covered)) {
                return inexact(covered);
            }
            covered = one.interval().end();
            sum = sum.plus(one.energy());
        }
        return covered.equals(window.end()) ? MeterWindow.Measured.of(sum, basis()) : inexact(covered);
    }

    private Basis basis() {
        boolean any = intervals.stream().anyMatch(one -> one.quality() == Quality.ESTIMATED);
        return any ? Basis.ESTIMATED : Basis.READ;
    }

    private static MeterWindow inexact(Instant from) {
        return new MeterWindow.Missing("intervals do not cover the window exactly, from " + from);
    }
}
