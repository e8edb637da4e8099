package com.betterfleet.oscp.testkit.store;

import static com.betterfleet.oscp.testkit.store.StoreSamples.after;
import static com.betterfleet.oscp.testkit.store.StoreSamples.claim;
import static com.betterfleet.oscp.testkit.store.StoreSamples.item;
import static com.betterfleet.oscp.testkit.store.StoreSamples.line;
import static com.betterfleet.oscp.testkit.store.StoreSamples.link;
import static com.betterfleet.oscp.testkit.store.StoreSamples.payload;
import static com.betterfleet.oscp.testkit.store.StoreSamples.queue;

import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Commits about few records, queues and ids, so that they meet; the same seed makes the same ones. */
final class RandomHistory {
    static final List<Key> KEYS = List.of(
            link("a"),
            link("b"),
            new Key(Kind.LIMIT, "a/g"),
            new Key(Kind.METERING, "a/g"),
            new Key(Kind.METERING, "a/h"));
    static final List<String> OWNERS = List.of("a", "b");
    static final int IDS = 6;
    private static final long[] VERSIONS = {0, 0, 0, 0, 1, 1, 1, 2, 2};

    private final Random random;

    private RandomHistory(long seed) {
        random = new Random(seed);
    }

    static List<Commit> of(long seed) {
        RandomHistory history = new RandomHistory(seed);
        List<Commit> commits = new ArrayList<>();
        int size = 1 + history.random.nextInt(40);
        for (int i = 0; i < size; i++) {
            commits.add(history.commit());
        }
        return List.copyOf(commits);
    }

    private Commit commit() {
        Commit.Builder commit = Commit.builder();
        Set<Key> named = new HashSet<>();
        int parts = 1 + random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            part(commit, named);
        }
        return commit.build();
    }

    private void part(Commit.Builder commit, Set<Key> named) {
        Key key = KEYS.get(random.nextInt(KEYS.size()));
        int kind = random.nextInt(14);
        if (kind < 7) {
            record(commit, named, key, kind == 0);
        } else if (kind == 7) {
            commit.require(key, version());
        } else if (kind < 11) {
            commit.add(queue(owner()), item("i" + id(), id()));
        } else if (kind == 11) {
            commit.remove(queue(owner()), new RequestId("i" + id()));
        } else if (kind == 12) {
            commit.claim(claim(owner(), "c" + id(), "h", instant()));
        } else {
            commit.line(line(owner(), "EDIT" + id()));
        }
    }

    /** One commit names a record once. */
    private void record(Commit.Builder commit, Set<Key> named, Key key, boolean delete) {
        if (!named.add(key)) {
            return;
        }
        if (delete) {
            commit.delete(key, version());
        } else {
            commit.write(
                    key,
                    version(),
                    payload("x" + id()),
                    random.nextBoolean() ? Optional.of(instant()) : Optional.empty());
        }
    }

    private String owner() {
        return OWNERS.get(random.nextInt(OWNERS.size()));
    }

    private int id() {
        return random.nextInt(IDS);
    }

    private long version() {
        return VERSIONS[random.nextInt(VERSIONS.length)];
    }

    private Instant instant() {
        return after(random.nextInt(IDS));
    }
}
