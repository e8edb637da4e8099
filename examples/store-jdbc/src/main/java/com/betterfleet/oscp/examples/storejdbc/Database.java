package com.betterfleet.oscp.examples.storejdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Statements and transactions; connections always go back as they came. */
final class Database {
    /**
     * Serialisation failures and deadlocks of both databases, waiting too long for a lock, and a row that somebody else has
     * inserted meanwhile.
     */
    private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03", "HYT00", "23505");

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What one transaction does. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Thrown where somebody else was faster. */
    static final class Contention extends Exception {
        private static final long serialVersionUID = 1L;

        Contention(SQLException cause) {
            super("the database refuses for contention: SQL state " + cause.getSQLState());
        }
    }

    <T> List<T> query(String sql, Reader<T> reader, Object... values) {
        try {
            return run(connection -> query(connection, sql, reader, values), rows -> true);
        } catch (SQLException failure) {
            throw new JdbcStoreException("the store cannot be read", failure);
        }
    }

    int update(String sql, Object... values) {
        try {
            return run(connection -> update(connection, sql, values), rows -> true);
        } catch (SQLException failure) {
            throw new JdbcStoreException("the store cannot be changed", failure);
        }
    }

    /** Runs a transaction; all of it is taken back unless its result is one to keep. */
    <T> T transaction(Work<T> work, Predicate<T> keep) throws Contention {
        try {
            return run(work, keep);
        } catch (SQLException failure) {
            if (CONTENTION.contains(String.valueOf(failure.getSQLState()))) {
                throw new Contention(failure);
            }
            throw new JdbcStoreException("the store cannot be changed", failure);
        }
    }

    private <T> T run(Work<T> work, Predicate<T> keep) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                finish(connection, keep.test(result));
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private static void finish(Connection connection, boolean keep) throws SQLException {
        if (keep) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    static <T> List<T> query(Connection connection, String sql, Reader<T> reader, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Row.fill(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return List.copyOf(found);
            }
        }
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Row.fill(statement, values);
            return statement.executeUpdate();
        }
    }
}
