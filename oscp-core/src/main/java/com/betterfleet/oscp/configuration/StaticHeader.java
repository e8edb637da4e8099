package com.betterfleet.oscp.configuration;

import java.util.regex.Pattern;

/**
 * A header that every request of a connection carries (outbound) or must carry (inbound check).
 *
 * @param name the header's name, an HTTP token of at most 100 characters; compared without regard to case
 * @param value its value
 */
public record StaticHeader(String name, HeaderValue value) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    /**
     * Checks the name.
     *
     * @param name the header's name, an HTTP token of at most 100 characters; compared without regard to case
     * @param value its value
     */
    public StaticHeader {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("header name must be an HTTP token of at most 100 characters");
        }
    }
}
