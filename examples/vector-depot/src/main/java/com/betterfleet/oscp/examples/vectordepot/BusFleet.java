package com.betterfleet.oscp.examples.vectordepot;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.metering.RegisterReading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Buses that charge whenever they stand in the depot, and never draw more than the circuit has available. One meter counts
 * what all chargers draw; it is read each minute. Thread-safe.
 */
public final class BusFleet implements MeterSource {
    private static final long CHARGER_WATTS = 60_000;
    private static final long QUARTER = 900;

    /**
     * The power drawn in one second.
     *
     * @param at the start of the second
     * @param watts the power
     */
    public record Drawn(Instant at, long watts) {}

    private final long seed;
    private final Supplier<Power> available;
    private final List<Drawn> drawn = new ArrayList<>();
    private final NavigableMap<Instant, Energy> register = new TreeMap<>();
    private long wattSeconds;

    /**
     * A fleet whose comings and goings follow from a seed.
     *
     * @param seed the seed
     * @param available what the circuit has available
     */
    public BusFleet(long seed, Supplier<Power> available) {
        this.seed = seed;
        this.available = available;
    }

    /**
     * Lets a second pass: the buses draw what they want and may.
     *
     * @param at the start of the second, on a whole second
     */
    public synchronized void second(Instant at) {
        if (at.getEpochSecond() % 60 == 0) {
            register.put(at, reading());
        }
        long may = available.get().watts().setScale(0, RoundingMode.DOWN).longValueExact();
        long watts = Math.min(wanted(at), may);
        drawn.add(new Drawn(at, watts));
        wattSeconds += watts;
    }

    /**
     * Forgets what was drawn and read before an instant, so that a fleet may live for ever.
     *
     * @param before the instant
     */
    public synchronized void forget(Instant before) {
        drawn.removeIf(second -> second.at().isBefore(before));
        register.headMap(before).clear();
    }

    /**
     * What was drawn so far and is not forgotten, second by second.
     *
     * @return the list, oldest first
     */
    public synchronized List<Drawn> drawn() {
        return List.copyOf(drawn);
    }

    @Override
    public synchronized CompletionStage<MeterReadings> read(MeterQuery query) {
        List<RegisterReading> readings =
                register.subMap(query.wanted().start(), true, query.wanted().end(), true).entrySet().stream()
                        .map(entry -> new RegisterReading(entry.getKey(), entry.getValue()))
                        .toList();
        return CompletableFuture.completedFuture(
                new MeterReadings(List.of(new MeterSeries("depot-main", readings, List.of()))));
    }

    private Energy reading() {
        BigDecimal wattHours = BigDecimal.valueOf(wattSeconds)
                .divide(BigDecimal.valueOf(Duration.ofHours(1).toSeconds()), 0, RoundingMode.DOWN);
        return Energy.wattHours(wattHours);
    }

    /** Many buses at night, few in the rush hours, and never quite the same number. */
    private long wanted(Instant at) {
        long quarter = at.getEpochSecond() / QUARTER;
        SplittableRandom random = new SplittableRandom(seed * 31 + quarter);
        long localHour = Math.floorMod(at.getEpochSecond() / 3600 + 12, 24);
        long buses = localHour < 5 || localHour >= 20 ? 15 : localHour >= 10 && localHour < 15 ? 11 : 6;
        return (buses + random.nextInt(4)) * CHARGER_WATTS - random.nextInt(9_000);
    }
}
