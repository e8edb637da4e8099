package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Instant;
import java.util.Locale;

/**
 * A metering window and what became of it.
 *
 * @param start its start
 * @param end its end
 * @param state what became of it
 * @param detail when, or why not
 */
record Window(Instant start, Instant end, State state, String detail) {
    /** What became of a window. */
    enum State {
        ACKNOWLEDGED("acknowledged"),
        LATE("acknowledged more than a window late"),
        QUEUED("queued, not acknowledged"),
        PARKED("parked"),
        DROPPED("dropped"),
        MISSING("missing");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
