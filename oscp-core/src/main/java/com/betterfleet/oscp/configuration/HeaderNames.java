package com.betterfleet.oscp.configuration;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a header may have, and which of them are not for a configuration to give. */
public final class HeaderNames {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "x-request-id",
            "x-correlation-id",
            "x-segment-index",
            "x-segment-count",
            "host",
            "content-length",
            "content-encoding",
            "connection",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "expect",
            "upgrade");

    private HeaderNames() {}

    /**
     * Refuses what is no name of a header.
     *
     * @param name an HTTP token of at most 100 characters
     * @return the name
     * @throws IllegalArgumentException if it is none
     */
    public static String requireToken(String name) {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("header name must be an HTTP token of at most 100 characters");
        }
        return name;
    }

    /**
     * Whether a header is written by the library itself ({@code Authorization}, OSCP's own) or by the transport beneath
     * ({@code Host}, {@code Content-Length}, whatever concerns one connection only).
     *
     * @param name the name, compared without regard to case
     * @return whether nobody may configure it
     */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }
}
