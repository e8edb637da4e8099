package com.betterfleet.oscp.examples.vectordepot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The witness of what the utility said: replacement, zero, and the late message. */
class ForecastWitnessTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final ForecastWitness witness = new ForecastWitness();

    private static Instant quarter(int number) {
        return T.plus(QUARTER.multipliedBy(number));
    }

    @Test
    void whatWasNeverSaidIsAbsentAndNotZeroRuleI2() {
        assertThat(witness.at(T)).isEmpty();
        witness.take(Wire.forecast(T, "0"));
        assertThat(witness.at(T)).contains(0L);
        assertThat(witness.at(T.minusNanos(1))).isEmpty();
        assertThat(witness.at(quarter(1))).isEmpty();
    }

    @Test
    void aBlockHoldsFromItsStartToJustBeforeItsEndRuleI1() {
        witness.take(Wire.forecast(T, "100", "200.5"));
        assertThat(witness.at(T)).contains(100_000L);
        assertThat(witness.at(quarter(1).minusNanos(1))).contains(100_000L);
        assertThat(witness.at(quarter(1))).contains(200_500L);
        assertThat(witness.at(quarter(2).minusNanos(1))).contains(200_500L);
        assertThat(witness.at(quarter(2))).isEmpty();
    }

    @Test
    void aForecastReplacesFromItsFirstStartAndKeepsTheEarlierRemainderRuleI8() {
        witness.take(Wire.forecast(T, "100", "100", "100"));
        witness.take(Wire.forecast(quarter(1), "300", "300"));
        assertThat(witness.at(T)).contains(100_000L);
        assertThat(witness.at(quarter(1))).contains(300_000L);
        assertThat(witness.at(quarter(2))).contains(300_000L);
    }

    @Test
    void aForecastThatEndsEarlierThanTheOneBeforeCanOnlyLowerRuleI11() {
        witness.take(Wire.forecast(quarter(1), "100", "300"));
        witness.take(Wire.forecast(T, "500", "500"));
        assertThat(witness.at(T)).contains(500_000L);
        assertThat(witness.at(quarter(1))).contains(100_000L);
        assertThat(witness.at(quarter(2))).contains(300_000L);
    }

    @Test
    void aLateForecastThatIsLowerLowersRuleI11() {
        witness.take(Wire.forecast(quarter(1), "100", "300"));
        witness.take(Wire.forecast(T, "500", "0"));
        assertThat(witness.at(quarter(1))).contains(0L);
    }

    @Test
    void theNextForecastIsComparedWithTheLateOneAndEndsTheMergeRuleI11() {
        witness.take(Wire.forecast(quarter(1), "100", "300"));
        witness.take(Wire.forecast(T, "500", "500"));
        witness.take(Wire.forecast(quarter(1), "700"));
        assertThat(witness.at(quarter(1))).contains(700_000L);
        assertThat(witness.at(quarter(2))).isEmpty();
    }
}
