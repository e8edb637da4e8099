package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.profile.ForecastRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes up the blocks of a message, with all that a peer may do to them (envelope-rules.md 2.2). */
final class BlockMaker {
    static final List<Duration> TOLERANCES = List.of(
            Duration.ZERO, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(15));

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMillis(1), Duration.ofMinutes(5), Duration.ofMinutes(5), QUARTER, QUARTER, Duration.ofHours(1));
    private static final List<String> KILOWATTS =
            List.of("0", "0", "30", "60", "60", "90", "90.123456789", "150", "300", "2000", "0.0001", "12345");
    private static final List<Phase> WHOLE = List.of(Phase.ALL, Phase.ALL, Phase.UNKNOWN);
    private static final List<Phase> SINGLE = List.of(Phase.ONE, Phase.TWO, Phase.THREE);

    private final Random random;
    private final ForecastRules rules;
    private final GroupBinding binding;

    BlockMaker(Random random, ForecastRules rules, GroupBinding binding) {
        this.random = random;
        this.rules = rules;
        this.binding = binding;
    }

    /** A day of quarter hours, or one less or more, on the grid or beside it. */
    List<ForecastedBlock> whole(Instant now) {
        boolean zero = random.nextInt(8) == 0;
        Instant grid = Forecasts.START.plus(QUARTER.multipliedBy(random.nextInt(12) - 4L));
        Instant at = random.nextBoolean() ? grid : now.plusMillis(random.nextInt(2_000_000) - 1_000_000L);
        int count = 95 + random.nextInt(3);
        boolean broken = random.nextInt(4) == 0;
        List<ForecastedBlock> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            said.add(block(at, at.plus(QUARTER), zero ? "0" : one(KILOWATTS), CapacityUnit.KW, Phase.ALL));
            at = at.plus(QUARTER).plus(broken && random.nextInt(20) == 0 ? gap() : Duration.ZERO);
        }
        return shuffled(said);
    }

    /** A few blocks around now, sometimes all over or all ahead; at most so many. */
    List<ForecastedBlock> some(Instant now, int most) {
        boolean zero = random.nextInt(4) == 0;
        int count = 1 + random.nextInt(Math.min(most, 5));
        Instant at = start(now);
        List<ForecastedBlock> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant end = at.plus(one(LENGTHS));
            add(said, at, end, zero ? "0" : one(KILOWATTS));
            at = random.nextInt(12) == 0 ? at : end.plus(random.nextInt(3) == 0 ? gap() : Duration.ZERO);
        }
        return shuffled(said);
    }

    private Instant start(Instant now) {
        Duration steps = Duration.ofMinutes(5).multipliedBy(random.nextInt(14) - 5L);
        return switch (random.nextInt(10)) {
            case 0 -> now;
            case 1 -> now.plusMillis(random.nextInt(3) - 1L);
            case 2 -> now.minus(Duration.ofHours(one(List.of(5, 50)))).plus(steps);
            case 3 -> now.plus(Duration.ofHours(3)).plus(steps);
            case 4 -> now.plus(steps).plusMillis(random.nextInt(600_000));
            default ->
                Forecasts.START
                        .plus(steps)
                        .plus(Duration.between(Forecasts.START, now).dividedBy(2));
        };
    }

    private void add(List<ForecastedBlock> said, Instant start, Instant end, String kilowatts) {
        CapacityUnit unit = unit();
        boolean single = random.nextInt(rules.singlePhases() ? 8 : 200) == 0;
        if (!single) {
            said.add(block(start, end, kilowatts, unit, one(WHOLE)));
            return;
        }
        int phases = binding.phases().orElse(3) - (random.nextInt(20) == 0 ? 1 : 0);
        for (Phase phase : SINGLE.subList(0, Math.max(1, phases))) {
            String least = kilowatts.equals("0") ? kilowatts : one(KILOWATTS);
            said.add(block(start, end, least, unit, phase));
        }
    }

    private CapacityUnit unit() {
        if (random.nextInt(3) > 0) {
            return one(List.of(CapacityUnit.KW, CapacityUnit.KW, CapacityUnit.KW, CapacityUnit.W));
        }
        CapacityUnit any = one(List.of(CapacityUnit.values()));
        boolean supplied = any != CapacityUnit.A || binding.volts().isPresent();
        return (rules.units().contains(any) && supplied) || random.nextInt(20) == 0 ? any : CapacityUnit.KW;
    }

    /** About so much power as so many kilowatts, in a unit. */
    private static ForecastedBlock block(Instant start, Instant end, String kilowatts, CapacityUnit unit, Phase phase) {
        BigDecimal all = new BigDecimal(kilowatts);
        BigDecimal capacity = switch (unit) {
            case KW, KWH -> all;
            case W, WH -> all.movePointRight(3);
            case A -> all.movePointRight(1);
        };
        return new ForecastedBlock(capacity, phase, unit, start, end);
    }

    private Duration gap() {
        Duration tolerance = binding.gapTolerance().orElse(rules.gapTolerance());
        return one(List.of(
                Duration.ofMillis(1),
                Duration.ofSeconds(4),
                tolerance.minusMillis(1),
                tolerance,
                tolerance.plusMillis(1),
                Duration.ofHours(1),
                Duration.ofMinutes(-5),
                Duration.ofMinutes(3)));
    }

    private List<ForecastedBlock> shuffled(List<ForecastedBlock> said) {
        if (random.nextInt(4) == 0) {
            Collections.shuffle(said, random);
        }
        return said;
    }

    private <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
