package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request that was sent, and what is wrong with it for certain.
 *
 * @param request the request
 * @param authentic whether its credentials are right
 * @param flaw why it must not be taken; empty where it may be
 * @param origin how to make it again
 */
record Sent(InboundRequest request, boolean authentic, String flaw, String origin) {
    private static final int SHOWN = 900;
    private static final int SHOWN_HEADERS = 40;
    private static final Set<String> MASKED = Set.of("authorization", "x-gate", "apikey");

    boolean mustBeRefused() {
        return !flaw.isEmpty();
    }

    /** All that is needed to send it again by hand, bounded and without credentials. */
    @Override
    public String toString() {
        byte[] body = request.body();
        byte[] head = Arrays.copyOf(body, Math.min(body.length, SHOWN));
        return origin + (mustBeRefused() ? " (" + flaw + ")" : "") + "\n" + cut(request.method()) + " "
                + cut(request.path()) + "\n" + headers() + "\n" + body.length + " bytes"
                + (request.bodyTooLarge() ? " and more" : "") + ", base64 of the first " + head.length + ": "
                + Base64.getEncoder().encodeToString(head);
    }

    private String headers() {
        List<Header> all = request.headers();
        return all.size() + " headers: "
                + all.stream().limit(SHOWN_HEADERS).map(Sent::masked).collect(Collectors.joining(", "));
    }

    private static String masked(Header header) {
        boolean secret = MASKED.contains(header.name().toLowerCase(Locale.ROOT))
                || header.value().contains(BesiegedDepot.MARK);
        return cut(header.name()) + ": " + (secret ? "***" : cut(header.value()));
    }

    private static String cut(String text) {
        String shown = text.length() <= 120 ? text : text.substring(0, 120) + "... (" + text.length() + ")";
        return shown.codePoints()
                .mapToObj(c -> c < ' ' || c > '~' ? String.format("\\u%04x", c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
