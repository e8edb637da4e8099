package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.annotation.Nullable;

/**
 * The work of each connection, one piece after the other; several connections at once, and taking turns, so that none waits for
 * another that is slow. At most so many workers hold a thread of the host's, and each gives it back after a while.
 * Thread-safe.
 */
final class Lanes {
    private static final int BATCH = 64;

    private final Executor executor;
    private final int most;
    private final Map<ConnectionId, Deque<Job>> lanes = new HashMap<>();
    private final Deque<ConnectionId> ready = new ArrayDeque<>();
    private final Set<Object> known = new HashSet<>();
    private int workers;

    private record Job(ConnectionId lane, Object name, Runnable work) {}

    Lanes(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    /**
     * Puts a piece of work at the end of its lane.
     *
     * @return false if it waits there already or is being done
     */
    boolean add(ConnectionId lane, Object name, Runnable work) {
        boolean added = put(new Job(lane, name, work));
        if (added && oneMore()) {
            start();
        }
        return added;
    }

    /** How many pieces wait or are being done. */
    synchronized int size() {
        return known.size();
    }

    private synchronized boolean put(Job job) {
        if (!known.add(job.name())) {
            return false;
        }
        Deque<Job> lane = lanes.get(job.lane());
        if (lane == null) {
            lane = new ArrayDeque<>();
            lanes.put(job.lane(), lane);
            ready.add(job.lane());
        }
        lane.add(job);
        return true;
    }

    private synchronized boolean oneMore() {
        boolean wanted = workers < most && !ready.isEmpty();
        workers += wanted ? 1 : 0;
        return wanted;
    }

    private void start() {
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException stopping) {
            rest();
            Guard.stopped();
        }
    }

    private synchronized void rest() {
        workers--;
    }

    private void work() {
        for (int done = 0; done < BATCH; done++) {
            Job job = next();
            if (job == null) {
                return;
            }
            Guard.run(job.work());
            done(job);
        }
        start();
    }

    /** The next piece; a worker that finds none ends. */
    private synchronized @Nullable Job next() {
        ConnectionId lane = ready.poll();
        if (lane == null) {
            workers--;
            return null;
        }
        return lanes.getOrDefault(lane, new ArrayDeque<>()).poll();
    }

    /** A lane is ready again only when its piece is done; an empty one is forgotten. */
    private synchronized void done(Job job) {
        known.remove(job.name());
        Deque<Job> lane = lanes.get(job.lane());
        if (lane == null || lane.isEmpty()) {
            lanes.remove(job.lane());
        } else {
            ready.add(job.lane());
        }
    }
}
