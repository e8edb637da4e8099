package com.betterfleet.oscp.examples.vectordepot.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A Capacity Provider that none of us wrote: a web server that notes what comes, and requests written by hand. What it tests
 * is {@code serve}, a process in real time over real HTTP: there is no clock to turn, so what must come is looked for again and
 * again until it is there.
 */
final class ForeignCp implements AutoCloseable {
    static final String THEIR_TOKEN = "hush-theirs";
    static final String OUR_TOKEN = "hush-ours";
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private int ids;

    /** A request that the FP sent. */
    record Heard(String action, String authorization, String requestId, String correlationId, String body) {}

    ForeignCp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/cp/", this::hear);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/cp";
    }

    /** The properties by which an FP finds this CP with preset tokens. */
    String presets() {
        return "fp.port=0\ncp.base-url=" + baseUrl() + "\ntoken.expect=" + THEIR_TOKEN + "\ntoken.present=" + OUR_TOKEN
                + "\n";
    }

    /** Answers the client credentials grant of one client with one token. */
    void tokenEndpoint(String clientId, String clientSecret, String token) {
        String basic = "Basic " + Base64.getEncoder().encodeToString((clientId + ":" + clientSecret).getBytes(UTF_8));
        server.createContext("/token", exchange -> {
            try (exchange) {
                boolean known = basic.equals(header(exchange, "Authorization"));
                byte[] answer = (known
                                ? "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                                : "{\"error\":\"invalid_client\"}")
                        .getBytes(UTF_8);
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
    }

    String tokenUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String path = exchange.getRequestURI().getPath();
            heard.add(new Heard(
                    path.substring("/cp/".length()),
                    header(exchange, "Authorization"),
                    header(exchange, "X-Request-ID"),
                    header(exchange, "X-Correlation-ID"),
                    body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    /** Waits until the FP has sent a message of this action. */
    Heard heard(String action) {
        until(() -> find(action).isPresent());
        return find(action).orElseThrow();
    }

    long count(String action) {
        return heard.stream().filter(one -> one.action().equals(action)).count();
    }

    private Optional<Heard> find(String action) {
        return heard.stream().filter(one -> one.action().equals(action)).findFirst();
    }

    static void until(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("nothing within " + PATIENCE);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Posts a message with everything as it must be. */
    HttpResponse<String> post(URI base, String action, String body) {
        return send(message(base, action).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The head of a message with everything as it must be. */
    HttpRequest.Builder message(URI base, String action) {
        return HttpRequest.newBuilder(URI.create(base + "/" + action))
                .timeout(PATIENCE)
                .header("Authorization", "Token " + THEIR_TOKEN)
                .header("Content-Type", "application/json")
                .header("X-Request-ID", nextId());
    }

    String nextId() {
        return "cp-" + ++ids;
    }

    HttpResponse<String> get(URI url) {
        return send(HttpRequest.newBuilder(url).timeout(PATIENCE).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException lost) {
            throw new AssertionError(lost);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** A handshake of ours, and the acknowledgement of the FP's. */
    void agree(URI base) {
        Heard theirs = heard("handshake");
        HttpRequest.Builder acknowledgement = message(base, "handshake_acknowledge")
                .header("X-Correlation-ID", theirs.requestId())
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        int status = send(acknowledgement).statusCode();
        if (status != 204) {
            throw new AssertionError("acknowledgement answered " + status);
        }
    }

    /** Quarter-hour blocks from the quarter hour that has begun, all of one capacity. */
    static String forecast(String group, int blocks, String kilowatts) {
        Instant start = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 900 * 900);
        StringBuilder body = new StringBuilder("{\"group_id\":\"" + group + "\",\"type\":\"CONSUMPTION\",");
        body.append("\"forecasted_blocks\":[");
        for (int i = 0; i < blocks; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"capacity\":")
                    .append(kilowatts)
                    .append(",\"phase\":\"ALL\",\"unit\":\"KW\",\"start_time\":\"")
                    .append(start.plus(15L * i, ChronoUnit.MINUTES))
                    .append("\",\"end_time\":\"")
                    .append(start.plus(15L * (i + 1), ChronoUnit.MINUTES))
                    .append("\"}");
        }
        return body.append("]}").toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
