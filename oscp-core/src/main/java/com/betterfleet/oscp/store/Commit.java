package com.betterfleet.oscp.store;

import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is written together or not at all. An immutable value; any of the lists may be empty, and all of them.
 *
 * <p>The lists are demands and changes. <em>Demands</em> are judged against the store as it was before the commit: the claims
 * first (one that is taken, or occurs twice here, makes the answer {@link CommitResult#CLAIMED}), then the versions of
 * {@code writes}, {@code deletes} and {@code requires} (one that does not hold makes it {@link CommitResult#CONFLICT}).
 * <em>Changes</em> are made when all demands hold: records, then {@code removes}, then {@code adds} in their order (of two of
 * one owner and id the last counts), then claims, then {@code lines} in their order. No record is written or deleted twice;
 * one that is written may be required too.
 *
 * @param writes records to write, each only if its version is as expected
 * @param deletes records to delete, each only if its version is as expected
 * @param requires records that must have a version although they are not written
 * @param adds outbox items to add or, if the owner has one of that request id, to replace
 * @param removes outbox items to remove; one that is gone already is no conflict
 * @param claims request ids to claim
 * @param lines journal lines to append
 */
public record Commit(
        List<Write> writes,
        List<Require> deletes,
        List<Require> requires,
        List<Add> adds,
        List<Remove> removes,
        List<Claim> claims,
        List<JournalLine> lines) {
    /**
     * Copies the lists and checks that no record is written or deleted twice.
     *
     * @param writes records to write, each only if its version is as expected
     * @param deletes records to delete, each only if its version is as expected
     * @param requires records that must have a version although they are not written
     * @param adds outbox items to add or, if the owner has one of that request id, to replace
     * @param removes outbox items to remove; one that is gone already is no conflict
     * @param claims request ids to claim
     * @param lines journal lines to append
     */
    public Commit {
        writes = List.copyOf(writes);
        deletes = List.copyOf(deletes);
        requires = List.copyOf(requires);
        adds = List.copyOf(adds);
        removes = List.copyOf(removes);
        claims = List.copyOf(claims);
        lines = List.copyOf(lines);
        refuseRepetition(writes, deletes);
    }

    private static void refuseRepetition(List<Write> writes, List<Require> deletes) {
        Set<Key> seen = new HashSet<>();
        Stream.concat(writes.stream().map(Write::key), deletes.stream().map(Require::key))
                .filter(key -> !seen.add(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("a commit may write or delete a record once, twice was " + key);
                });
    }

    /**
     * A record to write. Its version is {@code expected + 1} afterwards; payload and {@code nextDue} replace what was there.
     *
     * @param key its name
     * @param expected the version it must have now; 0 where it must not exist
     * @param payload the new content
     * @param nextDue when it next wants attention; empty for never
     */
    public record Write(Key key, long expected, Payload payload, Optional<Instant> nextDue) {}

    /**
     * A version that must hold when the commit takes effect, not only when it was looked at: two commits that each require
     * what the other writes cannot both be taken.
     *
     * @param key the record's name
     * @param version the version it must have; 0 where it must not exist
     */
    public record Require(Key key, long version) {}

    /**
     * An outbox item to put into an owner's queue.
     *
     * @param owner the {@link Kind#OUTBOX} key
     * @param item the item
     */
    public record Add(Key owner, OutboxItem item) {}

    /**
     * An outbox item to take out of an owner's queue.
     *
     * @param owner the {@link Kind#OUTBOX} key
     * @param requestId the item's id
     */
    public record Remove(Key owner, RequestId requestId) {}

    /**
     * Starts a commit.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects a commit; not thread-safe. */
    public static final class Builder {
        private final List<Write> writes = new ArrayList<>();
        private final List<Require> deletes = new ArrayList<>();
        private final List<Require> requires = new ArrayList<>();
        private final List<Add> adds = new ArrayList<>();
        private final List<Remove> removes = new ArrayList<>();
        private final List<Claim> claims = new ArrayList<>();
        private final List<JournalLine> lines = new ArrayList<>();

        private Builder() {}

        /**
         * Writes a record.
         *
         * @param key its name
         * @param expected the version it must have; 0 where it must not exist
         * @param payload the content
         * @param nextDue when it next wants attention
         * @return this
         */
        public Builder write(Key key, long expected, Payload payload, Optional<Instant> nextDue) {
            writes.add(new Write(key, expected, payload, nextDue));
            return this;
        }

        /**
         * Deletes a record.
         *
         * @param key its name
         * @param version the version it must have
         * @return this
         */
        public Builder delete(Key key, long version) {
            deletes.add(new Require(key, version));
            return this;
        }

        /**
         * Requires a version.
         *
         * @param key the record's name
         * @param version the version it must have
         * @return this
         */
        public Builder require(Key key, long version) {
            requires.add(new Require(key, version));
            return this;
        }

        /**
         * Adds or replaces an outbox item.
         *
         * @param owner the queue
         * @param item the item
         * @return this
         */
        public Builder add(Key owner, OutboxItem item) {
            adds.add(new Add(owner, item));
            return this;
        }

        /**
         * Removes an outbox item.
         *
         * @param owner the queue
         * @param requestId the item's id
         * @return this
         */
        public Builder remove(Key owner, RequestId requestId) {
            removes.add(new Remove(owner, requestId));
            return this;
        }

        /**
         * Claims a request id.
         *
         * @param claim the claim
         * @return this
         */
        public Builder claim(Claim claim) {
            claims.add(claim);
            return this;
        }

        /**
         * Appends a journal line.
         *
         * @param line the line
         * @return this
         */
        public Builder line(JournalLine line) {
            lines.add(line);
            return this;
        }

        /**
         * Makes the commit.
         *
         * @return the commit
         */
        public Commit build() {
            return new Commit(writes, deletes, requires, adds, removes, claims, lines);
        }
    }
}
