package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something worth a number in the picture.
 *
 * @param at when it began
 * @param until when it was over, if it lasts
 * @param sort whose it is
 * @param what what it is
 * @param detail why, or what came of it, in the journal's words
 */
record Incident(Instant at, Optional<Instant> until, Sort sort, String what, String detail) {
    /** Whose it is; each has a shape of its own. */
    enum Sort {
        LINE("the line and the link"),
        HOST("the host, the circuit and the meters"),
        UTILITY("the utility's doing"),
        ASKED("what we asked or told the utility");

        private final String words;

        Sort(String words) {
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
