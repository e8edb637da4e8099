package com.betterfleet.oscp.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The clock, the queue and the processes of a simulation. */
class VirtualTimeTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = VirtualTime.startingAt(START);
    private final VirtualProcess process = time.process("p");
    private final List<String> log = new ArrayList<>();

    @Test
    void tasksRunInOrderOfDueTimeThenOfSubmission() {
        process.after(Duration.ofSeconds(2), () -> note("c"));
        process.after(Duration.ofSeconds(1), () -> note("a"));
        time.process("q").after(Duration.ofSeconds(1), () -> note("b"));

        time.runUntil(START.plusSeconds(5));

        assertThat(log).containsExactly("a@1", "b@1", "c@2");
        assertThat(time.now()).isEqualTo(START.plusSeconds(5));
    }

    @Property(tries = 200)
    void anyTasksRunSortedAndNoneIsLost(@ForAll @Size(max = 40) List<@IntRange(max = 20) Integer> delays) {
        VirtualTime fresh = VirtualTime.startingAt(START);
        VirtualProcess any = fresh.process("any");
        List<int[]> ran = new ArrayList<>();
        IntStream.range(0, delays.size())
                .forEach(i -> any.after(Duration.ofMillis(delays.get(i)), () -> ran.add(new int[] {delays.get(i), i})));

        fresh.runFor(Duration.ofMillis(20));

        List<int[]> sorted = new ArrayList<>(ran);
        sorted.sort((a, b) -> a[0] == b[0] ? Integer.compare(a[1], b[1]) : Integer.compare(a[0], b[0]));
        assertThat(ran).hasSize(delays.size()).containsExactlyElementsOf(sorted);
    }

    @Test
    void whatIsDueAtTheLastInstantIsRunAndWhatIsDueLaterIsNot() {
        process.at(START.plusSeconds(1), () -> note("at"));
        process.at(START.plusSeconds(1).plusNanos(1), () -> note("after"));

        time.runUntil(START.plusSeconds(1));

        assertThat(log).containsExactly("at@1");
    }

    @Test
    void aTaskSubmittedByATaskRunsAtTheSameInstantBeforeTimePasses() {
        process.after(Duration.ofSeconds(1), () -> process.execute(() -> note("inner")));
        process.after(Duration.ofSeconds(2), () -> note("later"));

        time.runUntil(START.plusSeconds(3));

        assertThat(log).containsExactly("inner@1", "later@2");
    }

    @Test
    void theRunStopsAsSoonAsItsConditionHolds() {
        process.repeat(SECOND, SECOND, () -> note("tick"));

        assertThat(time.run(() -> log.size() == 3, START.plusSeconds(100))).isTrue();
        assertThat(time.now()).isEqualTo(START.plusSeconds(3));
        assertThat(time.run(() -> false, START.plusSeconds(5))).isFalse();
        assertThat(log).hasSize(5);
    }

    @Test
    void fixedRateAndFixedDelayRepeatUntilCancelled() {
        Future<?> rate = process.scheduleAtFixedRate(() -> note("r"), 0, 10, TimeUnit.SECONDS);
        Future<?> delay = process.scheduleWithFixedDelay(() -> note("d"), 5, 10, TimeUnit.SECONDS);
        process.after(Duration.ofSeconds(15), () -> rate.cancel(true));

        time.runUntil(START.plusSeconds(30));

        assertThat(log).containsExactly("r@0", "d@5", "r@10", "d@15", "d@25");
        assertThat(rate.isCancelled()).isTrue();
        assertThat(delay.isDone()).isFalse();
    }

    @Test
    void nothingOfAKilledProcessEverRunsAgain() {
        VirtualProcess other = time.process("other");
        process.repeat(SECOND, SECOND, () -> note("dead"));
        Future<String> never = process.schedule(() -> "x", 1, TimeUnit.SECONDS);
        other.after(Duration.ofSeconds(1), process::kill);
        other.after(Duration.ofSeconds(2), () -> process.execute(() -> note("late")));
        other.after(Duration.ofSeconds(3), () -> note("alive"));

        time.runUntil(START.plusSeconds(10));

        assertThat(log).containsExactly("dead@1", "alive@3");
        assertThat(process.droppedSinceKill()).isEqualTo(1);
        assertThat(process.isKilled()).isTrue();
        assertThat(never.isDone()).isTrue(); // due at the same instant, before the kill
    }

    @Test
    void aProcessThatKillsItselfDoesNotRepeat() {
        process.repeat(SECOND, SECOND, () -> {
            note("once");
            process.kill();
        });

        time.runUntil(START.plusSeconds(10));

        assertThat(log).containsExactly("once@1");
    }

    @Test
    void anOrderlyShutdownRunsWhatWaitsEndsWhatRepeatsAndRejectsWhatComes() {
        process.repeat(SECOND, SECOND, () -> note("tick"));
        process.after(Duration.ofSeconds(5), () -> note("last"));
        time.process("host").after(Duration.ofMillis(1500), process::shutdown);

        time.runUntil(START.plusSeconds(10));

        assertThat(log).containsExactly("tick@1", "last@5");
        assertThat(process.isTerminated()).isTrue();
        assertThatThrownBy(() -> process.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void timeDoesNotPassWhileSomethingIsInFlight() {
        Deque<String> flying = new ArrayDeque<>();
        time.register(() -> {
            String piece = flying.poll();
            if (piece != null) {
                note(piece);
            }
            return piece != null;
        });
        process.after(Duration.ofSeconds(1), () -> flying.addAll(List.of("x", "y")));
        process.after(Duration.ofSeconds(1), () -> note("due"));
        process.after(Duration.ofSeconds(2), () -> note("later"));

        time.runUntil(START.plusSeconds(3));

        assertThat(log).containsExactly("x@1", "y@1", "due@1", "later@2");
    }

    @Test
    void aTaskThatThrowsEndsTheRunAndIsRememberedWhetherPlainOrWithAResult() {
        process.after(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("boom");
        });
        Callable<String> failing = () -> {
            throw new java.io.IOException("bang");
        };
        Future<String> future = process.schedule(failing, 2, TimeUnit.SECONDS);

        assertThatThrownBy(() -> time.runUntil(START.plusSeconds(5)))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("p failed at 2026-03-01T00:00:01Z")
                .hasRootCauseMessage("boom");
        assertThatThrownBy(() -> time.runUntil(START.plusSeconds(5))).hasRootCauseMessage("bang");
        assertThat(time.failures()).hasSize(2);
        assertThat(future.isDone()).isTrue();
    }

    @Test
    void aStepOfTheWallClockMovesTheWallClockOnly() {
        process.after(Duration.ofSeconds(10), () -> note("due"));
        process.after(Duration.ofSeconds(1), () -> time.stepWall(Duration.ofHours(1)));

        time.runUntil(START.plusSeconds(5).plus(Duration.ofHours(1)));
        assertThat(time.elapsedNanos()).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(log).isEmpty();

        time.stepWall(Duration.ofHours(-2));
        time.runFor(Duration.ofSeconds(5));
        assertThat(time.elapsedNanos()).isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(log).hasSize(1);
    }

    @Test
    void runningFromWithinATaskAndRunningBackwardsAreRefused() {
        process.execute(() -> time.runFor(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> time.runFor(Duration.ZERO)).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> time.runUntil(START.minusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tasksSubmittedFromOtherThreadsAreRunByTheDriver() throws InterruptedException {
        List<Thread> ranOn = new ArrayList<>();
        Thread server = new Thread(() -> process.execute(() -> ranOn.add(Thread.currentThread())));
        server.start();
        server.join();

        time.runFor(Duration.ZERO);

        assertThat(ranOn).containsExactly(Thread.currentThread());
    }

    private void note(String what) {
        log.add(what + "@" + Duration.between(START, time.now()).toSeconds());
    }
}
