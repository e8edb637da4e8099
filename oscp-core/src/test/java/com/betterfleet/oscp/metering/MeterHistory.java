package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The life of one meter, made of a seed: a register that counts up in uneven steps, read at uneven times and often exactly
 * at a quarter hour, with gaps, resets, readings told twice and out of order, readings known to be wrong, and readings that
 * arrive late.
 */
final class MeterHistory {
    /** A reading, and when the host knows of it. */
    record Told(RegisterReading reading, Instant known) {}

    final String meter;
    final TreeMap<Instant, Energy> truth = new TreeMap<>();
    private final List<Told> told = new ArrayList<>();
    private final Random random;

    MeterHistory(String meter, long seed, Instant start, int windows, boolean late) {
        this.meter = meter;
        this.random = new Random(seed);
        Instant end = start.plus(Duration.ofMinutes(15L * windows + 5));
        BigDecimal register = BigDecimal.valueOf(random.nextInt(100_000));
        for (Instant at = start.minusSeconds(300); at.isBefore(end); at = next(at)) {
            register = random.nextInt(400) == 0 ? BigDecimal.ZERO : register.add(step());
            truth.put(at, Energy.wattHours(register));
            tell(new RegisterReading(at, Energy.wattHours(register)), late);
        }
    }

    private BigDecimal step() {
        return random.nextInt(5) == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(random.nextInt(900_000), random.nextInt(5));
    }

    private Instant next(Instant at) {
        if (random.nextInt(200) == 0) {
            return at.plusSeconds(random.nextInt(2400));
        }
        Instant boundary = new WindowCalendar(Duration.ofMinutes(15)).after(at);
        boolean nearly = Duration.between(at, boundary).toSeconds() < 50;
        return nearly && random.nextInt(3) > 0 ? boundary : at.plusMillis(1 + random.nextInt(55_000));
    }

    private void tell(RegisterReading reading, boolean late) {
        Duration delay = late && random.nextInt(10) == 0 ? Duration.ofSeconds(random.nextInt(900)) : Duration.ZERO;
        int times = random.nextInt(10) == 0 ? 2 : 1;
        for (int i = 0; i < times; i++) {
            told.add(new Told(reading, reading.at().plus(delay)));
        }
        if (random.nextInt(50) == 0) {
            Instant at = reading.at().plusSeconds(random.nextInt(60));
            Energy nonsense = Energy.wattHours(random.nextInt(1_000_000));
            told.add(new Told(new RegisterReading(at, nonsense, Quality.INVALID), at));
        }
    }

    /** What the host answers at an instant. */
    MeterSeries answer(TimeInterval wanted, Instant now) {
        List<RegisterReading> known = new ArrayList<>(told.stream()
                .filter(one -> !one.known().isAfter(now))
                .map(Told::reading)
                .filter(one -> !one.at().isBefore(wanted.start()) && !one.at().isAfter(wanted.end()))
                .toList());
        Collections.shuffle(known, random);
        return new MeterSeries(meter, known, List.of());
    }

    /** Whether the register only counted up, without a reset, between two boundaries and around them. */
    boolean onlyCountsUp(TimeInterval span) {
        Map<Instant, Energy> within = truth.subMap(span.start(), true, span.end(), true);
        Energy highest = Energy.ZERO;
        for (Energy register : within.values()) {
            if (register.isBelow(highest)) {
                return false;
            }
            highest = register;
        }
        return true;
    }
}
