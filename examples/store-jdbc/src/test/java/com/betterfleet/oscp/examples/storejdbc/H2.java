package com.betterfleet.oscp.examples.storejdbc;

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
        return migrated("jdbc:h2:mem:store-" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1" + OPTIONS);
    }

    /** A commit that returned survives a kill. */
    static DataSource inFile(Path file) {
        return migrated("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0" + OPTIONS);
    }

    private static DataSource migrated(String url) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
        pool.setMaxConnections(32);
        JdbcSchema.migrate(pool);
        return pool;
    }
}
