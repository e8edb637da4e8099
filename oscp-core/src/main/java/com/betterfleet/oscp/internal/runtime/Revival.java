package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.metering.MeteringInput;
import com.betterfleet.oscp.store.Kind;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings connections back to life, after a start and after the store was away: nothing else is done for one before. One that
 * the store fails is tried again. Thread-safe.
 */
final class Revival {
    private final Parts parts;
    private final LinkService links;
    private final LimitService limits;
    private final MeteringService metering;
    private final OutboxService outbox;
    private final Map<ConnectionId, Pending> pending = new ConcurrentHashMap<>();

    /** What is still to be done, and for a start what has been done of it. */
    private record Pending(boolean start, Once once) {}

    Revival(Parts parts, LinkService links, LimitService limits, MeteringService metering, OutboxService outbox) {
        this.parts = parts;
        this.links = links;
        this.limits = limits;
        this.metering = metering;
        this.outbox = outbox;
    }

    /** The process has started: what it left under way when it ended goes on. */
    void start() {
        parts.records().connections().forEach(one -> pending.put(one, new Pending(true, new Once())));
    }

    /** The store is back: every group is re-evaluated. */
    void reevaluate() {
        parts.records().connections().forEach(one -> pending.putIfAbsent(one, new Pending(false, new Once())));
    }

    /** Those that are to be brought back. */
    Set<ConnectionId> pending() {
        return pending.keySet();
    }

    boolean isPending(ConnectionId connection) {
        return pending.containsKey(connection);
    }

    /** Brings one back; it stays pending if the store fails on the way. */
    void work(ConnectionId connection) {
        Pending task = pending.get(connection);
        if (task == null) {
            return;
        }
        boolean all = !task.start()
                || task.once().at(Keys.link(connection), () -> links.apply(connection, new LinkInput.Start()));
        for (GroupRef group : parts.records().groups(connection)) {
            all &= task.once().at(Keys.of(Kind.BINDING, group), () -> group(group, task.start()));
        }
        if (all) {
            pending.remove(connection, task);
        }
    }

    private void group(GroupRef group, boolean start) {
        if (!start) {
            limits.apply(group, new LimitInput.Reevaluate("the store is back"));
            return;
        }
        metering.apply(group, new MeteringInput.Restarted());
        outbox.restarted(group);
        limits.apply(group, new LimitInput.Restarted());
    }
}
