package com.betterfleet.oscp.examples.storejdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Makes the tables, and brings older ones up to date. */
public final class JdbcSchema {
    private static final String LOCATION = "classpath:com/betterfleet/oscp/examples/storejdbc";
    private static final String HISTORY = "oscp_schema_history";

    private JdbcSchema() {}

    /**
     * Runs the migrations that have not been run, in order. Call it once when the host starts; several nodes may do so at
     * once. The tables begin with {@code oscp_}, Flyway's own is {@code oscp_schema_history}: they may live beside others.
     *
     * @param database the database; its user must be allowed to make tables
     * @throws org.flywaydb.core.api.FlywayException if a migration fails
     */
    public static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations(LOCATION)
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(words(database))
                .load()
                .migrate();
    }

    private static Map<String, String> words(DataSource database) {
        return isPostgres(database)
                ? Map.of("bytes", "bytea", "text", "text", "byte_order", "collate \"C\"")
                : Map.of("bytes", "varbinary(16777216)", "text", "varchar(1000000)", "byte_order", "");
    }

    private static boolean isPostgres(DataSource database) {
        try (Connection connection = database.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return product.toLowerCase(Locale.ROOT).contains("postgres");
        } catch (SQLException failure) {
            throw new JdbcStoreException("cannot tell which database this is", failure);
        }
    }
}
