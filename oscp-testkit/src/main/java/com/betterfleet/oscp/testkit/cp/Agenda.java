package com.betterfleet.oscp.testkit.cp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time, later work, and the one lock under which the provider's parts work. */
final class Agenda {

    private final ScheduledExecutorService executor;
    private final InstantSource clock;

    Agenda(ScheduledExecutorService executor, InstantSource clock) {
        this.executor = executor;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    synchronized void locked(Runnable work) {
        work.run();
    }

    void after(Duration delay, Runnable work) {
        ScheduledFuture<?> unused = executor.schedule(() -> locked(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void at(Instant instant, Runnable work) {
        after(Duration.between(now(), instant), work);
    }

    void soon(Runnable work) {
        executor.execute(() -> locked(work));
    }

    /** Work done by a stage's callback: a stage hides what its callbacks throw, so a failure is thrown again where it is seen. */
    void guarded(Runnable work) {
        try {
            locked(work);
        } catch (RuntimeException | Error e) {
            executor.execute(() -> {
                throw e;
            });
        }
    }
}
