package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of journals. */
final class Journals {
    private Journals() {}

    static List<JournalLine> read(Database database, Key owner, long after, int limit) {
        return database.query(
                "select * from oscp_journal where owner_kind = ? and owner_id = ? and line_number > ?"
                        + " order by line_number fetch first ? rows only",
                row -> new JournalLine(
                        owner,
                        row.getLong("line_number"),
                        Row.instant(row, "written_at").orElseThrow(),
                        row.getString("actor"),
                        row.getString("what"),
                        row.getString("state_before"),
                        row.getString("state_after")),
                owner,
                after,
                limit);
    }

    static void append(Connection connection, List<JournalLine> lines) throws SQLException {
        Map<Key, List<JournalLine>> owners = new TreeMap<>();
        lines.forEach(line ->
                owners.computeIfAbsent(line.owner(), first -> new ArrayList<>()).add(line));
        for (Map.Entry<Key, List<JournalLine>> owner : owners.entrySet()) {
            append(connection, owner.getKey(), owner.getValue());
        }
    }

    private static void append(Connection connection, Key owner, List<JournalLine> lines) throws SQLException {
        long number = lengthen(connection, owner, lines.size());
        for (JournalLine line : lines) {
            Database.update(
                    connection,
                    "insert into oscp_journal (owner_kind, owner_id, line_number, written_at, actor, what, state_before,"
                            + " state_after) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    owner,
                    ++number,
                    line.at(),
                    line.actor(),
                    line.what(),
                    line.before(),
                    line.after());
        }
    }

    /**
     * Moves the end of a journal and holds it until the commit ends, so that numbers have no holes and are seen in their order.
     * Answers the number before the new ones.
     */
    private static long lengthen(Connection connection, Key owner, int lines) throws SQLException {
        Database.update(
                connection,
                "insert into oscp_journal_end (owner_kind, owner_id, last_number) values (?, ?, 0) on conflict do nothing",
                owner);
        Database.update(
                connection,
                "update oscp_journal_end set last_number = last_number + ? where owner_kind = ? and owner_id = ?",
                lines,
                owner);
        return Database.query(
                                connection,
                                "select last_number from oscp_journal_end where owner_kind = ? and owner_id = ?",
                                row -> row.getLong("last_number"),
                                owner)
                        .get(0)
                - lines;
    }
}
