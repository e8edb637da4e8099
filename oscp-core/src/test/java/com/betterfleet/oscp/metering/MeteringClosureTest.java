package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.one;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.MeteringEvent;
import org.junit.jupiter.api.Test;

/** While a link is suspended or disabled no metering window opens; what did not open is not sent later. */
class MeteringClosureTest {
    @Test
    void aGroupThatIsBoundWhileTheLinkIsClosedOpensNoWindowBeforeItOpens() {
        Bench bench = Bench.quarters();
        bench.record = MeteringRecord.initial(at("5"), bench.rules, false);
        bench.open = true;
        bench.due("55");
        assertThat(bench.record.counters().skipped()).isEqualTo(2);
        assertThat(bench.asked()).isEmpty();
        bench.due("77");
        assertThat(bench.asked()).containsExactly(window(60, 75));
        assertThat(bench.record.counters().skipped()).isEqualTo(3);
    }

    @Test
    void windowsThatStartWhileTheLinkIsClosedAreSkippedForGood() {
        Bench bench = Bench.quarters().open("7", false).open("40", true);
        assertThat(bench.asked()).as("it had opened before").containsExactly(window(0, 15));
        bench.answer("40:01", window(0, 15), one("0=0", "15=10"));
        assertThat(bench.record.closedThrough()).isEqualTo(at("30"));
        bench.due("47");
        assertThat(bench.record.closedThrough()).isEqualTo(at("45"));
        assertThat(bench.record.counters().skipped()).isEqualTo(2);
        assertThat(bench.events(MeteringEvent.WindowParked.class)).isEmpty();
        bench.due("62");
        assertThat(bench.asked()).containsExactly(window(45, 60));
        assertThat(bench.record.closure()).isEqualTo(Closure.NEVER);
    }

    @Test
    void aWindowThatHadOpenedBeforeIsReadWhileTheLinkIsClosed() {
        Bench bench = Bench.quarters().open("7", false).due("17");
        assertThat(bench.asked()).containsExactly(window(0, 15));
        bench.answer("17:01", window(0, 15), one("0=0", "15=10"));
        assertThat(bench.sent()).hasSize(1);
    }

    @Test
    void whileClosedEachBoundaryIsLookedAt() {
        Bench bench = Bench.quarters().open("7", false);
        assertThat(bench.record.nextDue()).contains(at("15"));
        assertThat(bench.open("12", true).record.nextDue()).contains(at("17"));
    }

    @Test
    void aClosureWithinAWindowCostsNothing() {
        Bench bench = Bench.quarters().open("7", false).open("12", true);
        assertThat(bench.record.closure()).isEqualTo(Closure.NEVER);
        bench.due("17").answer("17:01", window(0, 15), one("0=0", "15=10"));
        assertThat(bench.sent()).hasSize(1);
    }

    @Test
    void aWindowStartsAtItsBoundaryHalfOpen() {
        Bench reopened = Bench.quarters().open("7", false).open("15", true);
        assertThat(reopened.record.closure().covers(at("15"))).isFalse();
        Bench closed = Bench.quarters().open("15", false).open("16", true);
        assertThat(closed.record.closure().covers(at("15"))).isTrue();
    }

    @Test
    void aNewRunStartsBehindASkippedWindow() {
        Bench bench = Bench.quarters().due("17").answer("17:01", window(0, 15), one("0=0", "15=10"));
        bench.open("25", false).open("40", true);
        assertThat(bench.asked()).containsExactly(window(15, 30));
        bench.answer("47:01", window(15, 30), one("30=25"));
        assertThat(bench.record.closedThrough()).isEqualTo(at("45"));
        assertThat(bench.record.start()).isEmpty();
        bench.due("62").answer("62:01", window(45, 60), one("45=100", "60=130"));
        assertThat(bench.kilowattHours()).isEqualTo("0.03");
    }
}
