package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.metering.MeteringInput;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the store about once a second what is due, and does it. One tick runs at a time. */
final class DueLoop {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.engine");
    private static final int PAGE = 200;
    private static final Duration CLAIMS_KEPT = Duration.ofDays(2);

    private final Parts parts;
    private final LinkService links;
    private final LimitService limits;
    private final MeteringService metering;
    private final OutboxService outbox;
    private final Strays strays;
    private final Supplier<Boolean> closed;
    private final Set<Key> restarted = new HashSet<>();
    private final Set<Key> leftAlone = new HashSet<>();
    private boolean restartPending = true;
    private boolean storeDown;
    private Instant forgetAt = Instant.MIN;

    DueLoop(
            Parts parts,
            LinkService links,
            LimitService limits,
            MeteringService metering,
            OutboxService outbox,
            Strays strays,
            Supplier<Boolean> closed) {
        this.parts = parts;
        this.links = links;
        this.limits = limits;
        this.metering = metering;
        this.outbox = outbox;
        this.strays = strays;
        this.closed = closed;
    }

    synchronized void tick() {
        if (closed.get()) {
            return;
        }
        try {
            restartOnce();
            recover();
            parts.clock().check().ifPresent(this::stepped);
            work();
            forget();
            Guard.run(() -> strays.look(parts.now()));
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    /** The first tick that reaches the store brings every machine back to life; start itself never fails. */
    private void restartOnce() {
        if (!restartPending) {
            return;
        }
        boolean all = true;
        for (ConnectionId connection : parts.records().connections()) {
            all &= restart(Keys.link(connection), () -> links.apply(connection, new LinkInput.Start()));
            for (GroupRef group : parts.records().groups(connection)) {
                all &= restart(Keys.of(Kind.BINDING, group), () -> restart(group));
            }
        }
        restartPending = !all;
    }

    private void restart(GroupRef group) {
        metering.apply(group, new MeteringInput.Restarted());
        outbox.restarted(group);
        limits.apply(group, new LimitInput.Restarted());
    }

    /** One machine that cannot be brought back does not keep the others; it is tried again with the next tick. */
    private boolean restart(Key machine, Runnable task) {
        if (restarted.contains(machine)) {
            return true;
        }
        try {
            task.run();
        } catch (PayloadCodec.Unreadable left) {
            LOG.warn("{} is left alone: {}", machine, left.what());
        } catch (RuntimeException failure) {
            LOG.warn("{} cannot be brought back to life yet: {}", machine, Guard.words(failure));
            return false;
        }
        restarted.add(machine);
        return true;
    }

    private void recover() {
        if (!storeDown) {
            return;
        }
        for (ConnectionId connection : parts.records().connections()) {
            limits.reevaluate(connection, "the store is back");
        }
        storeDown = false;
        LOG.info("the store is back, every group was re-evaluated");
    }

    private void stepped(Duration step) {
        for (ConnectionId connection : parts.records().connections()) {
            Guard.run(() -> links.apply(connection, new LinkInput.ClockStepped(step)));
            metering.clockStepped(connection, step);
            limits.reevaluate(connection, "the clock was set");
        }
    }

    private void work() {
        Set<Key> done = new HashSet<>();
        Instant now = parts.now();
        List<Key> due = due(now, done);
        while (!due.isEmpty()) {
            for (Key key : due) {
                done.add(key);
                Guard.run(() -> handleUnlessUnreadable(key));
            }
            due = due(now, done);
        }
    }

    private List<Key> due(Instant now, Set<Key> done) {
        return parts.store().due(now, PAGE + done.size()).stream()
                .filter(key -> !done.contains(key))
                .toList();
    }

    /** A record that this node cannot read stays due for one that can; it is told once. */
    private void handleUnlessUnreadable(Key key) {
        try {
            handle(key);
            leftAlone.remove(key);
        } catch (PayloadCodec.Unreadable left) {
            if (leftAlone.add(key)) {
                LOG.warn("{} is left alone: {}", key, left.what());
            }
        }
    }

    private void handle(Key key) {
        switch (key.kind()) {
            case LINK -> links.apply(Keys.connectionOf(key), new LinkInput.Due());
            case LIMIT -> limits.apply(Keys.groupOf(key), new LimitInput.Due());
            case METERING -> metering.apply(Keys.groupOf(key), new MeteringInput.Due());
            case OUTBOX -> outbox.drain(Keys.groupOf(key));
            case CONNECTION, BINDING, SCOPE -> LOG.debug("{} has nothing to do", key);
        }
    }

    private void forget() {
        Instant now = parts.now();
        if (now.isBefore(forgetAt)) {
            return;
        }
        forgetAt = now.plus(Duration.ofHours(1));
        int forgotten = parts.store().forget(now.minus(CLAIMS_KEPT));
        Optional.of(forgotten).filter(count -> count > 0).ifPresent(count -> LOG.debug("forgot {} claims", count));
    }

    private void fail(RuntimeException failure) {
        if (!storeDown) {
            LOG.warn("the store cannot be reached, circuits follow their leases: {}", Guard.words(failure));
        }
        storeDown = true;
    }
}
