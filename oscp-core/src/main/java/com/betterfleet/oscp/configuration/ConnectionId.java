package com.betterfleet.oscp.configuration;

import java.util.regex.Pattern;

/**
 * The host's name of one connection to a Capacity Provider, for example {@code nz}. It appears in the connection's own
 * base path, so it is kept to letters, digits, dot, dash and underscore.
 *
 * @param value 1 to 64 characters out of {@code A-Z a-z 0-9 . _ -}, starting with a letter or digit
 */
public record ConnectionId(String value) implements Comparable<ConnectionId> {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * Checks the value.
     *
     * @param value 1 to 64 characters out of {@code A-Z a-z 0-9 . _ -}, starting with a letter or digit
     */
    public ConnectionId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "connection id must be 1 to 64 of A-Z a-z 0-9 . _ -, was '" + value + "'");
        }
    }

    /**
     * A connection id.
     *
     * @param value the name
     * @return the id
     * @throws IllegalArgumentException if the value is not legal
     */
    public static ConnectionId of(String value) {
        return new ConnectionId(value);
    }

    @Override
    public int compareTo(ConnectionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
