package com.betterfleet.oscp.integration.crash;

/**
 * A process is stopped at a moment, and the next one starts after a pause.
 *
 * @param moment the number of the moment, from 1
 * @param pause seconds until the next start
 */
record Stop(int moment, int pause) {
    @Override
    public String toString() {
        return moment + "+" + pause + "s";
    }
}
