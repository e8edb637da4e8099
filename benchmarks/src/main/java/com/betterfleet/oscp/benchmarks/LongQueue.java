package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A store whose queue, the only one that it may have, is long from the first message on, and makes its rows when they are
 * read: copies of that message under ids of their own. It holds none of them.
 */
final class LongQueue implements OscpStore {
    private final OscpStore records = new InMemoryOscpStore();
    private final long rows;
    private Optional<OutboxItem> pattern = Optional.empty();
    private long taken;
    private long read;

    LongQueue(long rows) {
        this.rows = rows;
    }

    /** How many messages were taken out of the queue. */
    long taken() {
        return taken;
    }

    /** How many rows were made. */
    long read() {
        return read;
    }

    @Override
    public List<OutboxItem> outbox(Key owner, int limit) {
        if (pattern.isEmpty()) {
            return List.of();
        }
        OutboxItem first = pattern.get();
        List<OutboxItem> page = LongStream.range(taken, Math.min(rows, taken + limit))
                .mapToObj(row -> row(first, row))
                .toList();
        read += page.size();
        return page;
    }

    private static OutboxItem row(OutboxItem first, long row) {
        return new OutboxItem(
                id(row),
                row + 1,
                first.action(),
                first.subject(),
                first.body(),
                first.correlationId(),
                first.notAfter(),
                first.enqueuedAt(),
                first.tries(),
                first.nextTry(),
                first.parked());
    }

    private static RequestId id(long row) {
        return new RequestId("row-" + row);
    }

    @Override
    public CommitResult commit(Commit commit) {
        CommitResult result = records.commit(new Commit(
                commit.writes(),
                commit.deletes(),
                commit.requires(),
                List.of(),
                List.of(),
                commit.claims(),
                commit.lines()));
        if (result == CommitResult.COMMITTED) {
            commit.removes().forEach(this::take);
            commit.adds().forEach(this::put);
        }
        return result;
    }

    private void take(Commit.Remove remove) {
        if (!remove.requestId().equals(id(taken))) {
            throw new IllegalStateException(remove.requestId() + " was taken before " + id(taken));
        }
        taken++;
    }

    private void put(Commit.Add add) {
        if (pattern.isPresent()) {
            throw new IllegalStateException("the queue is made of its first message, and now came " + add.item());
        }
        pattern = Optional.of(add.item());
    }

    @Override
    public Optional<Stored> find(Key key) {
        return records.find(key);
    }

    @Override
    public List<Stored> list(Kind kind, Optional<Key> after, int limit) {
        return records.list(kind, after, limit);
    }

    @Override
    public List<Key> due(Instant now, int limit) {
        return records.due(now, limit);
    }

    @Override
    public Optional<Claim> claim(Key owner, String requestId) {
        return records.claim(owner, requestId);
    }

    @Override
    public List<JournalLine> journal(Key owner, long after, int limit) {
        return records.journal(owner, after, limit);
    }

    @Override
    public int forget(Instant before) {
        return records.forget(before);
    }
}
