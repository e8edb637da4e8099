package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupBinding;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One scope, one group (rule I28), also when two threads bind at once. */
class ScopeRaceTest {
    private static final Actor BOOT = Actor.of("boot");

    @Test
    void ofTwoGroupsBoundToOneScopeAtOnceOneIsRefused() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Depot depot = new Depot()) {
            depot.boot();
            for (int round = 0; round < 40; round++) {
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Boolean>> both = threads.invokeAll(List.of(
                        bind(depot.fp(), together, "A" + round, round),
                        bind(depot.fp(), together, "B" + round, round)));
                assertThat(List.of(both.get(0).get(), both.get(1).get()))
                        .as("round %d", round)
                        .containsExactlyInAnyOrder(true, false);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Boolean> bind(FlexibilityProvider fp, CyclicBarrier together, String group, int round) {
        GroupBinding binding = GroupBinding.of(group)
                .scope("race", "n" + round)
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts("120"))
                .build();
        return () -> {
            together.await();
            try {
                fp.configuration().bind(ConnectionId.of("nz"), binding, BOOT);
                return true;
            } catch (IllegalArgumentException refused) {
                return false;
            }
        };
    }
}
