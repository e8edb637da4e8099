package com.betterfleet.oscp.examples.vectordepot.picture;

/** Makes one part of the picture of the lines of a journal, in their order. */
@FunctionalInterface
interface Reading {
    void take(JournalLine line);
}
