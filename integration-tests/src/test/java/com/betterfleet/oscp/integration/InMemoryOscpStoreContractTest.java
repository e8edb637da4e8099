package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.store.OscpStoreContract;

/** The in-memory store keeps the contract of every store. */
class InMemoryOscpStoreContractTest extends OscpStoreContract {
    @Override
    protected OscpStore emptyStore() {
        return new InMemoryOscpStore();
    }
}
