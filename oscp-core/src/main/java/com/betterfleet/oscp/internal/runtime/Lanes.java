package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * Does work by at most so many workers, one piece at a time for each connection; a key that waits or is in work is taken once.
 * A worker gives its thread back after each piece. Thread-safe.
 */
final class Lanes {
    private final int workers;
    private final Executor executor;
    private final Consumer<Key> handler;
    private final Runnable work = this::work;
    private final Map<ConnectionId, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final Set<Key> held = new HashSet<>();
    private int working;

    Lanes(int workers, Executor executor, Consumer<Key> handler) {
        this.workers = workers;
        this.executor = executor;
        this.handler = handler;
    }

    /** The work of one connection: chores before liveness before the rest. */
    private static final class Lane {
        final ConnectionId connection;
        final Deque<Runnable> chores = new ArrayDeque<>();
        final Deque<Key> keys = new ArrayDeque<>();
        boolean listed;

        Lane(ConnectionId connection) {
            this.connection = connection;
        }

        boolean empty() {
            return chores.isEmpty() && keys.isEmpty();
        }
    }

    /** Takes a key unless it waits or is in work already; answers whether it was taken. */
    boolean offer(Key key) {
        boolean taken = taken(key);
        if (taken) {
            start();
        }
        return taken;
    }

    /** Takes work of a connection that goes before all its keys. */
    void first(ConnectionId connection, Runnable chore) {
        synchronized (this) {
            Lane lane = lane(connection);
            lane.chores.add(chore);
            list(lane, true);
        }
        start();
    }

    /** How many keys wait or are in work. */
    synchronized int held() {
        return held.size();
    }

    private synchronized boolean taken(Key key) {
        if (!held.add(key)) {
            return false;
        }
        Lane lane = lane(Keys.connectionOf(key));
        boolean urgent = key.kind() == Kind.LINK;
        if (urgent) {
            lane.keys.addFirst(key);
        } else {
            lane.keys.addLast(key);
        }
        list(lane, urgent);
        return true;
    }

    private Lane lane(ConnectionId connection) {
        return lanes.computeIfAbsent(connection, Lane::new);
    }

    private void list(Lane lane, boolean urgent) {
        if (lane.listed) {
            return;
        }
        lane.listed = true;
        if (urgent) {
            ready.addFirst(lane);
        } else {
            ready.addLast(lane);
        }
    }

    private void start() {
        if (hires()) {
            execute();
        }
    }

    private synchronized boolean hires() {
        boolean hires = working < workers && !ready.isEmpty();
        working += hires ? 1 : 0;
        return hires;
    }

    private void execute() {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException stopping) {
            leave();
            Guard.stopped();
        }
    }

    private synchronized void leave() {
        working--;
    }

    private void work() {
        @Nullable Lane lane = next();
        if (lane != null) {
            piece(lane);
        }
        leave();
        start();
    }

    private synchronized @Nullable Lane next() {
        return ready.poll();
    }

    private void piece(Lane lane) {
        @Nullable Runnable chore;
        @Nullable Key key;
        synchronized (this) {
            chore = lane.chores.poll();
            key = chore == null ? lane.keys.poll() : null;
        }
        try {
            if (chore != null) {
                Guard.run(chore);
            } else if (key != null) {
                Key due = key;
                Guard.run(() -> handler.accept(due));
            }
        } finally {
            done(lane, key);
        }
    }

    private synchronized void done(Lane lane, @Nullable Key key) {
        held.remove(key);
        lane.listed = false;
        if (lane.empty()) {
            lanes.remove(lane.connection);
        } else {
            list(lane, false);
        }
    }
}
