package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The host's store with a look at how each of its calls goes. */
final class WatchedStore implements OscpStore {
    private final OscpStore host;
    private final LongSupplier nanos;
    private final StoreHealth health;

    WatchedStore(OscpStore host, LongSupplier nanos, StoreHealth health) {
        this.host = host;
        this.nanos = nanos;
        this.health = health;
    }

    private <T> T watch(Supplier<T> call) {
        long before = nanos.getAsLong();
        try {
            return call.get();
        } catch (RuntimeException | Error failure) {
            health.failed(failure);
            throw failure;
        } finally {
            health.took(Duration.ofNanos(nanos.getAsLong() - before));
        }
    }

    @Override
    public Optional<Stored> find(Key key) {
        return watch(() -> host.find(key));
    }

    @Override
    public List<Stored> list(Kind kind, Optional<Key> after, int limit) {
        return watch(() -> host.list(kind, after, limit));
    }

    @Override
    public List<Key> due(Instant now, int limit) {
        return watch(() -> host.due(now, limit));
    }

    @Override
    public CommitResult commit(Commit commit) {
        return watch(() -> host.commit(commit));
    }

    @Override
    public Optional<Claim> claim(Key owner, String requestId) {
        return watch(() -> host.claim(owner, requestId));
    }

    @Override
    public List<OutboxItem> outbox(Key owner, int limit) {
        return watch(() -> host.outbox(owner, limit));
    }

    @Override
    public List<JournalLine> journal(Key owner, long after, int limit) {
        return watch(() -> host.journal(owner, after, limit));
    }

    @Override
    public int forget(Instant before) {
        return watch(() -> host.forget(before));
    }

    @Override
    public boolean durable() {
        return host.durable();
    }
}
