package com.betterfleet.oscp.store;

import com.betterfleet.oscp.outbox.OutboxItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The host's persistence. Thread-safe; may block, for seconds at most; may throw an unchecked exception when the world behind
 * it is broken: inbound requests are then answered 503 and nothing is acknowledged that was not kept.
 *
 * <p>Isolation: {@link #commit} is atomic, and commits are strictly serialisable in the records, claims, queues and journals
 * that they name; each read sees one state, and what a commit wrote is seen by every read that starts after it returned, from
 * any thread and any node. {@linkplain com.betterfleet.oscp.store The package} says what that means, what may throw, and how
 * large things are. No argument and no answer is null. A limit below 1 is the caller's mistake ({@link
 * IllegalArgumentException}); a store may answer with as many as there are up to it, however large it is.
 */
public interface OscpStore {
    /**
     * Reads one record, as the last commit left it that returned before this call or while it runs.
     *
     * @param key its name
     * @return the record as last committed, or empty
     */
    Optional<Stored> find(Key key);

    /**
     * Pages through the records of a kind in the order of their keys. A record that is there from the first page to the last
     * is on one of them; one that comes or goes meanwhile may be or not.
     *
     * @param kind the kind
     * @param after start behind this key of the same kind, which need not exist; empty starts at the first
     * @param limit at most this many, at least 1
     * @return the page
     */
    List<Stored> list(Kind kind, Optional<Key> after, int limit);

    /**
     * Names records whose {@code nextDue} is at or before an instant, earliest first, ties in the order of the keys. Asked
     * about once a second, so an index is worth its while.
     *
     * <p>Asking changes nothing: a record is due until a commit writes it with another instant or none, or deletes it, and is
     * named to every node that asks. None is ever skipped for good: who handles what is named and asks again reaches every
     * record, however many have the same instant, and who asks with a larger limit sees those behind the ones that stayed.
     * A record that is written while this runs may be named with its old instant or its new one.
     *
     * @param now the instant
     * @param limit at most this many, at least 1
     * @return their keys
     */
    List<Key> due(Instant now, int limit);

    /**
     * Writes all of a commit, or nothing; {@link Commit} says what is judged and done in which order. Returns when what was
     * written is durable and seen by every other call. A commit of nothing is committed.
     *
     * <p>Contention is no failure: who loses is answered CONFLICT. Where this throws, the commit may have been made or not,
     * but never in part.
     *
     * @param commit what to write
     * @return what became of it
     */
    CommitResult commit(Commit commit);

    /**
     * Looks up a claimed request id.
     *
     * @param owner whose request
     * @param requestId the id, taken literally
     * @return the claim, or empty
     */
    Optional<Claim> claim(Key owner, String requestId);

    /**
     * Reads the head of an owner's queue, smallest sequence first (of equal ones the smaller request id), parked items
     * included. An item stays with every component as it was added until it is replaced or removed; nothing but the engine
     * removes it.
     *
     * @param owner the {@link Kind#OUTBOX} key
     * @param limit at most this many, at least 1
     * @return the items
     */
    List<OutboxItem> outbox(Key owner, int limit);

    /**
     * Reads an owner's journal, in the order of the numbers. An owner's journal outlives its record.
     *
     * @param owner whose journal
     * @param after start behind this number; 0 starts at the first
     * @param limit at most this many, at least 1
     * @return the lines in order
     */
    List<JournalLine> journal(Key owner, long after, int limit);

    /**
     * Forgets claims made before an instant, of all owners; one made at it stays. Called about once an hour, by each node.
     * A store may do it in several steps, since every claim stands for itself.
     *
     * @param before the instant, 48 h ago
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
