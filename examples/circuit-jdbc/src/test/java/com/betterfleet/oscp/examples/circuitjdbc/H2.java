package com.betterfleet.oscp.examples.circuitjdbc;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** H2 databases with the tables in them. */
final class H2 {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;LOCK_TIMEOUT=10000";

    private H2() {}

    static DataSource inMemory() {
        return migrated("jdbc:h2:mem:circuits-" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1" + OPTIONS);
    }

    static DataSource inFile(Path file) {
        return migrated("jdbc:h2:file:" + file.toAbsolutePath() + OPTIONS);
    }

    private static DataSource migrated(String url) {
        DataSource pool = JdbcConnectionPool.create(url, "sa", "");
        CircuitTables.migrate(pool);
        return pool;
    }
}
