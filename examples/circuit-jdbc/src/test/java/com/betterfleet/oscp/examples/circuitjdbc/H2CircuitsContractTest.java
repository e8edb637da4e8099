package com.betterfleet.oscp.examples.circuitjdbc;

import javax.sql.DataSource;

/** The circuits on H2 in memory. */
class H2CircuitsContractTest extends JdbcCircuitsContract {
    private static final DataSource DATABASE = H2.inMemory();

    @Override
    DataSource database() {
        return DATABASE;
    }
}
