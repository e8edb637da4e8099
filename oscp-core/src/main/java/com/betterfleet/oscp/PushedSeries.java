package com.betterfleet.oscp;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.metering.IntervalEnergy;
import com.betterfleet.oscp.metering.MeterData;
import com.betterfleet.oscp.metering.MeterRegister;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.PowerSample;
import com.betterfleet.oscp.metering.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What was pushed of one register, the newest of it. Not thread-safe. */
final class PushedSeries {
    private final Duration kept;
    private final int most;
    private final Kept<RegisterReading> registers = new Kept<>(
            RegisterReading::at,
            Comparator.comparing(RegisterReading::register).thenComparing(RegisterReading::quality));
    private final Kept<PowerSample> powers =
            new Kept<>(PowerSample::at, Comparator.comparing(PowerSample::power).thenComparing(PowerSample::quality));
    private final Kept<IntervalEnergy> intervals = new Kept<>(
            energy -> energy.interval().end(),
            Comparator.comparing((IntervalEnergy energy) -> energy.interval().start())
                    .thenComparing(IntervalEnergy::energy)
                    .thenComparing(IntervalEnergy::quality));

    private Instant oldest = Instant.MIN;

    PushedSeries(Duration kept, int most) {
        this.kept = kept;
        this.most = most;
    }

    /** Things of one kind in the order of time, those that are too old or too many forgotten. */
    private final class Kept<T> {
        private final Function<T, Instant> at;
        private final NavigableSet<T> all;

        Kept(Function<T, Instant> at, Comparator<T> then) {
            this.at = at;
            this.all = new TreeSet<>(Comparator.comparing(at).thenComparing(then));
        }

        void add(T one) {
            all.add(one);
            while (!all.isEmpty() && (all.size() > most || at.apply(all.first()).isBefore(oldest))) {
                all.pollFirst();
            }
        }

        Stream<T> where(Predicate<T> wanted) {
            return all.stream().filter(wanted);
        }
    }

    void add(RegisterReading reading) {
        if (!intervals.all.isEmpty()) {
            throw new IllegalArgumentException("tells energy of intervals, so it has no register");
        }
        registers.add(reading);
    }

    void add(IntervalEnergy energy) {
        if (!registers.all.isEmpty() || !powers.all.isEmpty()) {
            throw new IllegalArgumentException("has a register, so it tells no energy of intervals");
        }
        intervals.add(energy);
    }

    void add(PowerSample sample) {
        if (!intervals.all.isEmpty()) {
            throw new IllegalArgumentException("tells energy of intervals, of which no power goes out");
        }
        powers.add(sample);
    }

    /** Both ends of what is wanted are included; intervals that overlap it. A register with nothing to say is listed all the same. */
    List<? extends MeterData> within(MeterRegister name, TimeInterval wanted) {
        Instant before = wanted.end().minus(kept);
        oldest = before.isAfter(oldest) ? before : oldest;
        List<IntervalEnergy> found =
                intervals.where(energy -> energy.interval().overlaps(wanted)).toList();
        if (!found.isEmpty()) {
            return found;
        }
        return List.of(new MeterSeries(
                name.meter(),
                name.direction(),
                registers.where(reading -> isWithin(reading.at(), wanted)).toList(),
                powers.where(sample -> isWithin(sample.at(), wanted)).toList()));
    }

    private static boolean isWithin(Instant at, TimeInterval wanted) {
        return !at.isBefore(wanted.start()) && !at.isAfter(wanted.end());
    }
}
