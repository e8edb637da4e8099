package com.betterfleet.oscp.integration.crash;

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
import java.util.stream.Collectors;

/** The store as one life of the process sees it: before and after each commit it can be stopped. */
record MortalStore(OscpStore store, Life life, Notary notary) implements OscpStore {
    @Override
    public CommitResult commit(Commit commit) {
        String what =
                commit.writes().stream().map(write -> write.key().kind().name()).collect(Collectors.joining("+"));
        life.pass("before the commit of " + what);
        CommitResult result = store.commit(commit);
        if (result == CommitResult.COMMITTED) {
            notary.committed(commit);
            life.pass("after the commit of " + what);
        }
        return result;
    }

    @Override
    public Optional<Stored> find(Key key) {
        life.live();
        return store.find(key);
    }

    @Override
    public List<Stored> list(Kind kind, Optional<Key> after, int limit) {
        life.live();
        return store.list(kind, after, limit);
    }

    @Override
    public List<Key> due(Instant now, int limit) {
        life.live();
        return store.due(now, limit);
    }

    @Override
    public Optional<Claim> claim(Key owner, String requestId) {
        life.live();
        return store.claim(owner, requestId);
    }

    @Override
    public List<OutboxItem> outbox(Key owner, int limit) {
        life.live();
        return store.outbox(owner, limit);
    }

    @Override
    public List<JournalLine> journal(Key owner, long after, int limit) {
        life.live();
        return store.journal(owner, after, limit);
    }

    @Override
    public int forget(Instant before) {
        life.live();
        return store.forget(before);
    }
}
