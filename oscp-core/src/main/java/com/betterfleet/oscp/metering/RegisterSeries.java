package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.metering.MeteringRecord.BoundaryValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The register of one meter around one window. */
final class RegisterSeries {
    /** Decimals, in watt-hours, to which a boundary is interpolated; more where its neighbours have more. */
    static final int INTERPOLATED_SCALE = 3;

    private final NavigableMap<Instant, RegisterReading> readings = new TreeMap<>();
    private final TimeInterval window;
    private final Duration reach;
    private Optional<Instant> ambiguous = Optional.empty();

    RegisterSeries(MeterSeries series, TimeInterval window, Duration reach) {
        this.window = window;
        this.reach = reach;
        series.registers().stream()
                .filter(this::matters)
                .sorted(Comparator.comparing(RegisterReading::quality))
                .forEach(this::take);
    }

    private boolean matters(RegisterReading reading) {
        return reading.quality() != Quality.INVALID
                && !reading.at().isBefore(window.start().minus(reach))
                && !reading.at().isAfter(window.end().plus(reach));
    }

    /** What was measured comes first, and an estimate for the same instant is not needed. */
    private void take(RegisterReading reading) {
        RegisterReading before = readings.putIfAbsent(reading.at(), reading);
        if (before != null
                && before.quality() == reading.quality()
                && !before.register().equals(reading.register())) {
            ambiguous = Optional.of(reading.at());
        }
    }

    /** The energy of the window, from a start that was computed before, or else from the readings. */
    MeterWindow measure(Optional<BoundaryValue> known) {
        if (ambiguous.isPresent()) {
            return new MeterWindow.Missing("two values at " + ambiguous.get());
        }
        Optional<BoundaryValue> start = known.or(() -> valueAt(window.start()));
        Optional<BoundaryValue> end = valueAt(window.end());
        if (start.isEmpty() || end.isEmpty()) {
            return new MeterWindow.Missing(why(start.isEmpty() ? window.start() : window.end()));
        }
        Optional<String> complaint = goesBack(start.get(), end.get());
        return complaint.isPresent()
                ? new MeterWindow.Missing(complaint.get())
                : MeterWindow.Measured.between(start.get(), end.get());
    }

    private Optional<BoundaryValue> valueAt(Instant instant) {
        Map.Entry<Instant, RegisterReading> before = readings.floorEntry(instant);
        if (before == null || !near(before.getKey(), instant)) {
            return Optional.empty();
        }
        RegisterReading from = before.getValue();
        if (from.at().equals(instant)) {
            return Optional.of(new BoundaryValue(from.register(), basis(Basis.READ, from), from));
        }
        Map.Entry<Instant, RegisterReading> after = readings.higherEntry(instant);
        if (after == null
                || !near(after.getKey(), instant)
                || after.getValue().register().isBelow(from.register())) {
            return Optional.empty();
        }
        RegisterReading to = after.getValue();
        return Optional.of(
                new BoundaryValue(interpolate(from, to, instant), basis(basis(Basis.INTERPOLATED, from), to), from));
    }

    private static Basis basis(Basis otherwise, RegisterReading reading) {
        return reading.quality() == Quality.ESTIMATED ? Basis.ESTIMATED : otherwise;
    }

    private boolean near(Instant reading, Instant boundary) {
        return Duration.between(reading, boundary).abs().compareTo(reach) <= 0;
    }

    /** On the grid of its neighbours or a finer one, so that rounding cannot leave the two. */
    private static Energy interpolate(RegisterReading before, RegisterReading after, Instant instant) {
        BigDecimal from = before.register().wattHours();
        BigDecimal to = after.register().wattHours();
        int scale = Math.max(INTERPOLATED_SCALE, Math.max(from.scale(), to.scale()));
        BigDecimal share = to.subtract(from)
                .multiply(nanos(before.at(), instant))
                .divide(nanos(before.at(), after.at()), scale, RoundingMode.HALF_UP);
        return Energy.wattHours(from.add(share));
    }

    private static BigDecimal nanos(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return BigDecimal.valueOf(between.getSeconds()).movePointRight(9).add(BigDecimal.valueOf(between.getNano()));
    }

    /**
     * A register never goes back: where it does the meter was replaced or reset, and nobody knows what it had counted. What
     * was estimated between two boundaries proves nothing.
     */
    private Optional<String> goesBack(BoundaryValue start, BoundaryValue end) {
        Energy highest = isMeasured(start.before()) ? start.before().register() : Energy.ZERO;
        for (RegisterReading reading :
                readings.subMap(start.before().at(), false, window.end(), true).values()) {
            if (isMeasured(reading) && reading.register().isBelow(highest)) {
                return Optional.of(wentBack(reading.at()));
            }
            highest = isMeasured(reading) ? reading.register() : highest;
        }
        return end.register().isBelow(start.register()) ? Optional.of(wentBack(window.end())) : Optional.empty();
    }

    private static boolean isMeasured(RegisterReading reading) {
        return reading.quality() == Quality.MEASURED;
    }

    private static String wentBack(Instant at) {
        return "register went back at " + at;
    }

    private String why(Instant boundary) {
        Instant before = readings.lowerKey(boundary);
        Instant after = readings.higherKey(boundary);
        boolean replaced = before != null && after != null && near(before, boundary) && near(after, boundary);
        return replaced ? wentBack(after) : "no readings around " + boundary;
    }
}
