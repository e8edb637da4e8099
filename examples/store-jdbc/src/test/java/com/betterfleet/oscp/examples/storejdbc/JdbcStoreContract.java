package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.store.OscpStoreContract;
import javax.sql.DataSource;

/** The contract of stores over one database, with a store object for each of two nodes. */
abstract class JdbcStoreContract extends OscpStoreContract {
    abstract DataSource database();

    @Override
    protected final OscpStore emptyStore() {
        Tables.empty(database());
        return JdbcOscpStore.over(database());
    }

    @Override
    protected final OscpStore openAnother() {
        return JdbcOscpStore.over(database());
    }
}
