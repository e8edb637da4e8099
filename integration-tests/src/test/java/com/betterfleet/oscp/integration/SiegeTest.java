package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whole documents of real peers, mutated, at the whole endpoint (protocol.md 1 and 2; architecture.md decisions 2, 14, 17):
 * nothing is thrown, nothing is 5xx, what is refused changes nothing, and nobody's credential is repeated to anybody.
 */
class SiegeTest {
    private static final SiegeSettings SETTINGS = SiegeSettings.fromProperties();
    private static final int BETWEEN_SECONDS = 250;
    private static final int WARM_UP = 1_000;
    private static final long FEW_MEGABYTES = 4L << 20;

    private final RequestForge forge = new RequestForge(SETTINGS.seed());

    @Test
    void noRequestDoesAnyHarm() {
        Map<Integer, Integer> answers = new TreeMap<>();
        try (BesiegedDepot besieged = new BesiegedDepot().besieged()) {
            Judge judge = new Judge(besieged);
            for (int number = 0; number < SETTINGS.requests(); number++) {
                answers.merge(judge.send(forge.any(number)), 1, Integer::sum);
                if (number % BETWEEN_SECONDS == 0) {
                    judge.letTimePass(Duration.ofSeconds(1));
                }
            }
            judge.letTimePass(Duration.ofMinutes(10));
            assertThat(besieged.depot.time.failures()).isEmpty();
        }
        assertThat(answers.keySet())
                .as("a siege in which all is refused, or all alike, proves little: %s", answers)
                .contains(204, 400, 401, 403, 404, 405, 409, 413, 415, 501);
    }

    @Test
    void requestsThatAreRefusedLeaveTheDayAsItWouldHaveBeen() {
        try (BesiegedDepot besieged = new BesiegedDepot().besieged();
                BesiegedDepot peaceful = new BesiegedDepot().besieged()) {
            Judge judge = new Judge(besieged);
            for (int number = 0; number < SETTINGS.part(4); number++) {
                judge.send(forge.hostile(number));
                if (number % BETWEEN_SECONDS == 0) {
                    judge.letTimePass(Duration.ofMinutes(2));
                    peaceful.letTimePass(Duration.ofMinutes(2));
                }
            }
            assertThat(besieged.online() && besieged.obeys()).isTrue();
            assertThat(besieged.orders()).isEqualTo(peaceful.orders());
            assertThat(besieged.store.claims()).isEqualTo(peaceful.store.claims());
            assertThat(besieged.depot.cp.complaints()).isEmpty();
            assertThat(besieged.plain.complaints()).isEmpty();
        }
    }

    @Test
    void refusedRequestsAreNotRemembered() {
        try (BesiegedDepot besieged = new BesiegedDepot().besieged()) {
            refuse(besieged, 0, WARM_UP);
            long used = usedHeap();
            refuse(besieged, WARM_UP, SETTINGS.part(4));
            assertThat(usedHeap() - used).as("bytes held for refused requests").isLessThan(FEW_MEGABYTES);
        }
    }

    private void refuse(BesiegedDepot besieged, int first, int count) {
        for (int number = first; number < first + count; number++) {
            assertThat(besieged.handle(forge.hostile(number).request()).status())
                    .isNotEqualTo(204);
            if (number % BETWEEN_SECONDS == 0) {
                besieged.letTimePass(Duration.ofSeconds(1));
                besieged.log();
                besieged.events();
            }
        }
        besieged.letTimePass(Duration.ofSeconds(1));
        besieged.log();
        besieged.events();
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
