package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.integration.OutboxFaultRun.Outcome;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The outbox against peers that fail in every way (rule I31). {@code -Dfault.runs=N} makes N runs, {@code -Dfault.seed=S} begins
 * with that one.
 */
class OutboxFaultRunsTest {
    private static final int RUNS = Integer.getInteger("fault.runs", 4);
    private static final long FIRST = Long.getLong("fault.seed", 1);

    @Test
    void nothingIsLostDoubledOrHeldUpWhateverThePeersDo(TestReporter reporter) {
        Map<Misfortune, Integer> met = new EnumMap<>(Misfortune.class);
        long parked = 0;
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            Outcome outcome = new OutboxFaultRun(seed).run();
            assertThat(OutboxFaultLaws.broken(outcome))
                    .as("-Dfault.runs=1 -Dfault.seed=" + seed)
                    .isEmpty();
            outcome.arrivals().forEach(arrival -> met.merge(arrival.fate(), 1, Integer::sum));
            parked += outcome.events().stream()
                    .filter(GroupEvent.MessageParked.class::isInstance)
                    .count();
        }

        reporter.publishEntry("runs", RUNS + " runs, messages read by the peers " + met + ", parked " + parked);
        if (RUNS >= 4) {
            assertThat(met).containsOnlyKeys(EnumSet.complementOf(EnumSet.of(Misfortune.DROPPED_UNREAD)));
            assertThat(parked).isPositive();
        }
    }
}
