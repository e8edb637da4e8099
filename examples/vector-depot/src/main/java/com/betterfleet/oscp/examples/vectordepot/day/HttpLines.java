package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** HTTP messages as fields of a line: all of them but their secrets, and what only concerns one connection of one machine. */
final class HttpLines {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "http2-settings", "upgrade", "user-agent");

    private final Masks masks;

    HttpLines(Masks masks) {
        this.masks = masks;
    }

    Map<String, Object> request(String door, InboundRequest request) {
        return DayLine.fields(
                "door", door,
                "method", request.method(),
                "path", request.path(),
                "headers", headers(request.headers()),
                "body", body(request.body()),
                "tooLarge", request.bodyTooLarge());
    }

    Map<String, Object> answer(InboundAnswer answer) {
        return DayLine.fields(
                "status", answer.status(), "headers", headers(answer.headers()), "body", body(answer.body()));
    }

    Map<String, Object> call(HttpCall call) {
        return DayLine.fields(
                "method", call.method(),
                "uri", call.uri().toString(),
                "headers", headers(call.headers()),
                "body", body(call.body()),
                "timeout", call.timeout().toString());
    }

    Map<String, Object> reply(HttpReply reply) {
        return DayLine.fields(
                "status", reply.status(), "headers", headers(reply.headers()), "body", body(reply.body()));
    }

    private List<String> headers(List<Header> headers) {
        return headers.stream()
                .filter(header -> !OF_THE_CONNECTION.contains(header.name().toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparing(header -> header.name().toLowerCase(Locale.ROOT)))
                .map(masks::hide)
                .map(header -> header.name() + ": " + header.value())
                .toList();
    }

    private String body(byte[] body) {
        return masks.hideBody(new String(body, StandardCharsets.UTF_8));
    }
}
