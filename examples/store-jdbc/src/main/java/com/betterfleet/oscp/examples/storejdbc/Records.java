package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.Payload;
import com.betterfleet.oscp.store.Stored;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of records. */
final class Records {
    private static final String COLUMNS = "kind, id, version, schema_number, payload, next_due";
    private static final byte[] NOTHING = new byte[0];
    private static final List<Kind> KINDS = List.of(Kind.values());
    /** The kinds in the order of their enum, which is not that of their names. */
    private static final String KIND_ORDER = KINDS.stream()
            .map(kind -> "when '" + kind.name() + "' then " + KINDS.indexOf(kind))
            .collect(Collectors.joining(" ", "case kind ", " end"));

    private Records() {}

    static Optional<Stored> find(Database database, Key key) {
        return database
                .query(
                        "select " + COLUMNS + " from oscp_record where kind = ? and id = ? and version > 0",
                        Records::stored,
                        key)
                .stream()
                .findFirst();
    }

    static List<Stored> list(Database database, Kind kind, Optional<Key> after, int limit) {
        return database.query(
                "select " + COLUMNS + " from oscp_record where kind = ? and id > ? and version > 0 order by id"
                        + " fetch first ? rows only",
                Records::stored,
                kind,
                after.map(Key::id).orElse(""),
                limit);
    }

    static List<Key> due(Database database, Instant now, int limit) {
        return database.query(
                "select kind, id from oscp_record where next_due <= ? and version > 0 order by next_due, " + KIND_ORDER
                        + ", id fetch first ? rows only",
                row -> Row.key(row, "kind", "id"),
                now,
                limit);
    }

    /**
     * Holds every record that the commit judges, and the keys of the queues that it changes, until it ends; answers whether
     * each record is as it must be.
     */
    static boolean lock(Connection connection, Commit commit) throws SQLException {
        for (Map.Entry<Key, Set<Long>> judged : judged(commit).entrySet()) {
            if (!lock(connection, judged.getKey(), judged.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static Map<Key, Set<Long>> judged(Commit commit) {
        Map<Key, Set<Long>> judged = new TreeMap<>();
        commit.writes().forEach(write -> note(judged, write.key(), write.expected()));
        Stream.concat(commit.deletes().stream(), commit.requires().stream())
                .forEach(require -> note(judged, require.key(), require.version()));
        Outboxes.owners(commit).forEach(owner -> judged.computeIfAbsent(owner, key -> new TreeSet<>()));
        return judged;
    }

    private static void note(Map<Key, Set<Long>> judged, Key key, long version) {
        judged.computeIfAbsent(key, first -> new TreeSet<>()).add(version);
    }

    /**
     * Judges and holds a record in one statement, for a condition is looked at again once the row is ours. (H2 may answer a
     * {@code select for update} that had to wait with the row as it was before.)
     */
    private static boolean lock(Connection connection, Key key, Set<Long> expected) throws SQLException {
        if (expected.isEmpty() || expected.contains(0L)) {
            Database.update(
                    connection,
                    "insert into oscp_record (" + COLUMNS + ") values (?, ?, 0, 1, ?, null) on conflict do nothing",
                    key,
                    NOTHING);
        }
        if (expected.isEmpty()) {
            String holding = "update oscp_record set version = version where kind = ? and id = ?";
            return Database.update(connection, holding, key) == 1;
        }
        for (Long version : expected) {
            String judging = "update oscp_record set version = version where kind = ? and id = ? and version = ?";
            if (Database.update(connection, judging, key, version) != 1) {
                return false;
            }
        }
        return true;
    }

    /** Writes what was locked, and takes away the rows that only held a place. */
    static void write(Connection connection, Commit commit) throws SQLException {
        for (Commit.Write write : commit.writes()) {
            Database.update(
                    connection,
                    "update oscp_record set version = ?, schema_number = ?, payload = ?, next_due = ?"
                            + " where kind = ? and id = ?",
                    write.expected() + 1,
                    write.payload().schema(),
                    write.payload().bytes(),
                    Row.instant(write.nextDue()),
                    write.key());
        }
        for (Commit.Require delete : commit.deletes()) {
            Database.update(connection, "delete from oscp_record where kind = ? and id = ?", delete.key());
        }
        Stream<Key> absent = commit.requires().stream()
                .filter(require -> require.version() == 0)
                .map(Commit.Require::key);
        for (Key key : Stream.concat(absent, Outboxes.owners(commit)).toList()) {
            Database.update(connection, "delete from oscp_record where kind = ? and id = ? and version = 0", key);
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                Row.key(row, "kind", "id"),
                row.getLong("version"),
                new Payload(row.getInt("schema_number"), row.getBytes("payload")),
                Row.instant(row, "next_due"));
    }
}
