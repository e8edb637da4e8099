package com.betterfleet.oscp;

import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.metering.IntervalEnergy;
import com.betterfleet.oscp.metering.MeterData;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterRegister;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.metering.PowerSample;
import com.betterfleet.oscp.metering.RegisterReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A {@link MeterSource} for hosts whose meters push: it keeps what was pushed and answers with it. Thread-safe; it starts no
 * thread, reads no clock, and answers at once.
 *
 * <pre>{@code
 * PushedReadings meters = new PushedReadings();
 * meters.declare(GroupRef.of("nz", "AKL01"), List.of(MeterRegister.imports("depot-main")));
 * FlexibilityProvider fp = FlexibilityProvider.builder().meters(meters)...;
 *
 * // whenever a meter speaks:
 * meters.push(GroupRef.of("nz", "AKL01"), MeterRegister.imports("depot-main"),
 *         new RegisterReading(at, Energy.kilowattHours("184436.2")));
 * }</pre>
 *
 * <p>The host <em>declares</em> which meters a group has, so that one that is silent is missed rather than overlooked. Readings
 * may come late, twice and in any order. Of each register the newest are kept: those of the two hours before what was asked for
 * last, at most 10,000 of a kind, unless it is said otherwise; a window is read a minute or a few after its end, so that is ample. A
 * reading with a wrong time displaces no other.
 *
 * <p>They are in memory only. After a restart the windows of the time before are incomplete, and are parked, unless the host
 * pushes their readings again; a host with a database of readings had better answer from that.
 */
public final class PushedReadings implements MeterSource {
    /** How long readings are kept unless it is said otherwise, reckoned back from what was asked for last. */
    public static final Duration KEPT = Duration.ofHours(2);

    /** How many readings of a kind are kept of a register unless it is said otherwise. */
    public static final int MOST = 10_000;

    private final Map<GroupRef, Map<MeterRegister, PushedSeries>> groups = new HashMap<>();
    private final Duration kept;
    private final int most;

    /** Keeps readings for {@link #KEPT}, at most {@link #MOST} of a kind and register. */
    public PushedReadings() {
        this(KEPT, MOST);
    }

    /**
     * Keeps readings for as long as is said.
     *
     * @param kept how long, reckoned back from what was asked for last; above 0
     * @param most how many of a kind and register at most; at least 2
     */
    public PushedReadings(Duration kept, int most) {
        if (kept.isNegative() || kept.isZero()) {
            throw new IllegalArgumentException("kept must be above 0, was " + kept);
        }
        if (most < 2) {
            throw new IllegalArgumentException("most must be at least 2, was " + most);
        }
        this.kept = kept;
        this.most = most;
    }

    /**
     * Says which meters a group has from now on. What is known of those that stay is kept, of the others it is forgotten.
     *
     * @param group the group
     * @param registers all of them; none forgets the group
     */
    public synchronized void declare(GroupRef group, Collection<MeterRegister> registers) {
        Map<MeterRegister, PushedSeries> before = groups.getOrDefault(group, Map.of());
        Map<MeterRegister, PushedSeries> after = new LinkedHashMap<>();
        for (MeterRegister register : new LinkedHashSet<>(registers)) {
            PushedSeries known = before.get(register);
            after.put(register, known == null ? new PushedSeries(kept, most) : known);
        }
        if (after.isEmpty()) {
            groups.remove(group);
        } else {
            groups.put(group, after);
        }
    }

    /**
     * Takes what a register showed.
     *
     * @param group the group
     * @param register which of its meters, which way
     * @param reading what it showed
     * @throws IllegalArgumentException if the group has no such register, or it tells energy of intervals
     */
    public synchronized void push(GroupRef group, MeterRegister register, RegisterReading reading) {
        series(group, register).add(reading);
    }

    /**
     * Takes a power that was measured.
     *
     * @param group the group
     * @param register which of its meters, which way
     * @param sample what was measured
     * @throws IllegalArgumentException if the group has no such register, or it tells energy of intervals
     */
    public synchronized void push(GroupRef group, MeterRegister register, PowerSample sample) {
        series(group, register).add(sample);
    }

    /**
     * Takes the energy of an interval, of a meter that has no register to show.
     *
     * @param group the group
     * @param energy its energy
     * @throws IllegalArgumentException if the group has no such register, or it has shown a register or a power
     */
    public synchronized void push(GroupRef group, IntervalEnergy energy) {
        series(group, new MeterRegister(energy.meter(), energy.direction())).add(energy);
    }

    private PushedSeries series(GroupRef group, MeterRegister register) {
        PushedSeries series = groups.getOrDefault(group, Map.of()).get(register);
        if (series == null) {
            throw new IllegalArgumentException("group " + group + " has no meter '" + register.meter() + "' for "
                    + register.direction() + ": declare it first");
        }
        return series;
    }

    /**
     * Answers with what is known by now.
     *
     * @param query what is wanted
     * @return a completed stage; failed with {@link IllegalStateException} where no meter of the group was declared
     */
    @Override
    public synchronized CompletionStage<MeterReadings> read(MeterQuery query) {
        Map<MeterRegister, PushedSeries> registers = groups.get(query.group());
        if (registers == null) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("no meter of group " + query.group() + " was declared"));
        }
        List<MeterData> all = new ArrayList<>();
        registers.forEach((name, series) -> all.addAll(series.within(name, query.wanted())));
        return CompletableFuture.completedFuture(new MeterReadings(all));
    }
}
