package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.operation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A host's scheduler and clock in virtual time, with nothing in them that costs: what was submitted runs on the caller's
 * thread when it says so. Knows one repeated task, the engine's loop. For one thread.
 */
final class TickingHost extends AbstractExecutorService implements ScheduledExecutorService, TimeSource {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Runnable loop = () -> {};
    private Duration elapsed = Duration.ZERO;
    private boolean shutDown;

    /** One second passes: the loop turns, and all that it has brought about is done. */
    void tick() {
        elapsed = elapsed.plusSeconds(1);
        loop.run();
        drain();
    }

    /** So much time passes in which the loop does not turn, as if the process had been held up. */
    void skip(Duration time) {
        elapsed = elapsed.plus(time);
    }

    /** Does what was submitted, and what that submits. */
    void drain() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }

    @Override
    public Instant wall() {
        return Instant.parse("2026-03-01T10:00:00Z").plus(elapsed);
    }

    @Override
    public long elapsedNanos() {
        return elapsed.toNanos();
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        loop = task;
        return new Repeated(task);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("the engine schedules its loop with a fixed delay");
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("the engine schedules nothing but its loop");
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("the engine schedules nothing but its loop");
    }

    @Override
    public void shutdown() {
        shutDown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutDown = true;
        return List.copyOf(waiting);
    }

    @Override
    public boolean isShutdown() {
        return shutDown;
    }

    @Override
    public boolean isTerminated() {
        return shutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutDown;
    }

    /** The loop, which ends when it is cancelled. */
    private final class Repeated extends FutureTask<Void> implements ScheduledFuture<Void> {
        Repeated(Runnable task) {
            super(task, null);
        }

        @Override
        public boolean cancel(boolean interrupt) {
            loop = () -> {};
            return super.cancel(interrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(1, TimeUnit.SECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            throw new CancellationException("there is but one");
        }
    }
}
