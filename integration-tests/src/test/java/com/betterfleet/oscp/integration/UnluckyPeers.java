package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the measurements that a depot sends meet the {@link Weather}, over real HTTP, and keeps what the peers have read. An
 * answer that comes too late is lost on the depot's side, so that only virtual time passes.
 */
final class UnluckyPeers implements UnaryOperator<HttpSender> {
    private static final Pattern GROUP = Pattern.compile("\"group_id\":\"(\\w+)\"");
    private static final Pattern START = Pattern.compile("\"initial_measure_time\":\"([^\"]+)\"");

    private final VirtualTime time;
    private final VirtualProcess line;
    private final Weather weather;
    private final Map<String, Misfortune> fates = new ConcurrentHashMap<>();
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

    /** A measurement that a peer has read to its end. */
    record Arrival(Instant at, String group, Instant start, String requestId, String body, Misfortune fate) {}

    UnluckyPeers(VirtualTime time, Weather weather) {
        this.time = time;
        this.line = time.process("unlucky line");
        this.weather = weather;
    }

    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    @Override
    public HttpSender apply(HttpSender onwards) {
        return call -> call.uri().getPath().endsWith("_measurements") ? sent(call, onwards) : onwards.send(call);
    }

    private CompletionStage<HttpReply> sent(HttpCall call, HttpSender onwards) {
        String group = found(GROUP, new String(call.body(), StandardCharsets.UTF_8));
        Misfortune fate = weather.befalls(call.uri().getAuthority(), group, time.now());
        fates.put(requestId(call), fate);
        CompletionStage<HttpReply> answer = onwards.send(call);
        if (fate != Misfortune.LATE_ANSWER) {
            return answer;
        }
        CompletableFuture<HttpReply> late = new CompletableFuture<>();
        line.after(call.timeout(), () -> late.completeExceptionally(new HttpTimeoutException("request timed out")));
        return late;
    }

    /** A peer before whose door the misfortunes wait. */
    HttpHandler before(HttpHandler peer) {
        return exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("_measurements")) {
                meet(exchange, peer);
            } else {
                peer.handle(exchange);
            }
        };
    }

    private void meet(HttpExchange exchange, HttpHandler peer) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("X-Request-ID");
        Misfortune fate = fates.getOrDefault(id, Misfortune.NONE);
        if (fate == Misfortune.DROPPED_UNREAD) {
            exchange.close();
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        String text = new String(body, StandardCharsets.UTF_8);
        arrivals.add(new Arrival(time.now(), found(GROUP, text), Instant.parse(found(START, text)), id, text, fate));
        if (fate.status() == 204) {
            exchange.setStreams(new ByteArrayInputStream(body), null);
            peer.handle(exchange);
        } else {
            refuse(exchange, fate);
        }
    }

    private static void refuse(HttpExchange exchange, Misfortune fate) throws IOException {
        if (fate == Misfortune.TOO_MANY) {
            exchange.getResponseHeaders().set("Retry-After", "90");
        }
        if (fate.status() != 0) {
            exchange.sendResponseHeaders(fate.status(), -1);
        }
        exchange.close();
    }

    private static String requestId(HttpCall call) {
        return call.headers().stream()
                .filter(header -> header.isNamed("X-Request-ID"))
                .map(Header::value)
                .findFirst()
                .orElseThrow();
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
