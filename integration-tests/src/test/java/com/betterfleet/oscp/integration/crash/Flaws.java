package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.integration.StoreAround;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be wrong with the persistence of an engine, each as a store that makes it so. */
final class Flaws {
    private Flaws() {}

    /** The commit, but nothing is queued. */
    private static Commit without(Commit commit) {
        return new Commit(
                commit.writes(),
                commit.deletes(),
                commit.requires(),
                List.of(),
                commit.removes(),
                commit.claims(),
                commit.lines());
    }

    /** What is acknowledged leaves no trace of its id. */
    static final class ClaimsNothing extends StoreAround {
        ClaimsNothing(OscpStore inner) {
            super(inner);
        }

        @Override
        public CommitResult commit(Commit commit) {
            return inner.commit(new Commit(
                    commit.writes(),
                    commit.deletes(),
                    commit.requires(),
                    commit.adds(),
                    commit.removes(),
                    List.of(),
                    commit.lines()));
        }
    }

    /** A later life reads the records of a kind as they were first written, with the version that they have now. */
    static final class FirstWritten extends StoreAround {
        private final Kind kind;
        private final Map<Key, Stored> first;
        private final boolean later;

        FirstWritten(OscpStore inner, Kind kind, Map<Key, Stored> first, boolean later) {
            super(inner);
            this.kind = kind;
            this.first = first;
            this.later = later;
        }

        @Override
        public Optional<Stored> find(Key key) {
            Optional<Stored> found = inner.find(key);
            if (key.kind() != kind || found.isEmpty()) {
                return found;
            }
            Stored old = first.computeIfAbsent(key, unseen -> found.get());
            return later ? found.map(now -> new Stored(key, now.version(), old.payload(), now.nextDue())) : found;
        }
    }

    /** A window is marked closed in one commit, and its message waits from the next on; or the other way round. */
    static final class Halves extends StoreAround {
        private final boolean markedFirst;

        Halves(OscpStore inner, boolean markedFirst) {
            super(inner);
            this.markedFirst = markedFirst;
        }

        @Override
        public CommitResult commit(Commit commit) {
            if (commit.adds().isEmpty() || commit.writes().isEmpty()) {
                return inner.commit(commit);
            }
            Commit queued = new Commit(List.of(), List.of(), List.of(), commit.adds(), List.of(), List.of(), List.of());
            return markedFirst ? both(without(commit), queued) : both(queued, without(commit));
        }

        private CommitResult both(Commit first, Commit second) {
            CommitResult result = inner.commit(first);
            return result == CommitResult.COMMITTED ? inner.commit(second) : result;
        }
    }

    /** A later life never hears that a record of a kind is due. */
    static final class NeverDue extends StoreAround {
        private final Kind kind;
        private final boolean later;

        NeverDue(OscpStore inner, Kind kind, boolean later) {
            super(inner);
            this.kind = kind;
            this.later = later;
        }

        @Override
        public List<Key> due(Instant now, int limit) {
            return inner.due(now, limit).stream()
                    .filter(key -> !later || key.kind() != kind)
                    .toList();
        }
    }
}
