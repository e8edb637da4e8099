package com.betterfleet.oscp.testkit.time;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;

/** A task in the queue: once, at a fixed rate (period above zero) or with a fixed delay (period below zero). */
final class VirtualTask<V> extends FutureTask<V> implements ScheduledFuture<V> {

    static final Comparator<VirtualTask<?>> ORDER =
            Comparator.<VirtualTask<?>>comparingLong(VirtualTask::due).thenComparingLong(VirtualTask::sequence);

    private final VirtualTime time;
    private final VirtualProcess owner;
    private final long period;
    private volatile long due;
    private volatile long sequence;
    private volatile @Nullable Throwable failure;

    VirtualTask(VirtualTime time, VirtualProcess owner, Callable<V> work, long period) {
        super(work);
        this.time = time;
        this.owner = owner;
        this.period = period;
    }

    void place(long dueNanos, long number) {
        due = dueNanos;
        sequence = number;
    }

    VirtualProcess owner() {
        return owner;
    }

    long due() {
        return due;
    }

    private long sequence() {
        return sequence;
    }

    boolean periodic() {
        return period != 0;
    }

    void perform() {
        if (periodic()) {
            runAndReset();
        } else {
            run();
        }
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    OptionalLong next(long elapsed) {
        if (!periodic() || isDone() || !owner.accepts()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(period > 0 ? due + period : elapsed - period);
    }

    @Override
    protected void setException(Throwable thrown) {
        failure = thrown;
        super.setException(thrown);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        // The driver is the only thread that runs tasks: interrupting it would end the simulation.
        boolean cancelled = super.cancel(false);
        time.remove(this);
        return cancelled;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(due - time.elapsedNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return other instanceof VirtualTask<?> task
                ? ORDER.compare(this, task)
                : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
