package com.betterfleet.oscp.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured is the closing of windows, and the sending of what they made. */
class MeteringParkTest {
    private static final Instant FIRST_END = Instant.parse("2026-03-01T10:15:00Z");

    @Test
    void oneTickClosesAWindowOfEveryGroupAndTheNextSendsIt() {
        MeteringPark park = new MeteringPark(7, new InMemoryOscpStore()).beforeWindowsClose();
        assertThat(groups(park)).extracting(GroupStatus::waiting).containsOnly(0);
        MeteringRace.close(park);

        assertThat(groups(park)).hasSize(7).allSatisfy(group -> {
            assertThat(group.waiting()).isEqualTo(1);
            assertThat(group.metering().orElseThrow().closedThrough()).isEqualTo(FIRST_END);
        });
        assertThat(park.measurements()).isZero();
        MeteringRace.send(park, 7);

        assertThat(groups(park)).allSatisfy(group -> {
            assertThat(group.waiting()).isZero();
            assertThat(group.metering().orElseThrow().acknowledgedThrough()).isEqualTo(FIRST_END);
        });
        MeteringRace.close(park.beforeWindowsClose());
        MeteringRace.send(park, 7);
        assertThat(groups(park))
                .extracting(group -> group.metering().orElseThrow().acknowledgedThrough())
                .containsOnly(FIRST_END.plusSeconds(900));
    }

    @Test
    void aLongQueueIsSentInOneTickAndReadInSmallPages() {
        LongQueue queue = new LongQueue(500);
        MeteringPark park = new MeteringPark(1, queue).beforeWindowsClose();
        MeteringRace.close(park);
        MeteringRace.send(park, 500);

        assertThat(queue.taken()).isEqualTo(500);
        assertThat(queue.read()).as("rows that were made").isLessThan(500 * 20);
    }

    private static List<GroupStatus> groups(MeteringPark park) {
        return park.park().provider().status().connections().get(0).groups();
    }
}
