package com.betterfleet.oscp.examples.storejdbc;

import javax.sql.DataSource;

/** The store on H2 in memory. */
class H2StoreContractTest extends JdbcStoreContract {
    private static final DataSource DATABASE = H2.inMemory();

    @Override
    DataSource database() {
        return DATABASE;
    }
}
