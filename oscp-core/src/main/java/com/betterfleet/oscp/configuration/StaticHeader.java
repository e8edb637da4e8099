package com.betterfleet.oscp.configuration;

/**
 * A header that every request of a connection carries (outbound) or must carry (inbound check).
 *
 * @param name the header's name, an HTTP token of at most 100 characters; compared without regard to case
 * @param value its value
 */
public record StaticHeader(String name, HeaderValue value) {
    /**
     * Checks the name.
     *
     * @param name the header's name, an HTTP token of at most 100 characters; compared without regard to case
     * @param value its value
     */
    public StaticHeader {
        HeaderNames.requireToken(name);
    }
}
