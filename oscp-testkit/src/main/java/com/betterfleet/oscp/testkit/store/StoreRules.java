package com.betterfleet.oscp.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.OscpStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** What the parts of the suite share: one database seen through two handles, and threads that start at once. */
abstract class StoreRules {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OscpStoreContract suite;

    StoreRules(OscpStoreContract suite) {
        this.suite = suite;
    }

    final OscpStore store() {
        return suite.store();
    }

    final OscpStore another() {
        return suite.another();
    }

    /** A store with nothing in it, in the middle of a test. */
    final OscpStore emptied() {
        suite.open();
        return suite.store();
    }

    /** One of the two handles, in turn. */
    final OscpStore handle(int number) {
        return number % 2 == 0 ? store() : another();
    }

    final void committed(Commit commit) {
        assertThat(store().commit(commit))
                .as("a commit whose versions and request ids are as it demands is COMMITTED")
                .isEqualTo(CommitResult.COMMITTED);
    }

    final void committed(Commit.Builder commit) {
        committed(commit.build());
    }

    /** Commits what demands no version: a CONFLICT can only mean that others were faster, and is tried again. */
    static CommitResult decided(OscpStore at, Commit commit) {
        CommitResult[] result = {CommitResult.CONFLICT};
        until(() -> {
            result[0] = at.commit(commit);
            return result[0] != CommitResult.CONFLICT;
        });
        return result[0];
    }

    /** Tries as often as others may be faster, or slower. */
    static void until(BooleanSupplier done) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new AssertionError("not done within " + PATIENCE
                        + ": whoever loses a race reads what the winner left, and must win one in the end");
            }
            Thread.onSpinWait();
        }
    }

    /** Runs these at the same time; answers what they answered, in their order. */
    static <T> List<T> together(List<Callable<T>> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(work.size());
        ExecutorService executor = Executors.newFixedThreadPool(work.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> one : work) {
                running.add(executor.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return one.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    /** Work that knows which of the threads does it. */
    interface Numbered<T> {
        T call(int thread) throws Exception;
    }

    static <T> List<T> together(int threads, Numbered<T> work) throws Exception {
        return together(IntStream.range(0, threads)
                .<Callable<T>>mapToObj(thread -> () -> work.call(thread))
                .toList());
    }
}
