package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.GroupRef;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an operator reads over HTTP: {@code GET /status} and {@code GET /explain?group=ID&at=INSTANT&direction=import}. They
 * ask for no credentials: a host puts its own in front of them.
 */
final class OperatorPages {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final FlexibilityProvider provider;
    private final Set<GroupRef> groups;

    OperatorPages(FlexibilityProvider provider, Set<GroupRef> groups) {
        this.provider = provider;
        this.groups = Set.copyOf(groups);
    }

    /** An answer with a body of JSON. */
    private record Answer(int status, String json) {
        static Answer refused(int status, String why) {
            String message = new String(JsonStringEncoder.getInstance().quoteAsString(why));
            return new Answer(status, "{\"message\":\"" + message + "\"}");
        }
    }

    HttpHandler status() {
        return exchange ->
                get(exchange, query -> new Answer(200, provider.status().toJson()));
    }

    HttpHandler explain() {
        return exchange -> get(exchange, this::explain);
    }

    /** Where there is nothing. */
    static HttpHandler nothing() {
        return exchange -> {
            try (exchange) {
                write(exchange, Answer.refused(404, "there is nothing at this path"));
            }
        };
    }

    private Answer explain(Map<String, String> query) {
        if (!Set.of("group", "at", "direction").containsAll(query.keySet())) {
            return Answer.refused(400, "there are group, at and direction, asked was for " + query.keySet());
        }
        if (!query.containsKey("group")) {
            return Answer.refused(400, "group: must be named, for example /explain?group=AKL01");
        }
        Optional<Instant> at = instant(query);
        if (at.isEmpty()) {
            return Answer.refused(
                    400, "at: must be an instant such as 2026-01-01T10:15:00Z, was '" + query.get("at") + "'");
        }
        Optional<Direction> direction = direction(query);
        if (direction.isEmpty()) {
            return Answer.refused(400, "direction: must be import or export, was '" + query.get("direction") + "'");
        }
        return groups.stream()
                .filter(group -> group.group().value().equals(query.get("group")))
                .findFirst()
                .map(group -> provider.explain(group, direction.get(), at.get()))
                .map(explanation -> new Answer(200, explanation.toJson()))
                .orElseGet(() -> Answer.refused(404, "group: no group '" + query.get("group") + "' is bound"));
    }

    /** An unescaped plus sign of an offset arrives as a space. */
    private static Optional<Instant> instant(Map<String, String> query) {
        try {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            String text = query.getOrDefault("at", now.toString()).replace(' ', '+');
            return Optional.of(Instant.parse(text)).filter(at -> !at.isBefore(FIRST) && !at.isAfter(LAST));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Direction> direction(Map<String, String> query) {
        String word = query.getOrDefault("direction", "import").toUpperCase(Locale.ROOT);
        return Set.of("IMPORT", "EXPORT").contains(word) ? Optional.of(Direction.valueOf(word)) : Optional.empty();
    }

    private static void get(HttpExchange exchange, Function<Map<String, String>, Answer> page) throws IOException {
        try (exchange) {
            write(exchange, answer(exchange, page));
        }
    }

    private static Answer answer(HttpExchange exchange, Function<Map<String, String>, Answer> page) {
        String mount = exchange.getHttpContext().getPath();
        if (!exchange.getRequestURI().getPath().equals(mount)) {
            return Answer.refused(404, "there is nothing at this path");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            return Answer.refused(405, mount + " is read with GET");
        }
        return Query.of(exchange.getRequestURI().getRawQuery())
                .map(page)
                .orElseGet(() -> Answer.refused(400, "the query must be name=value pairs, each name once"));
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean bare = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }
}
