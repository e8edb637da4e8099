package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.connection.LinkInput;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.metering.MeteringInput;
import com.betterfleet.oscp.operation.StoreUnavailableException;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store about once a second what is due, and puts it into the {@link Lanes}, a link before everything else of the
 * moment. One tick runs at a time, and waits for no work but the store's answer.
 */
final class DueLoop {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.engine");
    private static final int PAGE = 500;
    private static final int MOST_QUEUED = 20_000;
    private static final Duration CLAIMS_KEPT = Duration.ofDays(2);

    private final Parts parts;
    private final LinkService links;
    private final LimitService limits;
    private final MeteringService metering;
    private final AdjustmentService adjustments;
    private final OutboxService outbox;
    private final Strays strays;
    private final StoreHealth health;
    private final Lanes lanes;
    private final Supplier<Boolean> closed;
    private final Revival revival;
    private final ClockSteps steps;
    private final Set<Key> leftAlone = ConcurrentHashMap.newKeySet();
    private boolean started;
    private boolean reviving;
    private long failures;
    private Instant forgetAt = Instant.MIN;

    DueLoop(
            Parts parts,
            LinkService links,
            LimitService limits,
            MeteringService metering,
            AdjustmentService adjustments,
            OutboxService outbox,
            Strays strays,
            StoreHealth health,
            Lanes lanes,
            Supplier<Boolean> closed) {
        this.parts = parts;
        this.links = links;
        this.limits = limits;
        this.metering = metering;
        this.adjustments = adjustments;
        this.outbox = outbox;
        this.strays = strays;
        this.health = health;
        this.lanes = lanes;
        this.closed = closed;
        this.revival = new Revival(parts, links, limits, metering, outbox);
        this.steps = new ClockSteps(parts, links, limits, metering);
    }

    synchronized void tick() {
        if (closed.get()) {
            return;
        }
        try {
            startOnce();
            recover();
            steps.check();
            revive();
            steps.queue(lanes);
            dispatch();
            forget();
            Guard.run(() -> strays.look(parts.now()));
        } catch (StoreUnavailableException unavailable) {
            reviving = false;
            LOG.debug("the store cannot be reached, circuits follow their leases: {}", unavailable.getMessage());
        }
    }

    /** The first tick that reaches the store brings every machine back to life; start itself never fails. */
    private void startOnce() {
        if (!started) {
            revival.start();
            started = true;
        }
    }

    /** After the store was away every group is re-evaluated; it is back when that is done and nothing has failed since it began. */
    private void recover() {
        if (!health.isDown()) {
            return;
        }
        if (!reviving) {
            failures = health.failures();
            revival.reevaluate();
            reviving = true;
        } else if (health.isQuiet() && revival.pending().isEmpty()) {
            reviving = false;
            health.recovered(failures);
        }
    }

    private void revive() {
        for (ConnectionId connection : revival.pending()) {
            lanes.addFirst(connection, connection, () -> unlessClosed(() -> revival.work(connection)));
        }
    }

    /** Page by page, each longer than the one before: what waits already or was done just now is named again. */
    private void dispatch() {
        Instant now = parts.now();
        Set<Key> seen = new HashSet<>();
        int asked = lanes.size() + PAGE;
        List<Key> due = parts.store().due(now, asked);
        queue(due, seen);
        while (due.size() == asked && asked < MOST_QUEUED) {
            asked *= 2;
            due = parts.store().due(now, asked);
            queue(due, seen);
        }
    }

    private void queue(List<Key> due, Set<Key> seen) {
        for (Key key : due) {
            if (key.kind() == Kind.LINK && seen.add(key)) {
                lanes.addFirst(Keys.connectionOf(key), key, () -> handle(key));
            }
        }
        for (Key key : due) {
            if (seen.add(key)) {
                lane(key).ifPresent(lane -> lanes.add(lane, key, () -> handle(key)));
            }
        }
    }

    private static Optional<ConnectionId> lane(Key key) {
        return switch (key.kind()) {
            case LINK, CONNECTION -> Optional.of(Keys.connectionOf(key));
            case LIMIT, METERING, OUTBOX, BINDING, ADJUSTMENT ->
                Optional.of(Keys.groupOf(key).connection());
            case SCOPE -> Optional.empty();
        };
    }

    private void handle(Key key) {
        unlessClosed(() -> {
            if (!lane(key).map(revival::isPending).orElse(true)) {
                workUnlessUnreadable(key);
            }
        });
    }

    /** A record that this node cannot read stays due for one that can; it is told once. */
    private void workUnlessUnreadable(Key key) {
        try {
            work(key);
            leftAlone.remove(key);
        } catch (PayloadCodec.Unreadable left) {
            if (leftAlone.add(key)) {
                LOG.warn("{} is left alone: {}", key, left.what());
            }
        }
    }

    private void unlessClosed(Runnable work) {
        if (!closed.get()) {
            work.run();
        }
    }

    private void work(Key key) {
        switch (key.kind()) {
            case LINK -> links.apply(Keys.connectionOf(key), new LinkInput.Due());
            case LIMIT -> limits.apply(Keys.groupOf(key), new LimitInput.Due());
            case METERING -> metering.apply(Keys.groupOf(key), new MeteringInput.Due());
            case OUTBOX -> outbox.drain(Keys.groupOf(key));
            case ADJUSTMENT -> adjustments.due(Keys.groupOf(key));
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
