package com.betterfleet.oscp.examples.storejdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The store on a PostgreSQL server of its own; in the profile {@code postgres}. */
@Tag("postgres")
class PostgresStoreContractTest extends JdbcStoreContract {
    private static EmbeddedPostgres server;
    private static DataSource database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
        database = server.getPostgresDatabase();
        JdbcSchema.migrate(database);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    DataSource database() {
        return database;
    }
}
