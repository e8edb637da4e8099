package com.betterfleet.oscp.examples.storejdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** The tables of the store. */
final class Tables {
    private static final List<String> ALL =
            List.of("oscp_record", "oscp_claim", "oscp_outbox", "oscp_journal", "oscp_journal_end");

    private Tables() {}

    static void empty(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : ALL) {
                statement.execute("delete from " + table);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
