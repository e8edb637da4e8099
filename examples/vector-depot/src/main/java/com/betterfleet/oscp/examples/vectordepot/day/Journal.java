package com.betterfleet.oscp.examples.vectordepot.day;

import java.util.Map;

/** What is told line by line: every input of the host and every decision, in the order in which they come to pass. */
@FunctionalInterface
public interface Journal {
    /**
     * Takes one line. It stands at the instant at which it is told.
     *
     * @param kind what the line is about
     * @param content its fields in order: plain values, lists and maps
     */
    void line(String kind, Map<String, ?> content);
}
