package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** How our values stand in columns. */
final class Row {
    private Row() {}

    /** Fills the parameters of a statement in their order. */
    static void fill(PreparedStatement statement, Object... values) throws SQLException {
        int place = 1;
        for (Object value : values) {
            if (value instanceof Key key) {
                statement.setString(place++, key.kind().name());
                statement.setString(place++, key.id());
            } else {
                set(statement, place++, value);
            }
        }
    }

    private static void set(PreparedStatement statement, int place, Object value) throws SQLException {
        if (value instanceof Instant instant) {
            statement.setObject(place, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(place, bytes);
        } else if (value instanceof Long number) {
            statement.setLong(place, number);
        } else if (value instanceof Integer number) {
            statement.setInt(place, number);
        } else if (value instanceof NullInstant) {
            statement.setNull(place, Types.TIMESTAMP_WITH_TIMEZONE);
        } else if (value instanceof NullText) {
            statement.setNull(place, Types.VARCHAR);
        } else {
            statement.setString(place, value.toString());
        }
    }

    private record NullInstant() {}

    private record NullText() {}

    static Object instant(Optional<Instant> value) {
        return value.isPresent() ? value.get() : new NullInstant();
    }

    static Object text(Optional<String> value) {
        return value.isPresent() ? value.get() : new NullText();
    }

    static Key key(ResultSet row, String kind, String id) throws SQLException {
        return new Key(Kind.valueOf(row.getString(kind)), row.getString(id));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
