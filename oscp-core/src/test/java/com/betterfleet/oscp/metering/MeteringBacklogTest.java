package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.at;
import static com.betterfleet.oscp.metering.MeteringSamples.one;
import static com.betterfleet.oscp.metering.MeteringSamples.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.WindowRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decision 13: windows are dropped only beyond the configured backlog, by age and by count, loudly. */
class MeteringBacklogTest {
    private static Bench threeMayWait() {
        WindowRules quarters = MeteringSamples.windows(Duration.ofMinutes(15));
        WindowRules three = new WindowRules(
                quarters.length(),
                quarters.settling(),
                quarters.settleMax(),
                quarters.interpolateMax(),
                quarters.backlog(),
                3);
        return new Bench(new MeteringRules(three, MeteringSamples.ASSETS), at("0"));
    }

    private static void close(Bench bench, int quarter) {
        int start = 15 * quarter;
        String due = String.valueOf(start + 17);
        bench.due(due)
                .answer(due, window(start, start + 15), one(start + "=" + quarter, (start + 15) + "=" + (quarter + 1)));
    }

    private static List<MeteringEvent.WindowDropped> dropped(Bench bench) {
        return bench.events(MeteringEvent.WindowDropped.class);
    }

    private static List<RequestId> withdrawn(Bench bench) {
        return bench.all.stream()
                .filter(MeteringEffect.Withdraw.class::isInstance)
                .map(effect -> ((MeteringEffect.Withdraw) effect).id())
                .toList();
    }

    @Test
    void asManyAsMayWaitDoWaitAndTheOldestGoesWhenOneMoreComes() {
        Bench bench = threeMayWait();
        close(bench, 0);
        close(bench, 1);
        close(bench, 2);
        assertThat(dropped(bench)).isEmpty();
        close(bench, 3);
        assertThat(dropped(bench)).singleElement().satisfies(event -> {
            assertThat(event.start()).isEqualTo(at("0"));
            assertThat(event.why()).isEqualTo("was not acknowledged while 3 newer ones came to wait");
        });
        assertThat(withdrawn(bench)).containsExactly(bench.sent().get(0).id());
        assertThat(bench.record.sent()).hasSize(3);
        assertThat(bench.record.counters().dropped()).isEqualTo(1);
    }

    @Test
    void whatWasAcknowledgedDoesNotWait() {
        Bench bench = threeMayWait();
        for (int quarter = 0; quarter < 8; quarter++) {
            close(bench, quarter);
            bench.acknowledge(
                    String.valueOf(15 * quarter + 18), bench.sent().get(quarter).id());
        }
        assertThat(dropped(bench)).isEmpty();
        assertThat(withdrawn(bench)).isEmpty();
    }

    @Test
    void afterALongOutageOnlyAsManyAreCaughtUp() {
        Bench bench = threeMayWait().due("92");
        assertThat(bench.asked()).containsExactly(window(45, 60));
        assertThat(dropped(bench))
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.why()).isEqualTo("is behind more than 3 others"));
    }

    @Test
    void aWindowWhoseMessageWasDiscardedWaitsNoLongerAndIsToldAsDropped() {
        Bench bench = Bench.quarters();
        close(bench, 0);
        RequestId id = bench.sent().get(0).id();
        bench.step(at("18"), new MeteringInput.Discarded(id, "discarded by kim"));
        assertThat(bench.record.waiting()).isEmpty();
        assertThat(bench.record.acknowledgedThrough()).isEqualTo(at("0"));
        assertThat(dropped(bench))
                .singleElement()
                .satisfies(event -> assertThat(event.why()).isEqualTo("discarded by kim"));
        bench.step(at("19"), new MeteringInput.Discarded(id, "again"));
        assertThat(dropped(bench)).as("told once").hasSize(1);
    }

    @Test
    void aMessageOfADroppedWindowLeavesTheOutbox() {
        Bench bench = Bench.quarters();
        close(bench, 0);
        bench.due(String.valueOf(15 + 24 * 60 - 1));
        assertThat(withdrawn(bench)).isEmpty();
        bench.due(String.valueOf(15 + 24 * 60));
        assertThat(withdrawn(bench)).containsExactly(bench.sent().get(0).id());
        assertThat(bench.record.sent()).isEmpty();
    }
}
