package com.betterfleet.oscp.examples.circuitjdbc;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Power;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import javax.annotation.Nullable;

/** Limits as a column of kilowatts with three decimals holds them: never more than was said. */
final class Kilowatts {
    private static final int DECIMALS = 3;
    private static final BigDecimal MOST = new BigDecimal("999999999.999");

    private Kilowatts() {}

    /** The value of the column; null for unlimited. */
    static @Nullable BigDecimal of(Limit limit) {
        return limit instanceof Limit.Limited limited
                ? limited.most()
                        .inKilowatts()
                        .setScale(DECIMALS, RoundingMode.DOWN)
                        .min(MOST)
                : null;
    }

    static Optional<Limit> limit(@Nullable BigDecimal column) {
        return Optional.ofNullable(column).map(kilowatts -> Limit.of(Power.kilowatts(kilowatts)));
    }
}
