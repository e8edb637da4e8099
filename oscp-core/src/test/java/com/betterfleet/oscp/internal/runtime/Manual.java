package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.operation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** An executor and clocks that do nothing by themselves. */
final class Manual implements Executor, TimeSource {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    final Queue<Runnable> tasks = new ArrayDeque<>();
    boolean stopped;
    private Instant wall = START;
    private long elapsed = 5_000_000_000L;

    @Override
    public void execute(Runnable task) {
        if (stopped) {
            throw new RejectedExecutionException("stopped");
        }
        tasks.add(task);
    }

    void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    void pass(Duration duration) {
        wall = wall.plus(duration);
        elapsed += duration.toNanos();
    }

    void set(Duration by) {
        wall = wall.plus(by);
    }

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public long elapsedNanos() {
        return elapsed;
    }
}
