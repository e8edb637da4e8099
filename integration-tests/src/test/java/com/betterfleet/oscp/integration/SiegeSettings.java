package com.betterfleet.oscp.integration;

/**
 * How long a siege lasts and which it is: {@code -Dfuzz.requests=N -Dfuzz.seed=S}.
 *
 * @param requests how many requests are sent; 5,000 unless said
 * @param seed what they are; the same in every run unless said
 */
record SiegeSettings(int requests, long seed) {
    static SiegeSettings fromProperties() {
        return new SiegeSettings(Integer.getInteger("fuzz.requests", 5_000), Long.getLong("fuzz.seed", 20_260_301L));
    }

    /** A part of the requests, for a proof of its own. */
    int part(int of) {
        return Math.max(100, requests / of);
    }
}
