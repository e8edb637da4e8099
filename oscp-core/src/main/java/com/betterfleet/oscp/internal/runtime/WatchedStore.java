package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.operation.StoreUnavailableException;
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

/** The host's store, each of whose calls is watched: one that fails is a {@link StoreUnavailableException}. */
final class WatchedStore implements OscpStore {
    private final OscpStore store;
    private final StoreHealth health;
    private final LongSupplier nanos;

    WatchedStore(OscpStore store, StoreHealth health, LongSupplier nanos) {
        this.store = store;
        this.health = health;
        this.nanos = nanos;
    }

    @Override
    public Optional<Stored> find(Key key) {
        return watched(() -> store.find(key));
    }

    @Override
    public List<Stored> list(Kind kind, Optional<Key> after, int limit) {
        return watched(() -> store.list(kind, after, limit));
    }

    @Override
    public List<Key> due(Instant now, int limit) {
        return watched(() -> store.due(now, limit));
    }

    @Override
    public CommitResult commit(Commit commit) {
        return watched(() -> store.commit(commit));
    }

    @Override
    public Optional<Claim> claim(Key owner, String requestId) {
        return watched(() -> store.claim(owner, requestId));
    }

    @Override
    public List<OutboxItem> outbox(Key owner, int limit) {
        return watched(() -> store.outbox(owner, limit));
    }

    @Override
    public List<JournalLine> journal(Key owner, long after, int limit) {
        return watched(() -> store.journal(owner, after, limit));
    }

    @Override
    public int forget(Instant before) {
        return watched(() -> store.forget(before));
    }

    @Override
    public boolean durable() {
        return watched(store::durable);
    }

    private <T> T watched(Supplier<T> call) {
        long began = nanos.getAsLong();
        try {
            return call.get();
        } catch (RuntimeException failure) {
            health.failed(failure);
            throw new StoreUnavailableException("the store failed: " + Guard.words(failure), failure);
        } catch (Error broken) {
            health.failed(broken);
            throw broken;
        } finally {
            health.took(Duration.ofNanos(nanos.getAsLong() - began));
        }
    }
}
