package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.one;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.MeteringEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protocol, measurements: slow, failing, partial and late answers, and how long they are waited for. */
class MeteringAskingTest {
    private static final MeterReadings HALF = one("0=1000");
    private static final MeterReadings FULL = one("0=1000", "15=4500");

    @Test
    void anIncompleteWindowIsAskedAgainWithGrowingWaits() {
        Bench bench = Bench.quarters();
        List<Duration> waits = new ArrayList<>();
        Instant now = at("17");
        while (bench.record.closedThrough().equals(at("0"))) {
            bench.step(now, new MeteringInput.Due());
            assertThat(bench.asked()).containsExactly(window(0, 15));
            bench.step(now, new MeteringInput.ReadingsArrived(window(0, 15), HALF));
            Instant next = bench.record.nextDue().orElseThrow();
            waits.add(Duration.between(now, next));
            now = next;
        }
        assertThat(waits.stream().map(Duration::toSeconds))
                .as("10 s doubled up to 2 min, and a last time when the patience ends")
                .startsWith(10L, 20L, 40L, 80L, 120L, 120L);
        assertThat(bench.events(MeteringEvent.WindowParked.class))
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.at()).isEqualTo(at("25"));
                    assertThat(parked.why()).contains("meter m").contains("no readings around 2026-04-04T12:15:00Z");
                });
    }

    @Test
    void nothingIsSentForAParkedWindowAndTheNextGoOn() {
        Bench bench = Bench.quarters().due("25").answer("25", window(0, 15), HALF);
        assertThat(bench.sent()).isEmpty();
        assertThat(bench.record.closedThrough()).isEqualTo(at("15"));
        assertThat(bench.record.counters().parked()).isEqualTo(1);
        bench.due("32").answer("32:01", window(15, 30), one("15=4500", "30=5000"));
        assertThat(bench.kilowattHours()).isEqualTo("0.5");
    }

    @Test
    void aWindowCompletedByALaterAnswerIsSent() {
        Bench bench = Bench.quarters().due("17").answer("17:01", window(0, 15), HALF);
        assertThat(bench.due("17:11").asked()).containsExactly(window(0, 15));
        bench.answer("17:12", window(0, 15), FULL);
        assertThat(bench.kilowattHours()).isEqualTo("3.5");
    }

    @Test
    void aFailedReadIsAskedAgain() {
        Bench bench = Bench.quarters().due("17").fail("17:01", window(0, 15));
        assertThat(bench.record.nextDue()).contains(at("17:11"));
        assertThat(bench.due("17:11").asked()).containsExactly(window(0, 15));
    }

    @Test
    void aReadThatIsNeverAnsweredCountsAsFailedAfterAMinute() {
        Bench bench = Bench.quarters().due("17");
        assertThat(bench.record.nextDue()).contains(at("18"));
        assertThat(bench.due("17:59").reads()).isEmpty();
        assertThat(bench.due("18").reads()).isEmpty();
        assertThat(bench.due("18:10").asked()).containsExactly(window(0, 15));
    }

    @Test
    void aSlowAnswerIsTakenWhileItsWindowWaits() {
        Bench bench = Bench.quarters().due("17").due("18").answer("18:05", window(0, 15), FULL);
        assertThat(bench.kilowattHours()).isEqualTo("3.5");
        assertThat(bench.record.counters().late()).isZero();
    }

    @Test
    void anAnswerAfterItsWindowWasParkedIsCountedAndNothingElse() {
        Bench bench = Bench.quarters().due("25").answer("25", window(0, 15), HALF);
        bench.answer("25:30", window(0, 15), FULL);
        assertThat(bench.sent()).isEmpty();
        assertThat(bench.record.counters().late()).isEqualTo(1);
        assertThat(bench.record.closedThrough()).isEqualTo(at("15"));
    }

    @Test
    void aLateFailureChangesNothing() {
        Bench bench = Bench.quarters().due("25").answer("25", window(0, 15), HALF);
        MeteringRecord before = bench.record;
        assertThat(bench.fail("25:30", window(0, 15)).record).isEqualTo(before);
    }

    @Test
    void howeverLateAWindowIsItIsNotGivenUpBeforeTheHostFailedThreeTimes() {
        Bench bench = Bench.quarters().due("60").fail("60:01", window(0, 15));
        assertThat(bench.due("60:11").fail("60:12", window(0, 15)).record.closedThrough())
                .isEqualTo(at("0"));
        assertThat(bench.due("60:32").asked()).containsExactly(window(0, 15));
        bench.fail("60:33", window(0, 15));
        assertThat(bench.events(MeteringEvent.WindowParked.class))
                .singleElement()
                .satisfies(parked -> assertThat(parked.why()).isEqualTo("meters are offline"));
        assertThat(bench.asked()).containsExactly(window(15, 30));
    }

    @Test
    void afterARestartTheReadInFlightIsAskedAgainAtOnce() {
        Bench bench = Bench.quarters().due("17").restart("17:05");
        assertThat(bench.asked()).containsExactly(window(0, 15));
        bench.answer("17:06", window(0, 15), FULL);
        assertThat(bench.sent()).hasSize(1);
    }

    @Test
    void aRestartDoesNotShortenAWait() {
        Bench bench = Bench.quarters().due("17").fail("17:01", window(0, 15)).restart("17:05");
        assertThat(bench.reads()).isEmpty();
        assertThat(bench.record.nextDue()).contains(at("17:11"));
    }

    @Test
    void deadlinesOfElapsedTimeMoveWithTheClockAndWindowsDoNot() {
        Bench bench = Bench.quarters().due("32").fail("32:01", window(0, 15));
        bench.stepClock("22:03", Duration.ofMinutes(-10));
        assertThat(bench.record.nextDue()).contains(at("22:11"));
        bench.due("22:11").stepClock("32:12", Duration.ofMinutes(10));
        assertThat(bench.record.asking().inFlight().orElseThrow().since()).isEqualTo(at("32:11"));
        assertThat(bench.record.closedThrough()).isEqualTo(at("0"));
    }
}
