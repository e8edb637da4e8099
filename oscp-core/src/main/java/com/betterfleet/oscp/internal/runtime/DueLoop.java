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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store about once a second what is due, and hands it to the lanes. One tick runs at a time; it waits for the store's
 * answers, never for a worker.
 */
final class DueLoop {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.engine");
    private static final int PAGE = 200;
    private static final int MOST_HELD = 50_000;
    private static final Duration CLAIMS_KEPT = Duration.ofDays(2);

    private final Parts parts;
    private final LinkService links;
    private final LimitService limits;
    private final MeteringService metering;
    private final OutboxService outbox;
    private final Strays strays;
    private final StoreHealth health;
    private final Supplier<Boolean> closed;
    private final Lanes lanes;
    private final Set<Key> restarted = ConcurrentHashMap.newKeySet();
    private @Nullable Sweep restart;
    private boolean alive;
    private volatile @Nullable Sweep recovery;
    private long failuresBefore;
    private Duration step = Duration.ZERO;
    private Instant forgetAt = Instant.MIN;

    DueLoop(
            Parts parts,
            LinkService links,
            LimitService limits,
            MeteringService metering,
            OutboxService outbox,
            Strays strays,
            StoreHealth health,
            int workers,
            Supplier<Boolean> closed) {
        this.parts = parts;
        this.links = links;
        this.limits = limits;
        this.metering = metering;
        this.outbox = outbox;
        this.strays = strays;
        this.health = health;
        this.closed = closed;
        this.lanes = new Lanes(workers, parts.executor(), this::handle);
    }

    synchronized void tick() {
        if (closed.get()) {
            return;
        }
        try {
            restart();
            recover();
            parts.clock().check().ifPresent(by -> step = step.plus(by));
            stepped();
            work();
            forget();
            Guard.run(() -> strays.look(parts.now()));
        } catch (RuntimeException failure) {
            LOG.debug("the tick ended early: {}", Guard.words(failure));
        }
    }

    /** The first tick that reaches the store has every machine brought back to life; start itself never fails. */
    private void restart() {
        if (alive) {
            return;
        }
        if (restart == null) {
            restart = new Sweep(parts.records().connections(), this::restarted);
        }
        alive = restart.push(lanes);
    }

    private boolean restarted(ConnectionId connection) {
        boolean all = restarted(Keys.link(connection), () -> links.apply(connection, new LinkInput.Start()));
        for (GroupRef group : parts.records().groups(connection)) {
            all &= restarted(Keys.of(Kind.BINDING, group), () -> restart(group));
        }
        return all;
    }

    private void restart(GroupRef group) {
        metering.apply(group, new MeteringInput.Restarted());
        outbox.restarted(group);
        limits.apply(group, new LimitInput.Restarted());
    }

    /** One machine that cannot be brought back does not keep the others; it is tried again with the next tick. */
    private boolean restarted(Key machine, Runnable task) {
        if (restarted.contains(machine)) {
            return true;
        }
        try {
            task.run();
        } catch (PayloadCodec.NewerSchema newer) {
            LOG.warn("{} is left to a newer node: {}", machine, newer.getMessage());
        } catch (RuntimeException failure) {
            LOG.warn("{} cannot be brought back to life yet: {}", machine, Guard.words(failure));
            return false;
        }
        restarted.add(machine);
        return true;
    }

    /** The store is back once every group was re-evaluated and no call failed meanwhile. */
    private void recover() {
        if (!health.down()) {
            return;
        }
        @Nullable Sweep sweep = recovery;
        if (sweep == null) {
            failuresBefore = health.failures();
            sweep = new Sweep(parts.records().connections(), this::reevaluated);
            recovery = sweep;
        }
        if (sweep.push(lanes)) {
            health.recovered(failuresBefore);
            recovery = null;
        }
    }

    private boolean reevaluated(ConnectionId connection) {
        long before = health.failures();
        limits.reevaluate(connection, "the store is back");
        return health.failures() == before;
    }

    private void stepped() {
        if (step.isZero()) {
            return;
        }
        Duration by = step;
        for (ConnectionId connection : parts.records().connections()) {
            lanes.first(connection, () -> stepped(connection, by));
        }
        step = Duration.ZERO;
    }

    private void stepped(ConnectionId connection, Duration by) {
        Guard.run(() -> links.apply(connection, new LinkInput.ClockStepped(by)));
        metering.clockStepped(connection, by);
        limits.reevaluate(connection, "the clock was set");
    }

    /** Hands out what is due; each question goes beyond what is held already. */
    private void work() {
        Instant now = parts.now();
        int taken = 0;
        boolean more = true;
        while (more && taken < MOST_HELD) {
            int held = lanes.held();
            int limit = PAGE + 2 * held;
            List<Key> due = held < MOST_HELD ? parts.store().due(now, limit) : List.of();
            int fresh = (int) due.stream().filter(lanes::offer).count();
            taken += fresh;
            more = fresh > 0 && due.size() == limit;
        }
    }

    private void handle(Key key) {
        @Nullable Sweep sweep = recovery;
        if (closed.get() || health.down() && (sweep == null || sweep.awaits(Keys.connectionOf(key)))) {
            return;
        }
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
}
