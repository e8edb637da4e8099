package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.operation.StoreUnavailableException;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The one door for state: load, compute, commit, and only then act; a conflict computes again. */
final class Transactions {
    private static final int MOST_TRIES = 50;

    private final Parts parts;

    Transactions(Parts parts) {
        this.parts = parts;
    }

    /** A request id that the computation wanted to claim was claimed meanwhile: the request was taken elsewhere. */
    static final class Claimed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Claimed(String what) {
            super(what + ": the request id has been claimed");
        }
    }

    /**
     * What one computation wants.
     *
     * @param <R> type of the answer
     * @param commit what to write; empty where nothing changes
     * @param result the answer to the caller
     * @param effects what to do after the commit
     * @param undo what to take back where it certainly was not committed; a commit that threw may have been
     */
    record Attempt<R>(Optional<Commit> commit, R result, Runnable effects, Runnable undo) {
        static <R> Attempt<R> unchanged(R result) {
            return new Attempt<>(Optional.empty(), result, () -> {}, () -> {});
        }

        static <R> Attempt<R> of(Commit commit, R result, Runnable effects) {
            return new Attempt<>(Optional.of(commit), result, effects, () -> {});
        }

        /** The same with one more effect, before the others. */
        Attempt<R> first(Runnable effect) {
            return new Attempt<>(
                    commit,
                    result,
                    () -> {
                        effect.run();
                        effects.run();
                    },
                    undo);
        }

        Attempt<R> undoneBy(Runnable takeBack) {
            return new Attempt<>(commit, result, effects, takeBack);
        }
    }

    <R> R run(String what, Supplier<Attempt<R>> computation) {
        return run(what, computation, parts::later);
    }

    /** Runs the effects on the caller's thread: for the last words of a process. */
    <R> R runHere(String what, Supplier<Attempt<R>> computation) {
        return run(what, computation, Guard::run);
    }

    private <R> R run(String what, Supplier<Attempt<R>> computation, Consumer<Runnable> effects) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Attempt<R> attempt = computation.get();
            if (committed(what, attempt)) {
                effects.accept(attempt.effects());
                return attempt.result();
            }
        }
        throw new StoreUnavailableException(what + " was overtaken " + MOST_TRIES + " times");
    }

    private boolean committed(String what, Attempt<?> attempt) {
        if (attempt.commit().isEmpty()) {
            return true;
        }
        CommitResult result = parts.store().commit(attempt.commit().get());
        if (result != CommitResult.COMMITTED) {
            attempt.undo().run();
        }
        if (result == CommitResult.CLAIMED) {
            throw new Claimed(what);
        }
        return result == CommitResult.COMMITTED;
    }
}
