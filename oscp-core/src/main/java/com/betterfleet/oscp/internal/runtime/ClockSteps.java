package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.connection.Verdict;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.metering.MeteringInput;
import com.betterfleet.oscp.store.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells every machine, exactly once each, that the wall clock was set; what the store fails is tried again. Of several nodes the
 * one that has the lease of a link moves its deadlines, and those of its groups. Thread-safe.
 */
final class ClockSteps {
    private final Parts parts;
    private final LinkService links;
    private final LimitService limits;
    private final MeteringService metering;
    private final Set<Telling> open = ConcurrentHashMap.newKeySet();
    private Duration untold = Duration.ZERO;

    ClockSteps(Parts parts, LinkService links, LimitService limits, MeteringService metering) {
        this.parts = parts;
        this.links = links;
        this.limits = limits;
        this.metering = metering;
        links.first(this::tell);
    }

    /** What one connection is told of one step; each is its own. */
    private static final class Telling {
        private final ConnectionId connection;
        private final Duration step;
        private final Once once = new Once();
        private boolean taken;
        private boolean underWay;

        Telling(ConnectionId connection, Duration step) {
            this.connection = connection;
            this.step = step;
        }
    }

    /** Looks at the clocks; by one thread at a time. A step is kept while the store cannot say whom to tell. */
    void check() {
        parts.clock().check().ifPresent(by -> untold = untold.plus(by));
        if (untold.isZero()) {
            return;
        }
        parts.records().connections().forEach(connection -> open.add(new Telling(connection, untold)));
        untold = Duration.ZERO;
    }

    /** Puts what is to be told before the other work of its connection. */
    void queue(Lanes lanes) {
        open.forEach(telling -> lanes.addFirst(telling.connection, telling, () -> tell(telling)));
    }

    /** What another node has moved is not moved again. */
    private void stepped(GroupRef group, Telling telling) {
        if (telling.taken) {
            metering.apply(group, new MeteringInput.ClockStepped(telling.step));
        }
    }

    /** Whatever else comes to a connection waits for what it has to be told. */
    private void tell(ConnectionId connection) {
        if (!open.isEmpty()) {
            open.stream().filter(one -> one.connection.equals(connection)).forEach(this::tell);
        }
    }

    private void tell(Telling telling) {
        synchronized (telling) {
            if (telling.underWay || !open.contains(telling)) {
                return;
            }
            telling.underWay = true;
            try {
                tellAll(telling);
            } finally {
                telling.underWay = false;
            }
        }
    }

    private void tellAll(Telling telling) {
        boolean all = telling.once.at(
                Keys.link(telling.connection),
                () -> telling.taken = links.apply(telling.connection, new LinkInput.ClockStepped(telling.step))
                        instanceof Verdict.Accepted);
        for (GroupRef group : parts.records().groups(telling.connection)) {
            all &= telling.once.at(Keys.of(Kind.METERING, group), () -> stepped(group, telling));
            all &= telling.once.at(
                    Keys.of(Kind.LIMIT, group),
                    () -> limits.apply(group, new LimitInput.Reevaluate("the clock was set")));
        }
        if (all) {
            open.remove(telling);
        }
    }
}
