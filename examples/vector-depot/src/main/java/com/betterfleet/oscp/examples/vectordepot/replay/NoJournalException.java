package com.betterfleet.oscp.examples.vectordepot.replay;

/** A file that cannot be read, or is no journal of a day at all. */
public final class NoJournalException extends RuntimeException {
    NoJournalException(String why) {
        super(why);
    }
}
