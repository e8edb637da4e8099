package com.betterfleet.oscp.examples.vectordepot.serve;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;

/** A URL's query. */
final class Query {
    private Query() {}

    /** The pairs; empty if it is malformed or has a name twice. */
    static Optional<Map<String, String>> of(@Nullable String raw) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return Optional.of(pairs);
        }
        try {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals < 1
                        || pairs.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(pairs);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
