package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store around another one that does what that one does, but for what a subclass does worse. */
public class StoreAround implements OscpStore {
    protected final OscpStore inner;

    protected StoreAround(OscpStore inner) {
        this.inner = inner;
    }

    /** The commit with other writes and requirements. */
    protected static Commit with(Commit commit, List<Commit.Write> writes, List<Commit.Require> requires) {
        return new Commit(
                writes, commit.deletes(), requires, commit.adds(), commit.removes(), commit.claims(), commit.lines());
    }

    long version(Key key) {
        return inner.find(key).map(Stored::version).orElse(0L);
    }

    Instant at(Key key) {
        return inner.find(key).flatMap(Stored::nextDue).orElse(Instant.MAX);
    }

    boolean asRequired(List<Commit.Require> requires) {
        return requires.stream().allMatch(require -> version(require.key()) == require.version());
    }

    @Override
    public Optional<Stored> find(Key key) {
        return inner.find(key);
    }

    @Override
    public List<Stored> list(Kind kind, Optional<Key> after, int limit) {
        return inner.list(kind, after, limit);
    }

    @Override
    public List<Key> due(Instant now, int limit) {
        return inner.due(now, limit);
    }

    @Override
    public CommitResult commit(Commit commit) {
        return inner.commit(commit);
    }

    @Override
    public Optional<Claim> claim(Key owner, String requestId) {
        return inner.claim(owner, requestId);
    }

    @Override
    public List<OutboxItem> outbox(Key owner, int limit) {
        return inner.outbox(owner, limit);
    }

    @Override
    public List<JournalLine> journal(Key owner, long after, int limit) {
        return inner.journal(owner, after, limit);
    }

    @Override
    public int forget(Instant before) {
        return inner.forget(before);
    }
}
