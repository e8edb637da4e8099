package com.betterfleet.oscp.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.limit.Finding;
import com.betterfleet.oscp.limit.Ground;
import com.betterfleet.oscp.limit.Reasoning;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.RequestId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The explanation as JSON: its schema is stable, so it is pinned text by text. */
class ExplanationJsonTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private static Explanation of(
            Mode mode, Optional<Limit> limit, boolean zero, Optional<Power> wish, List<Finding> findings) {
        return new Explanation(
                GroupRef.of("nz", "AKL01"),
                Direction.IMPORT,
                T,
                new Reasoning(T, Direction.IMPORT, mode, limit, zero, wish, findings));
    }

    private static Finding block(String kilowatts, boolean ruled, String why) {
        return new Finding(
                Ground.FORECAST,
                Power.kilowatts(kilowatts),
                Optional.of(new RequestId("f-\"1\"")),
                Optional.of(new BigDecimal(kilowatts)),
                Optional.of(CapacityUnit.KW),
                Optional.of(T),
                Optional.of(T.plusSeconds(900)),
                Optional.of(3L),
                ruled,
                why);
    }

    private static Finding fallback() {
        return new Finding(
                Ground.HOST_FALLBACK,
                Power.watts("120000.5"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "does not count");
    }

    @Test
    void everythingThereIsGolden() {
        Explanation explanation = of(
                Mode.LIVE,
                Optional.of(Limit.of(Power.kilowatts("500"))),
                false,
                Optional.of(Power.kilowatts("450")),
                List.of(block("500", true, "rules"), fallback()));
        assertThat(explanation.toJson())
                .isEqualTo("{\"connection\":\"nz\",\"group\":\"AKL01\",\"direction\":\"IMPORT\","
                        + "\"at\":\"2026-01-01T00:00:00Z\",\"mode\":\"LIVE\",\"limitWatts\":500000,"
                        + "\"protectiveZero\":false,\"wishWatts\":450000,\"findings\":["
                        + "{\"ground\":\"FORECAST\",\"ruled\":true,\"why\":\"rules\",\"watts\":500000,"
                        + "\"source\":\"f-\\\"1\\\"\",\"capacity\":500,\"unit\":\"KW\","
                        + "\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-01T00:15:00Z\",\"session\":3},"
                        + "{\"ground\":\"HOST_FALLBACK\",\"ruled\":false,\"why\":\"does not count\","
                        + "\"watts\":120000.5}],"
                        + "\"text\":\"nz/AKL01: IMPORT at 2026-01-01T00:00:00Z: at most 500 kW,"
                        + " LIVE, the utility wishes 450 kW\\n* forecast f-\\\"1\\\": 500 kW (500 KW on the wire): rules\\n"
                        + "  fallback of the binding: 120000.5 W: does not count\"}");
    }

    @Test
    void whatIsReleasedHasNoLimitAtAllRuleI2() {
        assertThat(of(Mode.RELEASED, Optional.empty(), false, Optional.empty(), List.of())
                        .toJson())
                .contains("\"mode\":\"RELEASED\",\"protectiveZero\":false,\"findings\":[]")
                .doesNotContain("limitWatts", "wishWatts");
    }

    @Test
    void zeroIsANumberAndUnlimitedAWordRuleI2() {
        assertThat(of(Mode.LIVE, Optional.of(Limit.ZERO), true, Optional.empty(), List.of())
                        .toJson())
                .contains("\"limitWatts\":0,\"protectiveZero\":true");
        assertThat(of(Mode.LIVE, Optional.of(Limit.unlimited()), false, Optional.empty(), List.of())
                        .toJson())
                .contains("\"limitWatts\":\"unlimited\"");
    }

    @Test
    void numbersAreWrittenPlainHoweverTheWireWroteThem() {
        Finding huge = block("1E9", true, "rules");
        assertThat(of(Mode.LIVE, Optional.of(Limit.of(huge.power())), false, Optional.empty(), List.of(huge))
                        .toJson())
                .contains("\"limitWatts\":1000000000000,", "\"capacity\":1000000000,", "\"watts\":1000000000000,");
    }
}
