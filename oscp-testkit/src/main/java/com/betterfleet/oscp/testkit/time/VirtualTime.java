package com.betterfleet.oscp.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * The one clock and the one queue of a simulation. Wall-clock time and elapsed time are kept apart: tasks are due by elapsed time, and
 * {@link #stepWall} moves only the wall clock.
 *
 * <p>Tasks may be submitted from any thread; they are run only by the thread that calls {@link #run} or {@link #runUntil}, in order of due
 * time, then of submission. A task that throws ends the run with a {@link TaskFailedException} and stays listed in {@link #failures()}.
 */
public final class VirtualTime implements InstantSource {

    private static final int STEPS_WITHOUT_PROGRESS = 1_000_000;

    private final Object lock = new Object();
    private final PriorityQueue<VirtualTask<?>> queue = new PriorityQueue<>(VirtualTask.ORDER);
    private final List<InFlight> sources = new CopyOnWriteArrayList<>();
    private final List<TaskFailedException> failures = new CopyOnWriteArrayList<>();
    private final Instant start;
    private volatile long elapsed;
    private volatile Duration stepped = Duration.ZERO;
    private long sequence;
    private boolean running;

    private VirtualTime(Instant start) {
        this.start = start;
    }

    /**
     * A clock that stands at an instant.
     *
     * @param start the first wall-clock instant
     * @return the clock, with nothing to do yet
     */
    public static VirtualTime startingAt(Instant start) {
        return new VirtualTime(start);
    }

    /**
     * The wall clock.
     *
     * @return the virtual instant, steps included
     */
    public Instant now() {
        return start.plusNanos(elapsed).plus(stepped);
    }

    /**
     * The wall clock, for code that takes an {@link InstantSource}.
     *
     * @return the same as {@link #now()}
     */
    @Override
    public Instant instant() {
        return now();
    }

    /**
     * The time that has passed since the start, untouched by steps of the wall clock.
     *
     * @return nanoseconds, never decreasing
     */
    public long elapsedNanos() {
        return elapsed;
    }

    /**
     * Moves the wall clock without letting time pass, as an operator or a time server would.
     *
     * @param by how far; negative moves it back
     */
    public void stepWall(Duration by) {
        stepped = stepped.plus(by);
    }

    /**
     * A new process of this simulation. Two processes may share a name, as a process and its successor after a crash do.
     *
     * @param name the name, for messages
     * @return a running process without tasks
     */
    public VirtualProcess process(String name) {
        return new VirtualProcess(this, name);
    }

    /**
     * Adds a queue that must be empty before time passes. Sources are emptied in order of registration, and before due tasks are run.
     *
     * @param source the queue
     */
    public void register(InFlight source) {
        sources.add(source);
    }

    /**
     * What went wrong so far.
     *
     * @return every failure of a task, oldest first
     */
    public List<TaskFailedException> failures() {
        return List.copyOf(failures);
    }

    /**
     * Runs everything that is due up to and including an instant; then the wall clock stands there.
     *
     * @param instant the wall-clock instant to reach, not before now
     * @throws TaskFailedException when a task throws
     */
    public void runUntil(Instant instant) {
        run(() -> false, instant);
    }

    /**
     * Lets a while pass.
     *
     * @param duration how long, not negative
     * @throws TaskFailedException when a task throws
     */
    public void runFor(Duration duration) {
        runUntil(now().plus(duration));
    }

    /**
     * Lets a while pass in the middle of a task, as a call that takes so long would: what becomes due meanwhile is run afterwards, late and in
     * its order.
     *
     * @param duration how long, not negative
     * @throws IllegalArgumentException if it is negative
     */
    public void pass(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration must not be negative, was " + duration);
        }
        synchronized (lock) {
            elapsed = Math.addExact(elapsed, duration.toNanos());
        }
    }

    /**
     * Runs until a condition holds, at most until an instant (included). The condition is looked at between any two pieces of work.
     *
     * @param until the condition
     * @param atMost the last wall-clock instant, not before now
     * @return whether the condition held
     * @throws TaskFailedException when a task throws
     */
    public boolean run(BooleanSupplier until, Instant atMost) {
        enter(atMost);
        try {
            return drive(until, atMost);
        } finally {
            leave();
        }
    }

    private boolean drive(BooleanSupplier until, Instant atMost) {
        int steps = 0;
        while (!until.getAsBoolean()) {
            if (work()) {
                steps = counted(steps);
            } else if (advance(atMost)) {
                steps = 0;
            } else {
                return false;
            }
        }
        return true;
    }

    private int counted(int steps) {
        if (steps >= STEPS_WITHOUT_PROGRESS) {
            throw new IllegalStateException(
                    "time stands still at " + now() + ": " + steps + " tasks ran without time passing");
        }
        return steps + 1;
    }

    private void enter(Instant atMost) {
        if (atMost.isBefore(now())) {
            throw new IllegalArgumentException("cannot run until " + atMost + ": it is " + now() + " already");
        }
        synchronized (lock) {
            if (running) {
                throw new IllegalStateException("the simulation is being run already; a task cannot run it");
            }
            running = true;
        }
    }

    private void leave() {
        synchronized (lock) {
            running = false;
        }
    }

    private boolean work() {
        return drainOne() || runOne();
    }

    private boolean drainOne() {
        for (InFlight source : sources) {
            if (source.drainOne()) {
                return true;
            }
        }
        return false;
    }

    private boolean runOne() {
        Optional<VirtualTask<?>> due = takeDue();
        due.ifPresent(this::perform);
        return due.isPresent();
    }

    private Optional<VirtualTask<?>> takeDue() {
        synchronized (lock) {
            VirtualTask<?> head = queue.peek();
            return head == null || head.due() > elapsed ? Optional.empty() : Optional.of(queue.remove());
        }
    }

    private void perform(VirtualTask<?> task) {
        task.perform();
        task.failure().ifPresent(cause -> fail(task, cause));
        task.next(elapsed).ifPresent(due -> enqueue(task, due));
    }

    private void fail(VirtualTask<?> task, Throwable cause) {
        TaskFailedException failure = new TaskFailedException(task.owner().name(), now(), cause);
        failures.add(failure);
        throw failure;
    }

    private boolean advance(Instant atMost) {
        long limit = Math.max(elapsed, elapsedAt(atMost));
        OptionalLong next = nextDue();
        boolean more = next.isPresent() && next.getAsLong() <= limit;
        elapsed = more ? Math.max(elapsed, next.getAsLong()) : limit;
        return more;
    }

    private OptionalLong nextDue() {
        synchronized (lock) {
            VirtualTask<?> head = queue.peek();
            return head == null ? OptionalLong.empty() : OptionalLong.of(head.due());
        }
    }

    long elapsedAt(Instant wall) {
        return Math.addExact(elapsed, Duration.between(now(), wall).toNanos());
    }

    void enqueue(VirtualTask<?> task, long due) {
        synchronized (lock) {
            task.place(due, sequence);
            sequence++;
            queue.add(task);
        }
    }

    void remove(VirtualTask<?> task) {
        synchronized (lock) {
            queue.remove(task);
        }
    }

    List<VirtualTask<?>> tasksOf(VirtualProcess owner) {
        synchronized (lock) {
            List<VirtualTask<?>> tasks = new ArrayList<>(queue);
            tasks.removeIf(task -> task.owner() != owner);
            tasks.sort(VirtualTask.ORDER);
            return tasks;
        }
    }
}
