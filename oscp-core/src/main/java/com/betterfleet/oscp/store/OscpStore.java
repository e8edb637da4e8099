package com.betterfleet.oscp.store;

import com.betterfleet.oscp.outbox.OutboxItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The host's persistence. Thread-safe; may block; may throw an unchecked exception when the world behind it is broken:
 * inbound requests are then answered 503 and nothing is acknowledged that was not kept.
 *
 * <p>Isolation: {@link #commit} is atomic and serialisable with regard to the records, claims and queues it names; what a
 * committed commit wrote is seen by every read that starts after it returned.
 */
public interface OscpStore {
    /**
     * Reads one record.
     *
     * @param key its name
     * @return the record as last committed, or empty
     */
    Optional<Stored> find(Key key);

    /**
     * Pages through the records of a kind in the order of their keys.
     *
     * @param kind the kind
     * @param after start behind this key; empty starts at the first
     * @param limit at most this many, at least 1
     * @return the page
     */
    List<Stored> list(Kind kind, Optional<Key> after, int limit);

    /**
     * Names records whose {@code nextDue} is at or before an instant, earliest first, ties in the order of the keys; none
     * is ever skipped for good.
     *
     * @param now the instant
     * @param limit at most this many, at least 1
     * @return their keys
     */
    List<Key> due(Instant now, int limit);

    /**
     * Writes all of a commit, or nothing.
     *
     * @param commit what to write
     * @return what became of it
     */
    CommitResult commit(Commit commit);

    /**
     * Looks up a claimed request id.
     *
     * @param owner whose request
     * @param requestId the id
     * @return the claim, or empty
     */
    Optional<Claim> claim(Key owner, String requestId);

    /**
     * Reads the head of an owner's queue, smallest sequence first, parked items included.
     *
     * @param owner the {@link Kind#OUTBOX} key
     * @param limit at most this many, at least 1
     * @return the items
     */
    List<OutboxItem> outbox(Key owner, int limit);

    /**
     * Reads an owner's journal.
     *
     * @param owner whose journal
     * @param after start behind this number; 0 starts at the first
     * @param limit at most this many, at least 1
     * @return the lines in order
     */
    List<JournalLine> journal(Key owner, long after, int limit);

    /**
     * Forgets claims made before an instant.
     *
     * @param before the instant
     * @return how many were forgotten
     */
    int forget(Instant before);

    /**
     * Whether what is committed survives the process.
     *
     * @return true unless overridden; shown in the status and warned about once
     */
    default boolean durable() {
        return true;
    }
}
