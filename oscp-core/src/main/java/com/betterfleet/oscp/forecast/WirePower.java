package com.betterfleet.oscp.forecast;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** Turns wire values into watts, once and last (rule I4). What cannot be exact is rounded down to whole watts. */
final class WirePower {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);
    private static final int SCALE = 60;

    private final Optional<BigDecimal> volts;
    private final int phases;

    WirePower(GroupBinding binding) {
        this.volts = binding.volts();
        this.phases = binding.phases().orElse(0);
    }

    /** The number of phases of the binding, 0 if it does not say. */
    int phases() {
        return phases;
    }

    boolean lacksSupply(CapacityUnit unit) {
        return unit == CapacityUnit.A && (volts.isEmpty() || phases == 0);
    }

    ForecastedBlock smaller(ForecastedBlock one, ForecastedBlock other) {
        int byPower = watts(one, one.capacity()).compareTo(watts(other, other.capacity()));
        return byPower < 0 || (byPower == 0 && one.phase().compareTo(other.phase()) <= 0) ? one : other;
    }

    /** So many times the power of a block; empty if that is more than a power can be. */
    Optional<Power> power(ForecastedBlock block, int times) {
        BigDecimal all = watts(block, block.capacity().multiply(BigDecimal.valueOf(times)));
        boolean exact = block.unit() == CapacityUnit.W || block.unit() == CapacityUnit.KW;
        BigDecimal watts = exact ? all : all.setScale(0, RoundingMode.DOWN);
        boolean fits = watts.precision() - watts.scale() <= Power.MAX_DIGITS_BEFORE_POINT;
        return fits ? Optional.of(Power.watts(watts)) : Optional.empty();
    }

    private BigDecimal watts(ForecastedBlock block, BigDecimal capacity) {
        return switch (block.unit()) {
            case W -> capacity;
            case KW -> capacity.multiply(THOUSAND);
            case A -> capacity.multiply(volts.orElseThrow());
            case WH -> mean(capacity, block);
            case KWH -> mean(capacity.multiply(THOUSAND), block);
        };
    }

    /** The mean power of an energy over its block. */
    private static BigDecimal mean(BigDecimal wattHours, ForecastedBlock block) {
        long millis = Duration.between(block.startTime(), block.endTime()).toMillis();
        return wattHours.multiply(MILLIS_PER_HOUR).divide(BigDecimal.valueOf(millis), SCALE, RoundingMode.DOWN);
    }
}
