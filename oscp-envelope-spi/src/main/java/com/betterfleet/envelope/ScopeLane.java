package com.betterfleet.envelope;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The calls of one scope, one after the other on the host's executor: each is handed over when the one before it is
 * done, so no thread waits for another. Thread-safe.
 */
final class ScopeLane {
    private final Executor executor;
    private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);
    private long newest;

    ScopeLane(Executor executor) {
        this.executor = executor;
    }

    /** Runs a call after all those before it. */
    <T> CompletionStage<T> run(Supplier<T> call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        return handOver(append(done), done, call);
    }

    /** Runs a call after all those before it, unless a later one of a higher revision waits by then. */
    CompletionStage<Outcome> run(long revision, Supplier<Outcome> call) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        return handOver(append(done, revision), done, () -> {
            long waiting = newest();
            return waiting > revision ? superseded(revision, waiting) : call.get();
        });
    }

    private <T> CompletionStage<T> handOver(
            CompletableFuture<Void> before, CompletableFuture<Void> done, Supplier<T> call) {
        return before.handleAsync((nothing, failure) -> call.get(), executor)
                .whenComplete((result, failure) -> done.complete(null));
    }

    private synchronized CompletableFuture<Void> append(CompletableFuture<Void> done) {
        CompletableFuture<Void> before = tail;
        tail = done;
        return before;
    }

    private synchronized CompletableFuture<Void> append(CompletableFuture<Void> done, long revision) {
        newest = revision;
        return append(done);
    }

    // The revision of the last call that was appended. It is not the highest ever: after a lost store the caller starts
    // again from 1, and that call has to reach the circuit to learn what the circuit has accepted.
    private synchronized long newest() {
        return newest;
    }

    private static Outcome superseded(long revision, long waiting) {
        return new Outcome.Refused(
                "revision " + revision + " was not written: revision " + waiting + " waits behind it");
    }
}
