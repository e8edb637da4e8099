package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** One thing to do for each connection, each on its own lane, tried until it is done. Thread-safe. */
final class Sweep {
    private final Set<ConnectionId> left;
    private final Set<ConnectionId> queued = new HashSet<>();
    private final Predicate<ConnectionId> task;

    Sweep(Collection<ConnectionId> connections, Predicate<ConnectionId> task) {
        this.left = new LinkedHashSet<>(connections);
        this.task = task;
    }

    /** Queues what is neither done nor queued; answers whether all is done. */
    boolean push(Lanes lanes) {
        Set<ConnectionId> fresh = fresh();
        fresh.forEach(connection -> lanes.first(connection, () -> run(connection)));
        return fresh.isEmpty() && finished();
    }

    private synchronized Set<ConnectionId> fresh() {
        Set<ConnectionId> fresh = new LinkedHashSet<>(left);
        fresh.removeAll(queued);
        queued.addAll(fresh);
        return fresh;
    }

    private synchronized boolean finished() {
        return left.isEmpty();
    }

    synchronized boolean awaits(ConnectionId connection) {
        return left.contains(connection);
    }

    private void run(ConnectionId connection) {
        boolean done = false;
        try {
            done = task.test(connection);
        } finally {
            settle(connection, done);
        }
    }

    private synchronized void settle(ConnectionId connection, boolean done) {
        queued.remove(connection);
        if (done) {
            left.remove(connection);
        }
    }
}
