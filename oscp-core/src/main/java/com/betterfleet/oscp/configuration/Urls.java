package com.betterfleet.oscp.configuration;

import java.net.URI;
import java.util.Objects;
import java.util.Set;

/** Which URLs may be configured: HTTPS, or plain HTTP to this machine itself. */
final class Urls {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Urls() {}

    static void requireSafe(String name, URI url) {
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(name + " must have no user info, query or fragment");
        }
        String host = Objects.requireNonNullElse(url.getHost(), "");
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        if (host.isEmpty() || !(https || (http && LOOPBACK.contains(host)))) {
            // not the URL itself: where the host is no legal name, a password before it is part of the authority
            throw new IllegalArgumentException(name + " must be https (http only to loopback), was scheme "
                    + url.getScheme() + (host.isEmpty() ? " and no legal host" : " to host " + host));
        }
    }
}
