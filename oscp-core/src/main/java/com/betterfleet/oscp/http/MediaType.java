package com.betterfleet.oscp.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Which content types are read as an OSCP message. */
final class MediaType {
    private static final Set<String> UTF_8 = Set.of("utf-8", "\"utf-8\"", "utf8");

    private MediaType() {}

    /** Whether a {@code Content-Type} is {@code application/json} in UTF-8; other parameters are ignored. */
    static boolean isJson(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        return parts[0].strip().equals("application/json")
                && Arrays.stream(parts).skip(1).allMatch(MediaType::keepsUtf8);
    }

    private static boolean keepsUtf8(String parameter) {
        String[] pair = parameter.split("=", 2);
        return pair.length < 2 || !pair[0].strip().equals("charset") || UTF_8.contains(pair[1].strip());
    }
}
