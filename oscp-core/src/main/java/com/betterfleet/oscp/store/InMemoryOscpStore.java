package com.betterfleet.oscp.store;

import com.betterfleet.oscp.outbox.OutboxItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An {@link OscpStore} in this process's memory: for tests, examples and hosts that can afford to start every line anew.
 * It is {@linkplain #durable() not durable}: what was acknowledged is gone with the process.
 *
 * <p>Thread-safe; no call waits for anything but another call of the same store. Every read answers what the last commit
 * that returned before it has left.
 */
public final class InMemoryOscpStore implements OscpStore {
    private static final String FIRST_ID = "\0";

    private final NavigableMap<Key, Stored> records = new TreeMap<>();
    private final NavigableSet<Due> due = new TreeSet<>();
    private final Map<ClaimKey, Claim> claims = new HashMap<>();
    private final Map<Key, InMemoryQueue> queues = new HashMap<>();
    private final Map<Key, List<JournalLine>> journals = new HashMap<>();

    /** An empty store. */
    public InMemoryOscpStore() {}

    @Override
    public synchronized Optional<Stored> find(Key key) {
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public synchronized List<Stored> list(Kind kind, Optional<Key> after, int limit) {
        requireLimit(limit);
        List<Stored> page = new ArrayList<>();
        // no stream: one of a part of a tree counts the whole part before it begins
        for (Stored stored : from(kind, after).values()) {
            if (page.size() == limit || stored.key().kind() != kind) {
                break;
            }
            page.add(stored);
        }
        return List.copyOf(page);
    }

    @Override
    public synchronized List<Key> due(Instant now, int limit) {
        return first(due.stream().takeWhile(entry -> !entry.at().isAfter(now)).map(Due::key), limit);
    }

    @Override
    public synchronized CommitResult commit(Commit commit) {
        if (!claimable(commit.claims())) {
            return CommitResult.CLAIMED;
        }
        if (!asRequired(commit)) {
            return CommitResult.CONFLICT;
        }
        apply(commit);
        return CommitResult.COMMITTED;
    }

    @Override
    public synchronized Optional<Claim> claim(Key owner, String requestId) {
        return Optional.ofNullable(claims.get(new ClaimKey(owner, requestId)));
    }

    @Override
    public synchronized List<OutboxItem> outbox(Key owner, int limit) {
        InMemoryQueue queue = queues.get(owner);
        return queue == null ? first(Stream.empty(), limit) : first(queue.inOrder(), limit);
    }

    @Override
    public synchronized List<JournalLine> journal(Key owner, long after, int limit) {
        List<JournalLine> lines = journals.getOrDefault(owner, List.of());
        int from = (int) Math.min(Math.max(after, 0), lines.size());
        return first(lines.subList(from, lines.size()).stream(), limit);
    }

    @Override
    public synchronized int forget(Instant before) {
        int had = claims.size();
        claims.values().removeIf(claim -> claim.at().isBefore(before));
        return had - claims.size();
    }

    /**
     * Whether what is committed survives the process: it does not.
     *
     * @return false
     */
    @Override
    public boolean durable() {
        return false;
    }

    private NavigableMap<Key, Stored> from(Kind kind, Optional<Key> after) {
        Key first = new Key(kind, FIRST_ID);
        boolean behind = after.isPresent() && after.get().compareTo(first) >= 0;
        return behind ? records.tailMap(after.get(), false) : records.tailMap(first, true);
    }

    private boolean claimable(List<Claim> wanted) {
        Set<ClaimKey> seen = new HashSet<>();
        return wanted.stream().map(ClaimKey::of).allMatch(key -> !claims.containsKey(key) && seen.add(key));
    }

    private boolean asRequired(Commit commit) {
        return commit.writes().stream().allMatch(write -> version(write.key()) == write.expected())
                && Stream.concat(commit.deletes().stream(), commit.requires().stream())
                        .allMatch(require -> version(require.key()) == require.version());
    }

    private long version(Key key) {
        Stored stored = records.get(key);
        return stored == null ? 0 : stored.version();
    }

    private void apply(Commit commit) {
        commit.writes().forEach(this::write);
        commit.deletes().forEach(delete -> remove(delete.key()));
        commit.removes().forEach(this::take);
        commit.adds().forEach(add -> queue(add.owner()).put(add.item()));
        commit.claims().forEach(claim -> claims.put(ClaimKey.of(claim), claim));
        commit.lines().forEach(this::append);
    }

    private void write(Commit.Write write) {
        remove(write.key());
        records.put(write.key(), new Stored(write.key(), write.expected() + 1, write.payload(), write.nextDue()));
        write.nextDue().ifPresent(at -> due.add(new Due(at, write.key())));
    }

    private void remove(Key key) {
        Stored old = records.remove(key);
        if (old != null) {
            old.nextDue().ifPresent(at -> due.remove(new Due(at, key)));
        }
    }

    private InMemoryQueue queue(Key owner) {
        return queues.computeIfAbsent(owner, key -> new InMemoryQueue());
    }

    private void take(Commit.Remove remove) {
        InMemoryQueue queue = queues.get(remove.owner());
        if (queue != null && queue.remove(remove.requestId())) {
            queues.remove(remove.owner());
        }
    }

    private void append(JournalLine line) {
        List<JournalLine> lines = journals.computeIfAbsent(line.owner(), key -> new ArrayList<>());
        lines.add(new JournalLine(
                line.owner(), lines.size() + 1L, line.at(), line.actor(), line.what(), line.before(), line.after()));
    }

    private static <T> List<T> first(Stream<T> all, int limit) {
        requireLimit(limit);
        return all.limit(limit).toList();
    }

    private static void requireLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }

    private record Due(Instant at, Key key) implements Comparable<Due> {
        private static final Comparator<Due> ORDER =
                Comparator.comparing(Due::at).thenComparing(Due::key);

        @Override
        public int compareTo(Due other) {
            return ORDER.compare(this, other);
        }
    }

    private record ClaimKey(Key owner, String requestId) {
        static ClaimKey of(Claim claim) {
            return new ClaimKey(claim.owner(), claim.requestId());
        }
    }
}
