package com.betterfleet.oscp.testkit.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One header line.
 *
 * @param name the name; compared without regard to case
 * @param value the value, which may be a secret and is therefore not in {@link #toString()} unless the header is known to be harmless
 */
public record RawHeader(String name, String value) {

    private static final Set<String> HARMLESS = Set.of("content-type", "x-request-id", "x-correlation-id");

    /**
     * Refuses an empty name.
     *
     * @param name the name; compared without regard to case
     * @param value the value, which may be a secret and is therefore not in {@link #toString()} unless the header is known to be harmless
     */
    public RawHeader {
        if (name.isBlank()) {
            throw new IllegalArgumentException("header name must not be blank");
        }
    }

    /**
     * Whether this is the header of that name.
     *
     * @param other a name in any case
     * @return true when the names are equal without regard to case
     */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /**
     * All values that a name has in some headers.
     *
     * @param headers the headers
     * @param name a name in any case
     * @return the values in order, none when the header is absent
     */
    public static List<String> values(List<RawHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.isNamed(name))
                .map(RawHeader::value)
                .toList();
    }

    @Override
    public String toString() {
        return name + ": " + (HARMLESS.contains(name.toLowerCase(Locale.ROOT)) ? value : "(hidden)");
    }
}
