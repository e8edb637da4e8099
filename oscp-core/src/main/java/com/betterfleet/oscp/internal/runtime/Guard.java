package com.betterfleet.oscp.internal.runtime;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last line before the host's threads: nothing we run there throws into them. */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.engine");

    private Guard() {}

    /**
     * Runs a task; a failure is logged and answered with false, what it left undone is due again in the store. Errors too: a
     * scheduler never runs a repeated task again that has thrown, and the host's code may lack a class.
     */
    static boolean run(Runnable task) {
        try {
            task.run();
            return true;
        } catch (RuntimeException | Error failure) {
            LOG.warn("work failed and will be tried again when it is due: {}", words(failure));
            LOG.debug("the failure", failure);
            return false;
        }
    }

    /** Calls the host; whatever breaks in it, a stage that was never given included, is a stage that has failed. */
    static <T> CompletionStage<T> call(Supplier<CompletionStage<T>> host) {
        try {
            return Objects.requireNonNull(host.get(), "the host gave no stage");
        } catch (RuntimeException | Error thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** A failure by its class alone: what the host's code says may hold what no log should. */
    static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getClass().getSimpleName();
    }

    static void stopped() {
        LOG.debug("the scheduler is shut down, the rest waits in the store");
    }
}
