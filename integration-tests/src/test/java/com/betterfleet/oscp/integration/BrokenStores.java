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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Stores around a good one, each with one mistake that a host could make. */
final class BrokenStores {
    private static final int ALL = 100_000;

    private BrokenStores() {}

    private static List<Commit.Write> asTheyAre(StoreAround store, List<Commit.Write> writes) {
        return writes.stream()
                .map(write ->
                        new Commit.Write(write.key(), store.version(write.key()), write.payload(), write.nextDue()))
                .toList();
    }

    /** The last writer wins. */
    static final class BlindWrites extends StoreAround {
        BlindWrites(OscpStore inner) {
            super(inner);
        }

        @Override
        public synchronized CommitResult commit(Commit commit) {
            return inner.commit(with(commit, asTheyAre(this, commit.writes()), commit.requires()));
        }
    }

    /** Versions are compared first and written then, without a lock between. */
    static final class LostUpdates extends StoreAround {
        LostUpdates(OscpStore inner) {
            super(inner);
        }

        @Override
        public CommitResult commit(Commit commit) {
            boolean asExpected = commit.writes().stream().allMatch(write -> version(write.key()) == write.expected());
            if (!asExpected || commit.writes().isEmpty()) {
                return inner.commit(commit);
            }
            letOthersIn();
            return inner.commit(with(commit, asTheyAre(this, commit.writes()), commit.requires()));
        }
    }

    /** Each node remembers for a few readings what it has read, until it writes that itself. */
    static final class StaleReads extends StoreAround {
        private static final int READINGS = 10;

        private final Map<Key, Optional<Stored>> read = new ConcurrentHashMap<>();
        private final AtomicInteger readings = new AtomicInteger();

        StaleReads(OscpStore inner) {
            super(inner);
        }

        @Override
        public Optional<Stored> find(Key key) {
            if (readings.incrementAndGet() % READINGS == 0) {
                read.clear();
            }
            return read.computeIfAbsent(key, inner::find);
        }

        @Override
        public CommitResult commit(Commit commit) {
            CommitResult result = inner.commit(commit);
            commit.writes().forEach(write -> read.remove(write.key()));
            commit.deletes().forEach(delete -> read.remove(delete.key()));
            return result;
        }
    }

    /** Journal lines are written in a transaction of their own. */
    static final class PartialCommits extends StoreAround {
        PartialCommits(OscpStore inner) {
            super(inner);
        }

