package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Payload;
import com.betterfleet.oscp.store.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A host's database that can be down, and that tells who wants to know of each commit, before and after. */
final class FaultyStore implements OscpStore {
    private final InMemoryOscpStore store = new InMemoryOscpStore();
    private volatile boolean down;
    private volatile Predicate<Commit> before = commit -> true;
    private volatile Runnable after = () -> {};
    private volatile Runnable calls = () -> {};
    private volatile String poisoned = "";
    private volatile Consumer<Key> reader = key -> {};

    void down(boolean isDown) {
        down = isDown;
    }

    /** Called at the beginning of every call; it may let time pass. */
    void onCall(Runnable listener) {
        calls = listener;
    }

    /** Called before each commit, outside every lock; what it refuses fails as if the database were down. */
    void beforeCommit(Predicate<Commit> guard) {
        before = guard;
    }

    /** Called after each commit that was taken. */
    void afterCommit(Runnable listener) {
        after = listener;
    }

    /** Called with the name of each record that is looked for. */
    void onFind(Consumer<Key> listener) {
        reader = listener;
    }

    /** Reading that record is as if a newer version of the library had written it. */
    void poison(String key) {
        poisoned = key;
    }

    /** Puts another payload in the place of a record's, its version and instant apart. */
    void rewrite(Key key, UnaryOperator<Payload> change) {
        Stored old = store.find(key).orElseThrow();
        store.commit(Commit.builder()
                .write(key, old.version(), change.apply(old.payload()), old.nextDue())
                .build());
    }

    /** A record as it is stored, up or down. */
    Stored stored(Key key) {
        return store.find(key).orElseThrow();
    }

    /** Everything that is stored, but for the versions of records. */
    Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            for (Stored stored : store.list(kind, Optional.empty(), 1000)) {
                String key = stored.key().toString();
                content.put(key, new String(stored.payload().bytes(), StandardCharsets.UTF_8) + stored.nextDue());
                content.put(key + " outbox", store.outbox(stored.key(), 1000).toString());
                content.put(
                        key + " journal", store.journal(stored.key(), 0, 1000).toString());
            }
        }
        return content;
    }

    /** The journal of every record, one after the other. */
    List<JournalLine> journal() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> store.list(kind, Optional.empty(), 1000).stream())
                .flatMap(stored -> store.journal(stored.key(), 0, 1000).stream())
                .toList();
    }

    /** All that anybody could read in the database, bodies of waiting messages included. */
    String text() {
        List<String> bodies = new ArrayList<>();
        for (Stored stored : store.list(Kind.OUTBOX, Optional.empty(), 1000)) {
            store.outbox(stored.key(), 1000)
                    .forEach(item -> bodies.add(new String(item.body(), StandardCharsets.UTF_8)));
        }
        return content() + " " + bodies;
    }

    @Override
    public Optional<Stored> find(Key key) {
        check();
        reader.accept(key);
        return store.find(key)
                .map(stored -> key.toString().equals(poisoned)
                        ? new Stored(
                                key,
                                stored.version(),
                                new Payload(99, stored.payload().bytes()),
                                stored.nextDue())
                        : stored);
    }

    @Override
    public List<Stored> list(Kind kind, Optional<Key> start, int limit) {
        check();
        return store.list(kind, start, limit);
    }

    @Override
    public List<Key> due(Instant now, int limit) {
        check();
        return store.due(now, limit);
    }

    @Override
    public CommitResult commit(Commit commit) {
        check();
        if (!before.test(commit)) {
            throw new IllegalStateException("the database refuses the connection");
        }
        CommitResult result = store.commit(commit);
        if (result == CommitResult.COMMITTED) {
            after.run();
        }
        return result;
    }

    @Override
    public Optional<Claim> claim(Key owner, String requestId) {
        check();
        return store.claim(owner, requestId);
    }

    @Override
    public List<OutboxItem> outbox(Key owner, int limit) {
        check();
        return store.outbox(owner, limit);
    }

    @Override
    public List<JournalLine> journal(Key owner, long start, int limit) {
        check();
        return store.journal(owner, start, limit);
    }

    @Override
    public int forget(Instant end) {
        check();
        return store.forget(end);
    }

    private void check() {
        calls.run();
        if (down) {
            throw new IllegalStateException("the database refuses the connection");
        }
    }
}
