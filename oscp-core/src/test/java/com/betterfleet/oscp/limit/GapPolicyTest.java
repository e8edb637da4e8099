package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A binding may say for itself which hole between two blocks counts as a gap (rule I12). */
class GapPolicyTest {
    private final Site site = Site.silent();

    @Test
    void aLongerToleranceOfTheBindingLetsTheSmallerNeighbourHoldRuleI12() {
        assertThat(inAGapOfOneMinute())
                .as("the partner's 5 s: the fallback too")
                .isEqualTo("120");
        site.binding = Forecasts.binding().gapTolerance(Duration.ofMinutes(1)).build();
        assertThat(inAGapOfOneMinute()).isEqualTo("200");
    }

    @Test
    void withoutToleranceEveryHoleIsAGapRuleI12() {
        site.binding = Forecasts.binding().gapTolerance(Duration.ZERO).build();
        Instant gap = minute(15);
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), block(gap.plusSeconds(1), 30, "200"));
        assertThat(site.limitAt(gap)).isEqualTo("120");
    }

    private String inAGapOfOneMinute() {
        site.hear("r" + site.binding.hashCode(), CONSUMPTION, kw(0, 15, "300"), kw(16, 30, "200"));
        return site.limitAt(minute(15));
    }

    private static ForecastedBlock block(Instant from, long toMinute, String kilowatts) {
        return new ForecastedBlock(new BigDecimal(kilowatts), Phase.ALL, CapacityUnit.KW, from, minute(toMinute));
    }
}