        @Override
        public CommitResult commit(Commit commit) {
            inner.commit(new Commit(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), commit.lines()));
            return inner.commit(new Commit(
                    commit.writes(),
                    commit.deletes(),
                    commit.requires(),
                    commit.adds(),
                    commit.removes(),
                    commit.claims(),
                    List.of()));
        }
    }

    /** Outbox items follow in a transaction of their own: there is an instant at which only half is seen. */
    static final class HalfCommits extends StoreAround {
        HalfCommits(OscpStore inner) {
            super(inner);
        }

        @Override
        public CommitResult commit(Commit commit) {
            CommitResult result = inner.commit(new Commit(
                    commit.writes(),
                    commit.deletes(),
                    commit.requires(),
                    List.of(),
                    List.of(),
                    commit.claims(),
                    commit.lines()));
            letOthersIn();
            return result == CommitResult.COMMITTED
                    ? inner.commit(new Commit(
                            List.of(), List.of(), List.of(), commit.adds(), commit.removes(), List.of(), List.of()))
                    : result;
        }
    }

    /** Of several items that one commit adds to a queue only the last is kept. */
    static final class DroppedItems extends StoreAround {
        DroppedItems(OscpStore inner) {
            super(inner);
        }

        @Override
        public CommitResult commit(Commit commit) {
            List<Commit.Add> last = new ArrayList<>();
            commit.adds().forEach(add -> {
                last.removeIf(other -> other.owner().equals(add.owner()));
                last.add(add);
            });
            return inner.commit(new Commit(
                    commit.writes(),
                    commit.deletes(),
                    commit.requires(),
                    last,
                    commit.removes(),
                    commit.claims(),
                    commit.lines()));
        }
    }

    /** Queues are sorted by request id. */
    static final class ReorderedItems extends StoreAround {
        ReorderedItems(OscpStore inner) {
            super(inner);
        }

        @Override
        public List<OutboxItem> outbox(Key owner, int limit) {
            return inner.outbox(owner, ALL).stream()
                    .sorted(Comparator.comparing(item -> item.requestId().value()))
                    .limit(limit)
                    .toList();
        }
    }

    /** The journal is read in the order of time. */
    static final class ReorderedJournal extends StoreAround {
        ReorderedJournal(OscpStore inner) {
            super(inner);
        }

        @Override
        public List<JournalLine> journal(Key owner, long after, int limit) {
            return inner.journal(owner, 0, ALL).stream()
                    .sorted(Comparator.comparing(JournalLine::at))
                    .filter(line -> line.number() > after)
                    .limit(limit)
                    .toList();
        }
    }

    /** The lines of all owners are counted by one sequence. */
    static final class JournalWithHoles extends StoreAround {
        JournalWithHoles(OscpStore inner) {
            super(inner);
        }

        @Override
        public List<JournalLine> journal(Key owner, long after, int limit) {
            return inner.journal(owner, 0, ALL).stream()
                    .map(line -> new JournalLine(
                            line.owner(),
                            line.number() * 2,
                            line.at(),
                            line.actor(),
                            line.what(),
                            line.before(),
                            line.after()))
                    .filter(line -> line.number() > after)
                    .limit(limit)
                    .toList();
        }
    }

    /** It goes on behind the last instant that it has named, as if its ties had been named too. */
    static final class SkippingDue extends StoreAround {
        private Instant last = Instant.MIN;

        SkippingDue(OscpStore inner) {
            super(inner);
        }

        @Override
        public synchronized List<Key> due(Instant now, int limit) {
            List<Key> page = inner.due(now, ALL).stream()
                    .filter(key -> at(key).isAfter(last))
                    .limit(limit)
                    .toList();
            last = page.isEmpty() ? Instant.MIN : at(page.get(page.size() - 1));
            return page;
        }
    }

    /** The earliest is sought among the first of the keys alone. */
    static final class DueOfAPage extends StoreAround {
        DueOfAPage(OscpStore inner) {
            super(inner);
        }

        @Override
        public List<Key> due(Instant now, int limit) {
            List<Stored> first = Stream.of(Kind.values())
                    .flatMap(kind -> inner.list(kind, Optional.empty(), limit).stream())
                    .toList();
            return inner.due(now, ALL).stream()
                    .filter(key ->
                            first.stream().anyMatch(stored -> stored.key().equals(key)))
                    .limit(limit)
                    .toList();
        }
    }

    /** Claims made at the instant are forgotten too. */
    static final class ForgetsTooEarly extends StoreAround {
        ForgetsTooEarly(OscpStore inner) {
            super(inner);
        }

        @Override
        public int forget(Instant before) {
            return inner.forget(before.plusMillis(1));
        }
    }

    /** A request id is looked up first and claimed then. */
    static final class ClaimsTwice extends StoreAround {
        private final Map<String, Claim> claims = new ConcurrentHashMap<>();

        ClaimsTwice(OscpStore inner) {
            super(inner);
        }

        @Override
        public CommitResult commit(Commit commit) {
            if (commit.claims().stream().anyMatch(claim -> claims.containsKey(name(claim)))) {
                return CommitResult.CLAIMED;
            }
            letOthersIn();
            commit.claims().forEach(claim -> claims.put(name(claim), claim));
            return inner.commit(new Commit(
                    commit.writes(),
                    commit.deletes(),
                    commit.requires(),
                    commit.adds(),
                    commit.removes(),
                    List.of(),
                    commit.lines()));
        }

        private static String name(Claim claim) {
            return claim.owner() + " " + claim.requestId();
        }

        @Override
        public Optional<Claim> claim(Key owner, String requestId) {
            return Optional.ofNullable(claims.get(owner + " " + requestId));
        }
    }

    /** Requirements are not looked at. */
    static final class NoRequirements extends StoreAround {
        NoRequirements(OscpStore inner) {
            super(inner);
        }

        @Override
        public CommitResult commit(Commit commit) {
            return inner.commit(with(commit, commit.writes(), List.of()));
        }
    }

    /** Requirements are read in a transaction, but not locked in it, as under snapshot isolation. */
    static final class WriteSkew extends StoreAround {
        WriteSkew(OscpStore inner) {
            super(inner);
        }

        @Override
        public CommitResult commit(Commit commit) {
            if (!asRequired(commit.requires())) {
                return inner.commit(commit);
            }
            letOthersIn();
            return inner.commit(with(commit, commit.writes(), List.of()));
        }
    }

    /** Keys are ordered as a dictionary does. */
    static final class DictionaryOrder extends StoreAround {
        DictionaryOrder(OscpStore inner) {
            super(inner);
        }

        @Override
        public List<Stored> list(Kind kind, Optional<Key> after, int limit) {
            Comparator<Key> order = Comparator.comparing((Key key) -> key.id().toLowerCase(Locale.ROOT))
                    .thenComparing(Comparator.naturalOrder());
            return inner.list(kind, Optional.empty(), ALL).stream()
                    .filter(stored -> after.isEmpty() || order.compare(stored.key(), after.get()) > 0)
                    .sorted(Comparator.comparing(Stored::key, order))
                    .limit(limit)
                    .toList();
        }
    }

    /** Upper and lower case are the same to its columns. */
    static final class CaseBlind extends StoreAround {
        CaseBlind(OscpStore inner) {
            super(inner);
        }

        @Override
        public Optional<Stored> find(Key key) {
            return inner.list(key.kind(), Optional.empty(), ALL).stream()
                    .filter(stored -> stored.key().id().equalsIgnoreCase(key.id()))
                    .findFirst();
        }
    }

    /** Of records due at one instant the kind decides by its name. */
    static final class TiesByName extends StoreAround {
        TiesByName(OscpStore inner) {
            super(inner);
        }

        @Override
        public List<Key> due(Instant now, int limit) {
            List<Key> due = new ArrayList<>(inner.due(now, ALL));
            Collections.sort(due, Comparator.comparing(this::at).thenComparing(Key::toString));
            return due.stream().limit(limit).toList();
        }
    }

    /** Instants are kept to the second. */
    static final class WholeSeconds extends StoreAround {
        WholeSeconds(OscpStore inner) {
            super(inner);
        }

        @Override
        public CommitResult commit(Commit commit) {
            List<Commit.Write> cut = commit.writes().stream()
                    .map(write -> new Commit.Write(
                            write.key(),
                            write.expected(),
                            write.payload(),
                            write.nextDue().map(at -> Instant.ofEpochSecond(at.getEpochSecond()))))
                    .toList();
            return inner.commit(with(commit, cut, commit.requires()));
        }
    }

    /** Makes the race likelier that a mistake is about; nothing relies on it. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void letOthersIn() {
        LockSupport.parkNanos(200_000);
    }
}
