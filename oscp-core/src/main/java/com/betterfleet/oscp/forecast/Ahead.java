package com.betterfleet.oscp.forecast;

import java.time.Instant;

/**
 * What a book becomes once the line is agreed under the session of the messages that wait: each was laid in as it came, so that
 * it does not matter how many they are.
 *
 * @param session the newest session of those that wait
 * @param laid the blocks that will rule
 * @param remainder what will have been replaced but still bounds (REPLACE_ALL, rule I8)
 */
public record Ahead(long session, Blocks laid, Blocks remainder) {
    static Ahead of(long session, Pages pages) {
        return new Ahead(session, pages.laid(), pages.remainder());
    }

    Pages pages() {
        return new Pages(laid, remainder);
    }

    Ahead since(Instant before) {
        return new Ahead(session, laid.since(before), remainder.since(before));
    }
}
