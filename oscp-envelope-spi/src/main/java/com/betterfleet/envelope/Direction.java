package com.betterfleet.envelope;

/** Which way power flows through a grid connection. Limits of one direction never touch the other. */
public enum Direction {
    /** From the grid into the site: consumption, charging. */
    IMPORT,
    /** From the site into the grid: generation, discharging. */
    EXPORT
}
