package com.betterfleet.oscp.configuration;

import java.net.URI;
import java.util.Objects;
import java.util.Set;

/** Which URLs of others may be called: HTTPS, or plain HTTP to this machine itself. Thread-safe. */
public final class Urls {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Urls() {}

    /**
     * Whether credentials may be sent to a URL.
     *
     * @param url the URL
     * @return true for https, and for http where the host is loopback
     */
    public static boolean isSafe(URI url) {
        String host = Objects.requireNonNullElse(url.getHost(), "");
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        return !host.isEmpty() && (https || (http && LOOPBACK.contains(host)));
    }

    static void requireSafe(String name, URI url) {
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(name + " must have no user info, query or fragment");
        }
        if (!isSafe(url)) {
            String host = Objects.requireNonNullElse(url.getHost(), "");
            // not the URL itself: where the host is no legal name, a password before it is part of the authority
            throw new IllegalArgumentException(name + " must be https (http only to loopback), was scheme "
                    + url.getScheme() + (host.isEmpty() ? " and no legal host" : " to host " + host));
        }
    }
}
