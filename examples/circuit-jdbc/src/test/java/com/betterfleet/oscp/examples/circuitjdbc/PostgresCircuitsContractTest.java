package com.betterfleet.oscp.examples.circuitjdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The circuits on a PostgreSQL server of its own; in the profile {@code postgres}. */
@Tag("postgres")
class PostgresCircuitsContractTest extends JdbcCircuitsContract {
    private static EmbeddedPostgres server;
    private static DataSource database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
        database = server.getPostgresDatabase();
        CircuitTables.migrate(database);
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
