package com.betterfleet.oscp.examples.storejdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The whole engine over a PostgreSQL server of its own; in the profile {@code postgres}. */
@Tag("postgres")
class PostgresEngineTest extends EngineOverJdbc {
    private EmbeddedPostgres server;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
        JdbcSchema.migrate(database());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    DataSource database() {
        return server.getPostgresDatabase();
    }
}
