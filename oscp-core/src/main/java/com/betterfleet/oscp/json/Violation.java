package com.betterfleet.oscp.json;

/**
 * One rule that a body breaks.
 *
 * @param path where, for example {@code forecasted_blocks[17].end_time}; empty for the body as a whole
 * @param message the rule and the value, for example {@code 2026-01-01T10:00:00Z is not after start_time
 *     2026-01-01T10:15:00Z}; bounded, printable, without secrets
 */
public record Violation(String path, String message) {
    /**
     * Path and message in one line.
     *
     * @return {@code path: message}, or the message alone where it is about the body
     */
    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
