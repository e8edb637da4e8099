package com.betterfleet.oscp.examples.vectordepot.replay;

/**
 * Where a journal is not what it should be.
 *
 * @param line the number of the line, from 1
 * @param expected what the journal says
 * @param found what there is instead
 */
public record Difference(int line, String expected, String found) {
    @Override
    public String toString() {
        return "line " + line + "\n  expected: " + expected + "\n  found:    " + found;
    }
}
