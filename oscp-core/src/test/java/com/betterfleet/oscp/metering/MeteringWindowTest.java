package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.QUARTERS;
import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.one;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protocol, measurements: when a window is read, closed, caught up or dropped. */
class MeteringWindowTest {
    private static final MeterReadings FIRST = one("0=1000", "15=4500");

    @Test
    void theFirstWindowStartsAtTheFirstBoundaryAfterBinding() {
        Bench bench = new Bench(QUARTERS, at("0:01"));
        assertThat(bench.record.closedThrough()).isEqualTo(at("15"));
        assertThat(bench.record.nextDue()).contains(at("32"));
    }

    @Test
    void aWindowIsReadWhenItHasSettledAndNotBefore() {
        Bench bench = Bench.quarters().due("16:59");
        assertThat(bench.reads()).isEmpty();
        assertThat(bench.record.nextDue()).contains(at("17"));
        assertThat(bench.due("17").asked()).containsExactly(window(0, 15));
        assertThat(bench.reads().get(0).wanted()).isEqualTo(window(-1, 16));
        assertThat(bench.reads().get(0).asset().value()).isEqualTo("AKL01-EV");
    }

    @Test
    void aWindowIsReadOnce() {
        Bench bench = Bench.quarters().due("17").due("17").due("17:30");
        assertThat(Bench.reads(bench.all)).hasSize(1);
    }

    @Test
    void closedThroughMovesInTheStepThatEnqueues() {
        Bench bench = Bench.quarters().due("17").answer("17:01", window(0, 15), FIRST);
        assertThat(bench.sent()).hasSize(1);
        assertThat(bench.record.closedThrough()).isEqualTo(at("15"));
        assertThat(bench.record.sent()).containsEntry("id-1", window(0, 15));
        assertThat(bench.record.nextDue()).contains(at("32"));
        assertThat(bench.events(MeteringEvent.WindowQueued.class))
                .containsExactly(new MeteringEvent.WindowQueued(
                        MeteringSamples.GROUP, at("17:01"), at("0"), at("15"), new RequestId("id-1"), Basis.READ));
        assertThat(bench.sent().get(0).subject()).isEqualTo("2026-04-04T12:00:00Z");
        assertThat(bench.sent().get(0).notAfter()).isEqualTo(at("15").plus(Duration.ofHours(24)));
    }

    @Test
    void aWindowIsNeverEnqueuedTwice() {
        Bench bench = Bench.quarters().due("17");
        bench.answer("17:01", window(0, 15), FIRST).answer("17:02", window(0, 15), FIRST);
        bench.restart("17:03").answer("17:04", window(0, 15), FIRST);
        assertThat(bench.sent()).hasSize(1);
        assertThat(bench.record.counters().late()).isEqualTo(2);
    }

    @Test
    void afterAnOutageWindowsAreCaughtUpOldestFirst() {
        Bench bench = Bench.quarters().due("62");
        assertThat(bench.asked()).containsExactly(window(0, 15));
        bench.answer("62:01", window(0, 15), one("0=0", "15=10"));
        assertThat(bench.asked()).as("at once, in the same step").containsExactly(window(15, 30));
        bench.answer("62:02", window(15, 30), one("15=10", "30=30"));
        bench.answer("62:03", window(30, 45), one("30=30", "45=60"));
        bench.answer("62:04", window(45, 60), one("45=60", "60=100"));
        assertThat(bench.sent())
                .extracting(MeteringEffect.Enqueue::id)
                .extracting(RequestId::value)
                .containsExactly("id-1", "id-2", "id-3", "id-4");
        assertThat(bench.record.nextDue()).contains(at("77"));
    }

    @Test
    void windowsOlderThanTheBacklogAreDroppedLoudly() {
        Bench bench = Bench.quarters().due(String.valueOf(24 * 60 + 30));
        assertThat(bench.events(MeteringEvent.WindowDropped.class))
                .extracting(MeteringEvent.WindowDropped::start)
                .containsExactly(at("0"), at("15"));
        assertThat(bench.asked()).containsExactly(window(30, 45));
        assertThat(bench.record.counters().dropped()).isEqualTo(2);
    }

