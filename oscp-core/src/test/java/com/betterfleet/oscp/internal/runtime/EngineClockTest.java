package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wall instants advanced by elapsed time, and what it takes to believe that the wall clock was set. */
class EngineClockTest {
    private final Manual time = new Manual();
    private final EngineClock clock = new EngineClock(time);

    @Test
    void itGoesOnWithElapsedTimeInWholeMilliseconds() {
        time.pass(Duration.ofNanos(1_500_999_999));
        assertThat(clock.now()).isEqualTo(Manual.START.plusMillis(1_500));
    }

    @Test
    void aWallClockThatIsSetDoesNotMoveIt() {
        time.set(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(Manual.START);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000, -3_600_000, 2_001, -2_001})
    void aStepIsBelievedAtTheSecondReadingInARow(long millis) {
        time.set(Duration.ofMillis(millis));
        assertThat(clock.check()).isEmpty();
        assertThat(clock.now()).isEqualTo(Manual.START);
        time.pass(Duration.ofSeconds(1));
        assertThat(clock.check()).contains(Duration.ofMillis(millis));
        assertThat(clock.now()).isEqualTo(time.wall());
        time.pass(Duration.ofSeconds(1));
        assertThat(clock.check()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {2_000, -2_000, 1, 0})
    void upToTwoSecondsAreNoStep(long millis) {
        time.set(Duration.ofMillis(millis));
        assertThat(clock.check()).isEmpty();
        assertThat(clock.check()).isEmpty();
        assertThat(clock.now()).isEqualTo(Manual.START);
    }

    @Test
    void oneReadingThatIsWrongIsForgiven() {
        time.set(Duration.ofHours(1));
        assertThat(clock.check()).isEmpty();
        time.set(Duration.ofHours(-1));
        assertThat(clock.check()).isEmpty();
        time.set(Duration.ofHours(1));
        assertThat(clock.check()).as("the row was broken").isEmpty();
        assertThat(clock.now()).isEqualTo(Manual.START);
    }

    @Test
    void twoStepsAreToldOneByOne() {
        time.set(Duration.ofHours(1));
        clock.check();
        assertThat(clock.check()).contains(Duration.ofHours(1));
        time.set(Duration.ofMinutes(-10));
        assertThat(clock.check()).isEmpty();
        assertThat(clock.check()).contains(Duration.ofMinutes(-10));
        assertThat(clock.now()).isEqualTo(Manual.START.plus(Duration.ofMinutes(50)));
    }
}
