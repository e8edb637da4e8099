package com.betterfleet.oscp.examples.storejdbc;

import javax.sql.DataSource;

/** The whole engine over H2. */
class H2EngineTest extends EngineOverJdbc {
    private final DataSource database = H2.inMemory();

    @Override
    DataSource database() {
        return database;
    }
}
