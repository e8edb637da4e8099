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
    private final Map<ConnectionId, Lane> lanes = new HashMap<>();
    private final Deque<ConnectionId> ready = new ArrayDeque<>();
    private final Set<Object> known = new HashSet<>();
    private int workers;

    private record Job(ConnectionId lane, Object name, Runnable work) {}

    /** What waits of one connection. */
    private static final class Lane {
        private final Deque<Job> first = new ArrayDeque<>(1);
        private final Deque<Job> rest = new ArrayDeque<>(4);

        void add(Job job, boolean isFirst) {
            (isFirst ? first : rest).add(job);
        }

        @Nullable
        Job poll() {
            return first.isEmpty() ? rest.poll() : first.poll();
        }

        boolean isEmpty() {
            return first.isEmpty() && rest.isEmpty();
        }
    }

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
        return add(new Job(lane, name, work), false);
    }

    /**
     * Puts a piece of work before all that was not put first.
     *
     * @return false if it waits there already or is being done
     */
    boolean addFirst(ConnectionId lane, Object name, Runnable work) {
        return add(new Job(lane, name, work), true);
    }

    private boolean add(Job job, boolean first) {
        boolean added = put(job, first);
        if (added && oneMore()) {
            start();
        }
        return added;
    }

    /** How many pieces wait or are being done. */
    synchronized int size() {
        return known.size();
    }

    private synchronized boolean put(Job job, boolean first) {
        if (!known.add(job.name())) {
            return false;
        }
        Lane lane = lanes.get(job.lane());
        if (lane == null) {
            lane = new Lane();
            lanes.put(job.lane(), lane);
            ready.add(job.lane());
        }
        lane.add(job, first);
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
        return lanes.getOrDefault(lane, new Lane()).poll();
    }

    /** A lane is ready again only when its piece is done; an empty one is forgotten. */
    private synchronized void done(Job job) {
        known.remove(job.name());
        Lane lane = lanes.get(job.lane());
        if (lane == null || lane.isEmpty()) {
            lanes.remove(job.lane());
        } else {
            ready.add(job.lane());
        }
    }
}
