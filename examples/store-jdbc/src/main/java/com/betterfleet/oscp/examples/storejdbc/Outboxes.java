package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Key;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The table of waiting messages. */
final class Outboxes {
    private static final String PLACE = "owner_kind = ? and owner_id = ? and request_id = ?";

    private Outboxes() {}

    static List<OutboxItem> read(Database database, Key owner, int limit) {
        return database.query(
                "select * from oscp_outbox where owner_kind = ? and owner_id = ?"
                        + " order by sequence_number, request_id fetch first ? rows only",
                Outboxes::item,
                owner,
                limit);
    }

    /** Whose queues the commit changes. */
    static Stream<Key> owners(Commit commit) {
        return Stream.concat(
                commit.removes().stream().map(Commit.Remove::owner),
                commit.adds().stream().map(Commit.Add::owner));
    }

    /** First the removals, then what is added, of one id the last; all in the order of their places. */
    static void write(Connection connection, Commit commit) throws SQLException {
        for (Commit.Remove remove : inOrder(commit)) {
            Database.update(
                    connection,
                    "delete from oscp_outbox where " + PLACE,
                    remove.owner(),
                    remove.requestId().value());
        }
        for (Commit.Add add : last(commit)) {
            add(connection, add.owner(), add.item());
        }
    }

    /** What is replaced is removed as well: the row is then new. */
    private static List<Commit.Remove> inOrder(Commit commit) {
        Map<Key, Map<String, Commit.Remove>> places = new TreeMap<>();
        BiConsumer<Key, RequestId> note = (owner, id) ->
                places.computeIfAbsent(owner, first -> new TreeMap<>()).put(id.value(), new Commit.Remove(owner, id));
        commit.removes().forEach(remove -> note.accept(remove.owner(), remove.requestId()));
        commit.adds().forEach(add -> note.accept(add.owner(), add.item().requestId()));
        return places.values().stream().flatMap(ids -> ids.values().stream()).toList();
    }

    private static List<Commit.Add> last(Commit commit) {
        Map<Key, Map<String, Commit.Add>> places = new TreeMap<>();
        commit.adds()
                .forEach(add -> places.computeIfAbsent(add.owner(), first -> new TreeMap<>())
                        .put(add.item().requestId().value(), add));
        return places.values().stream().flatMap(ids -> ids.values().stream()).toList();
    }

    private static void add(Connection connection, Key owner, OutboxItem item) throws SQLException {
        Database.update(
                connection,
                "insert into oscp_outbox (owner_kind, owner_id, request_id, sequence_number, action_name, subject, body,"
                        + " correlation_id, not_after, enqueued_at, tries, next_try, parked_why)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                owner,
                item.requestId().value(),
                item.sequence(),
                item.action().name(),
                item.subject(),
                item.body(),
                Row.text(item.correlationId().map(RequestId::value)),
                Row.instant(item.notAfter()),
                item.enqueuedAt(),
                item.tries(),
                item.nextTry(),
                Row.text(item.parked()));
    }

    private static OutboxItem item(ResultSet row) throws SQLException {
        return new OutboxItem(
                new RequestId(row.getString("request_id")),
                row.getLong("sequence_number"),
                Action.valueOf(row.getString("action_name")),
                row.getString("subject"),
                row.getBytes("body"),
                Optional.ofNullable(row.getString("correlation_id")).map(RequestId::new),
                Row.instant(row, "not_after"),
                Row.instant(row, "enqueued_at").orElseThrow(),
                row.getInt("tries"),
                Row.instant(row, "next_try").orElseThrow(),
                Optional.ofNullable(row.getString("parked_why")));
    }
}
