package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Connections never wait for one another, and of one connection nothing happens at once (rule I30, decision 3). */
class LanesTest {
    private static final ConnectionId NZ = ConnectionId.of("nz");
    private static final ConnectionId NL = ConnectionId.of("nl");

    private final Manual executor = new Manual();
    private final List<String> done = new ArrayList<>();

    @Test
    void theWorkOfALaneIsDoneInItsOrder() {
        Lanes lanes = new Lanes(executor, 4);
        for (int i = 0; i < 200; i++) {
            lanes.add(NZ, i, doing("nz " + i));
        }
        executor.runAll();
        assertThat(done).hasSize(200).startsWith("nz 0", "nz 1").endsWith("nz 199");
        assertThat(lanes.size()).isZero();
    }

    @Test
    void lanesTakeTurns() {
        Lanes lanes = new Lanes(executor, 1);
        lanes.add(NZ, 1, doing("nz 1"));
        lanes.add(NZ, 2, doing("nz 2"));
        lanes.add(NL, 3, doing("nl 1"));
        executor.runAll();
        assertThat(done).containsExactly("nz 1", "nl 1", "nz 2");
    }

    @Test
    void livenessGoesBeforeTheRestOfItsConnectionButNotBeforeOtherLiveness() {
        Lanes lanes = new Lanes(executor, 1);
        for (int i = 0; i < 3; i++) {
            lanes.add(NZ, i, doing("group " + i));
        }
        lanes.addFirst(NZ, "revival", doing("revival"));
        lanes.addFirst(NZ, "link", doing("link"));
        executor.runAll();
        assertThat(done).containsExactly("revival", "link", "group 0", "group 1", "group 2");
    }

    @Test
    void whatWaitsAlreadyOrIsBeingDoneIsNotTakenTwice() {
        Lanes lanes = new Lanes(executor, 4);
        List<Boolean> meanwhile = new ArrayList<>();
        assertThat(lanes.add(NZ, "key", () -> meanwhile.add(lanes.add(NZ, "key", doing("again")))))
                .isTrue();
        assertThat(lanes.add(NZ, "key", doing("twice"))).isFalse();
        executor.runAll();
        assertThat(meanwhile).containsExactly(false);
        assertThat(done).isEmpty();
        assertThat(lanes.add(NZ, "key", doing("once more"))).isTrue();
        executor.runAll();
        assertThat(done).containsExactly("once more");
    }

    @Test
    void noMoreThreadsAreHeldThanAllowedAndEachIsGivenBackNowAndThen() {
        Lanes lanes = new Lanes(executor, 3);
        for (int i = 0; i < 500; i++) {
            lanes.add(ConnectionId.of("c" + i % 10), i, doing("" + i));
        }
        assertThat(executor.tasks).hasSize(3);
        executor.tasks.poll().run();
        assertThat(done.size()).isLessThan(500);
        assertThat(executor.tasks).hasSize(3);
        executor.runAll();
        assertThat(done).hasSize(500);
    }

    @Test
    void workThatThrowsIsNoReasonToStop() {
        Lanes lanes = new Lanes(executor, 1);
        lanes.add(NZ, 1, () -> {
            throw new NoSuchMethodError("in the host");
        });
        lanes.add(NZ, 2, doing("next"));
        executor.runAll();
        assertThat(done).containsExactly("next");
    }

    @Test
    void aSchedulerThatIsShutDownIsNoReasonToThrow() {
        Lanes lanes = new Lanes(executor, 2);
        executor.stopped = true;
        assertThat(lanes.add(NZ, 1, doing("never"))).isTrue();
        assertThat(done).isEmpty();
    }

    @Test
    void aConnectionWhoseHostNeverAnswersHoldsUpNoOther() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(50);
        try {
            Lanes lanes = new Lanes(threads, 2);
            lanes.add(NZ, "stuck", () -> await(stuck));
            lanes.add(NZ, "behind it", doing("behind it"));
            for (int i = 0; i < 50; i++) {
                lanes.add(NL, i, others::countDown);
            }
            assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(done).isEmpty();
        } finally {
            stuck.countDown();
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).containsExactly("behind it");
    }

    @Test
    void manyThreadsLoseNothingAndNeverWorkOneLaneAtOnce() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        SplittableRandom random = new SplittableRandom(11);
        List<AtomicInteger> inLane = List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(20_000);
        Lanes lanes = new Lanes(threads, 4);
        for (int i = 0; i < 20_000; i++) {
            int lane = random.nextInt(3);
            lanes.add(ConnectionId.of("c" + lane), i, () -> {
                if (inLane.get(lane).incrementAndGet() != 1) {
                    wrong.add("two at once in lane " + lane);
                }
                inLane.get(lane).decrementAndGet();
                all.countDown();
            });
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).isEmpty();
        assertThat(lanes.size()).isZero();
    }

    private Runnable doing(String what) {
        return () -> done.add(what);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
