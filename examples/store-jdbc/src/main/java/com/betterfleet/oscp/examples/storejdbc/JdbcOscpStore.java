package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.CommitResult;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * An {@link OscpStore} over a {@link DataSource}, best one that pools. Thread-safe; any number of nodes may share a database. The
 * tables must be there: {@link JdbcSchema#migrate}. It throws {@link JdbcStoreException} when the database fails.
 */
public final class JdbcOscpStore implements OscpStore {
    private final Database database;

    private JdbcOscpStore(Database database) {
        this.database = database;
    }

    /**
     * A store over a database.
     *
     * @param source where connections come from; each call takes one and gives it back
     * @return the store
     */
    public static JdbcOscpStore over(DataSource source) {
        return new JdbcOscpStore(new Database(source));
    }

    @Override
    public Optional<Stored> find(Key key) {
        return Records.find(database, key);
    }

    @Override
    public List<Stored> list(Kind kind, Optional<Key> after, int limit) {
        requireLimit(limit);
        return Records.list(database, kind, after, limit);
    }

    @Override
    public List<Key> due(Instant now, int limit) {
        requireLimit(limit);
        return Records.due(database, now, limit);
    }

    @Override
    public CommitResult commit(Commit commit) {
        try {
            return database.transaction(
                    connection -> write(connection, commit), result -> result == CommitResult.COMMITTED);
        } catch (Database.Contention elsewhere) {
            return CommitResult.CONFLICT;
        }
    }

    private static CommitResult write(Connection connection, Commit commit) throws SQLException {
        if (!Claims.take(connection, commit.claims())) {
            return CommitResult.CLAIMED;
        }
        if (!Records.lock(connection, commit)) {
            return CommitResult.CONFLICT;
        }
        Records.write(connection, commit);
        Outboxes.write(connection, commit);
        Journals.append(connection, commit.lines());
        return CommitResult.COMMITTED;
    }

    @Override
    public Optional<Claim> claim(Key owner, String requestId) {
        return Claims.find(database, owner, requestId);
    }

    @Override
    public List<OutboxItem> outbox(Key owner, int limit) {
        requireLimit(limit);
        return Outboxes.read(database, owner, limit);
    }

    @Override
    public List<JournalLine> journal(Key owner, long after, int limit) {
        requireLimit(limit);
        return Journals.read(database, owner, after, limit);
    }

    @Override
    public int forget(Instant before) {
        return Claims.forget(database, before);
    }

    private static void requireLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }
}
