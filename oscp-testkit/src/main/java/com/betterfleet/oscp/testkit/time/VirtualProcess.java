package com.betterfleet.oscp.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process of the simulation: an executor whose tasks are run by the driver of its {@link VirtualTime}, and which can be killed.
 *
 * <p>Submitting is safe from any thread. Unlike the JDK's executors it never hides a failure in a future: a task that throws ends the run.
 * Waiting for a future from within a task never ends, because the driver is the only thread; so {@code invokeAll} and {@code invokeAny} are
 * of no use here.
 *
 * <p>{@link #kill()} is a crash: whatever was scheduled is gone, futures stay incomplete for ever, and later submissions are dropped in
 * silence, since a dead process has nobody to tell. {@link #shutdown()} is the orderly end: one-time tasks still run, periodic ones end, and
 * later submissions are rejected.
 */
public final class VirtualProcess extends AbstractExecutorService implements ScheduledExecutorService {

    private enum Life {
        RUNNING,
        SHUT_DOWN,
        KILLED
    }

    private final VirtualTime time;
    private final String name;
    private final AtomicLong dropped = new AtomicLong();
    private volatile Life life = Life.RUNNING;

    VirtualProcess(VirtualTime time, String name) {
        this.time = time;
        this.name = name;
    }

    /**
     * The name given at creation.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /** Ends the process as a crash does. Killing twice does nothing more. */
    public void kill() {
        life = Life.KILLED;
        time.tasksOf(this).forEach(time::remove);
    }

    /**
     * Whether the process was killed.
     *
     * @return true from {@link #kill()} on
     */
    public boolean isKilled() {
        return life == Life.KILLED;
    }

    /**
     * How often something was submitted to this process after it was killed. More than a few means that somebody still holds on to it.
     *
     * @return the number of tasks dropped since the kill
     */
    public long droppedSinceKill() {
        return dropped.get();
    }

    /**
     * Runs a task at a wall-clock instant; one that has passed is due at once. A later step of the wall clock does not move it.
     *
     * @param instant when, by the wall clock as it stands now
     * @param task the task
     */
    public void at(Instant instant, Runnable task) {
        submit(once(task), time.elapsedAt(instant));
    }

    /**
     * Runs a task after a while, whatever the wall clock does meanwhile.
     *
     * @param delay how long from now; negative is now
     * @param task the task
     */
    public void after(Duration delay, Runnable task) {
        submit(once(task), dueIn(delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    /**
     * Runs a task again and again until the process ends.
     *
     * @param firstDelay from now to the first run; negative is now
     * @param period from one run to the next, above zero
     * @param task the task
     */
    public void repeat(Duration firstDelay, Duration period, Runnable task) {
        ScheduledFuture<?> unused =
                scheduleAtFixedRate(task, firstDelay.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void execute(Runnable task) {
        submit(once(task), time.elapsedNanos());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return place(Executors.callable(task), dueIn(delay, unit), 0);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return place(task, dueIn(delay, unit), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return place(Executors.callable(task), dueIn(initialDelay, unit), positive(period, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return place(Executors.callable(task), dueIn(initialDelay, unit), -positive(delay, unit));
    }

    @Override
    public void shutdown() {
        if (accepts()) {
            life = Life.SHUT_DOWN;
            time.tasksOf(this).stream().filter(VirtualTask::periodic).forEach(task -> task.cancel(false));
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        List<VirtualTask<?>> waiting = time.tasksOf(this);
        waiting.forEach(time::remove);
        return List.copyOf(waiting);
    }

    @Override
    public boolean isShutdown() {
        return !accepts();
    }

    @Override
    public boolean isTerminated() {
        return isShutdown() && time.tasksOf(this).isEmpty();
    }

    /**
     * Answers at once: the driver cannot wait for itself.
     *
     * @param timeout ignored
     * @param unit ignored
     * @return whether the process has ended already
     */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }

    @Override
    public String toString() {
        return "process " + name;
    }

    boolean accepts() {
        return life == Life.RUNNING;
    }

    private long dueIn(long delay, TimeUnit unit) {
        return Math.addExact(time.elapsedNanos(), Math.max(0, unit.toNanos(delay)));
    }

    private static long positive(long period, TimeUnit unit) {
        if (period <= 0) {
            throw new IllegalArgumentException("period must be above zero, was " + period);
        }
        return unit.toNanos(period);
    }

    private VirtualTask<?> once(Runnable task) {
        return new VirtualTask<>(time, this, Executors.callable(task), 0);
    }

    private <V> VirtualTask<V> place(Callable<V> work, long due, long period) {
        VirtualTask<V> task = new VirtualTask<>(time, this, work, period);
        submit(task, due);
        return task;
    }

    private void submit(VirtualTask<?> task, long due) {
        switch (life) {
            case RUNNING -> time.enqueue(task, due);
            case SHUT_DOWN -> throw new RejectedExecutionException("process " + name + " was shut down");
            case KILLED -> dropped.incrementAndGet();
        }
    }
}