    @Test
    void afterAVeryLongAbsenceAStepStaysSmall() {
        Bench bench = Bench.quarters();
        String inAYear = String.valueOf(365 * 24 * 60);
        bench.due(inAYear);
        assertThat(bench.last).hasSizeLessThanOrEqualTo(100);
        assertThat(bench.record.nextDue()).contains(at(inAYear));
        int steps = 1;
        while (bench.reads().isEmpty()) {
            bench.due(inAYear);
            steps++;
        }
        assertThat(steps).isEqualTo((364 * 96 + 99) / 100);
        assertThat(bench.asked().get(0).end().plus(Duration.ofHours(24))).isAfter(at(inAYear));
    }

    @Test
    void anAcknowledgementMovesTheSecondMark() {
        Bench bench = Bench.quarters().due("17").answer("17:01", window(0, 15), FIRST);
        assertThat(bench.record.acknowledgedThrough()).isEqualTo(at("0"));
        bench.acknowledge("17:05", new RequestId("id-1"));
        assertThat(bench.record.acknowledgedThrough()).isEqualTo(at("15"));
        assertThat(bench.record.sent()).isEmpty();
        assertThat(bench.events(MeteringEvent.WindowAcknowledged.class))
                .extracting(MeteringEvent.WindowAcknowledged::start)
                .containsExactly(at("0"));
        assertThat(bench.acknowledge("17:06", new RequestId("id-1")).last).isEmpty();
    }

    @Test
    void aWindowNotAcknowledgedWithinTheBacklogIsGivenUpLoudly() {
        Bench bench = Bench.quarters().due("17").answer("17:01", window(0, 15), FIRST);
        String lastMinute = String.valueOf(24 * 60 + 14);
        assertThat(bench.due(lastMinute).record.sent()).hasSize(1);
        assertThat(bench.due(String.valueOf(24 * 60 + 15)).record.sent()).isEmpty();
        assertThat(bench.events(MeteringEvent.WindowDropped.class))
                .singleElement()
                .satisfies(dropped -> assertThat(dropped.why()).contains("not acknowledged"));
    }

    @Test
    void longerWindowsAreAlignedAnewAndTheRestIsDroppedLoudly() {
        Bench bench = new Bench(MeteringSamples.rules(Duration.ofMinutes(5)), at("0"));
        bench.due("7").answer("7:01", window(0, 5), one("0=0", "5=10"));
        bench.rules = QUARTERS;
        bench.due("12");
        assertThat(bench.record.closedThrough()).isEqualTo(at("15"));
        assertThat(bench.record.start()).isEmpty();
        assertThat(bench.events(MeteringEvent.WindowDropped.class))
                .extracting(MeteringEvent.WindowDropped::start)
                .containsExactly(at("5"));
        assertThat(bench.due("32").asked()).containsExactly(window(15, 30));
    }

    @Test
    void shorterWindowsGoOnWithoutALoss() {
        Bench bench = Bench.quarters().due("17").answer("17:01", window(0, 15), FIRST);
        bench.rules = MeteringSamples.rules(Duration.ofMinutes(5));
        assertThat(bench.due("22").asked()).containsExactly(window(15, 20));
        bench.answer("22:01", window(15, 20), one("20=4800"));
        assertThat(bench.kilowattHours()).isEqualTo("0.3");
    }

    @Test
    void aWindowNeverAskedForIsIgnored() {
        Bench bench = Bench.quarters();
        List<TimeInterval> strange = List.of(window(15, 30), window(0, 30), window(0, 15));
        strange.forEach(window -> bench.answer("16", window, FIRST));
        assertThat(bench.all).isEmpty();
        assertThat(bench.record).isEqualTo(Bench.quarters().record);
    }
}
