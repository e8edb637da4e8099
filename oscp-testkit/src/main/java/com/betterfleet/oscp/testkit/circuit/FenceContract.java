package com.betterfleet.oscp.testkit.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The highest revision accepted rules, whatever comes late. */
abstract class FenceContract extends CircuitRules {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5;

    FenceContract(CircuitWriterContract suite) {
        super(suite);
    }

    @Test
    void anOlderOrderIsRefusedWithoutEffect() {
        accepted(order(7));
        CircuitState before = state();

        assertThat(write(order(6, LOW, LOW))).as("an older revision is refused").isFalse();
        assertThat(write(order(1, LOW, LOW))).as("an older revision is refused").isFalse();
        unchanged(before, "an older order");
    }

    @Test
    void theFenceOutlivesARestart() {
        accepted(order(7));
        CircuitWriter next = suite().reopened();

        assertThat(next.read(circuit()).revision())
                .as("the revision outlives a restart")
                .isEqualTo(7);
        assertThat(next.write(circuit(), order(6, LOW, LOW)))
                .as("the fence outlives a restart")
                .isFalse();
        assertThat(next.write(circuit(), order(8, LOW, LOW)))
                .as("a newer order is accepted")
                .isTrue();
    }

    @Test
    void theFenceOutlivesARelease() {
        released(5);

        assertThat(write(order(4))).as("the fence outlives a release").isFalse();
        assertThat(write(order(5)))
                .as("the revision of a release fences orders of the same")
                .isFalse();
        assertThat(suite().reopened().write(circuit(), order(5)))
                .as("the fence of a release outlives a restart")
                .isFalse();
        free(5);
        accepted(order(6));
    }

    @Test
    void theFenceOutlivesALapse() {
        accepted(order(5));
        lapsed(5);

        assertThat(write(order(4))).as("the fence outlives a lapse").isFalse();
        assertThat(state().revision())
                .as("a lapse leaves the revision as it was")
                .isEqualTo(5);
    }

    @Test
    void ofManyWritersAtOnceTheHighestRevisionRules() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            long base = round * 100L;
            List<Long> taken = atOnce(IntStream.rangeClosed(1, 12)
                    .mapToObj(i -> (Callable<Long>) () -> tried(base + i))
                    .toList());
            assertThat(taken).as("the highest revision is accepted").contains(base + 12);
            assertThat(state().revision()).as("the highest revision rules").isEqualTo(base + 12);
            shows(limitOf(base + 12), "the limit of the highest revision");
        }
    }

    @Test
    void ofAReleaseAndAnOrderAtOnceTheHigherRules() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            long base = round * 100L;
            accepted(order(base + 1));
            atOnce(List.of(
                    () -> tried(base + 3),
                    () -> writer().release(circuit(), base + 2) ? base + 2 : 0,
                    () -> tried(base + 2)));
            rulesAs(base + 3);
            atOnce(List.of(
                    () -> tried(base + 4), () -> suite().reopened().release(circuit(), base + 5) ? base + 5 : 0));
            free(base + 5);
        }
    }

    @Test
    void aLapseNeverTouchesAnOrderThatComesInBetween() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            long base = round * 100L;
            accepted(order(base + 1));
            atOnce(List.of(() -> tried(base + 2), () -> suite().reopened().lapse(circuit(), base + 1) ? base + 1 : 0));
            rulesAs(base + 2);
        }
    }

    private void rulesAs(long revision) {
        assertThat(state().revision()).as("the higher revision rules").isEqualTo(revision);
        shows(limitOf(revision), "the limit of the higher revision");
        isUntil(FAR);
    }

    private long tried(long revision) {
        return suite().reopened().write(circuit(), order(revision, limitOf(revision), LOW)) ? revision : 0;
    }

    private static Limit limitOf(long revision) {
        return Limit.of(Power.kilowatts(Long.toString(1000 + revision)));
    }

    private static List<Long> atOnce(List<Callable<Long>> calls) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Long> taken = new ArrayList<>();
            for (Future<Long> call : threads.invokeAll(calls)) {
                taken.add(call.get());
            }
            return taken;
        } catch (ExecutionException failed) {
            throw new AssertionError("a call at the same time as others must not fail", failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
