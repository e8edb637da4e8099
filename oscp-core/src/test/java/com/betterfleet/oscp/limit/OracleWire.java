package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.profile.ForecastRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What blocks on the wire say in watts, by the words of decision 7 (rules I4 and I6). */
final class OracleWire {
    private static final BigDecimal HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toMillis());

    private final ForecastRules rules;
    private final GroupBinding binding;
    private final int phases;

    OracleWire(ForecastRules rules, GroupBinding binding) {
        this.rules = rules;
        this.binding = binding;
        this.phases = binding.phases().orElse(0);
    }

    /** A block in watts of the whole connection. */
    record Said(Instant start, Instant end, BigDecimal watts) {}

    /** Empty where the message must be refused. */
    Optional<List<Said>> read(List<ForecastedBlock> blocks) {
        if (!blocks.stream().allMatch(block -> mayBeRead(block, blocks))) {
            return Optional.empty();
        }
        List<Said> said = new ArrayList<>();
        for (ForecastedBlock block : blocks) {
            said.add(new Said(block.startTime(), block.endTime(), total(block)));
        }
        return Optional.of(said);
    }

    private boolean mayBeRead(ForecastedBlock block, List<ForecastedBlock> blocks) {
        boolean supplied = binding.volts().isPresent() && phases > 0;
        return rules.units().contains(block.unit())
                && (block.unit() != CapacityUnit.A || supplied)
                && (!isSingle(block)
                        || (rules.singlePhases() && phasesWith(block, blocks).equals(phasesOfTheBinding())));
    }

    /** The phases that speak of just the time that a block speaks of. */
    private static Set<Phase> phasesWith(ForecastedBlock block, List<ForecastedBlock> blocks) {
        Set<Phase> there = EnumSet.noneOf(Phase.class);
        blocks.stream()
                .filter(other -> isSingle(other)
                        && other.startTime().equals(block.startTime())
                        && other.endTime().equals(block.endTime()))
                .forEach(other -> there.add(other.phase()));
        return there;
    }

    private Set<Phase> phasesOfTheBinding() {
        Set<Phase> all = EnumSet.noneOf(Phase.class);
        all.addAll(List.of(Phase.ONE, Phase.TWO, Phase.THREE).subList(0, phases));
        return all;
    }

    private static boolean isSingle(ForecastedBlock block) {
        return block.phase() == Phase.ONE || block.phase() == Phase.TWO || block.phase() == Phase.THREE;
    }

    /** Of a single phase what the connection may take if every phase took as much; the smallest phase then rules. */
    private BigDecimal total(ForecastedBlock block) {
        BigDecimal times = isSingle(block) ? BigDecimal.valueOf(phases) : BigDecimal.ONE;
        BigDecimal all = block.capacity().multiply(times);
        BigDecimal length = BigDecimal.valueOf(
                Duration.between(block.startTime(), block.endTime()).toMillis());
        return switch (block.unit()) {
            case W -> all;
            case KW -> all.movePointRight(3);
            case A -> all.multiply(binding.volts().orElseThrow()).setScale(0, RoundingMode.FLOOR);
            case WH -> all.multiply(HOUR).divide(length, 0, RoundingMode.FLOOR);
            case KWH -> all.movePointRight(3).multiply(HOUR).divide(length, 0, RoundingMode.FLOOR);
        };
    }
}
