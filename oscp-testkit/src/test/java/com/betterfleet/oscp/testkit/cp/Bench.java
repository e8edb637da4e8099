package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.Line;
import com.betterfleet.oscp.testkit.wire.LoopbackNetwork;
import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.RawSender;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A simulated provider and a Flexibility Provider written by hand in raw bytes, over real HTTP on the loopback interface. */
final class Bench implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    final VirtualTime time = VirtualTime.startingAt(START);
    final LoopbackNetwork network = new LoopbackNetwork(time);
    final Line line = new Line();
    final SimulatedCapacityProvider cp;
    final List<Arrived> arrived = Collections.synchronizedList(new ArrayList<>());
    final List<WireExchange> wire = new ArrayList<>();
    final Map<String, Integer> answers = Collections.synchronizedMap(new TreeMap<>());
    private final RawSender fp;
    private final AtomicInteger ids = new AtomicInteger();

    /** What the FP has received. */
    record Arrived(String action, Instant at, String requestId, Optional<String> correlationId, String body) {}

    Bench() {
        this(settings -> settings);
    }

    Bench(UnaryOperator<CapacityProviderSettingsBuilder> more) {
        VirtualProcess cpProcess = time.process("cp");
        CapacityProviderSettings settings = more.apply(
                        CapacityProviderSettings.builder(URI.create("https://depot.example/oscp/fp/2.0"))
                                .present("Authorization", "Token cp-to-fp")
                                .present("apikey", "k1")
                                .demand("Authorization", "Token fp-to-cp")
                                .demand("fp-id", "F1")
                                .measurementConfiguration("INTERMITTENT")
                                .heartbeatInterval(Duration.ofSeconds(60))
                                .accept("update_asset_measurements")
                                .group("AKL01", "AKL01A")
                                .expect(new Expectations(
                                        Duration.ofMinutes(15),
                                        true,
                                        true,
                                        Set.of("KWH"),
                                        Set.of("W", "KW"),
                                        Set.of("IMPORT"),
                                        Set.of("CHARGING"))))
                .build();
        cp = SimulatedCapacityProvider.of(
                settings, cpProcess, time, network.caller("cp", cpProcess, line.towardsFp()), SeededIds.of(7));
        network.listen(wire::add);
        network.serve("derms.example", "/oscp/cp/2.0", cp);
        network.serve("depot.example", "/oscp/fp/2.0", this::receive);
        fp = network.caller("fp", time.process("fp"), line.towardsCp());
    }

    @Override
    public void close() {
        network.close();
    }

    /** Lets the FP send a well-formed request now. */
    int post(String action, String body) {
        return post(action, "fp-" + ids.incrementAndGet(), body);
    }

    int post(String action, String requestId, String body, RawHeader... more) {
        List<RawHeader> headers = new ArrayList<>(List.of(
                new RawHeader("Authorization", "Token fp-to-cp"),
                new RawHeader("fp-id", "F1"),
                new RawHeader("Content-Type", "application/json"),
                new RawHeader("X-Request-ID", requestId)));
        headers.addAll(List.of(more));
        return call("POST", action, headers, body);
    }

    int call(String method, String action, List<RawHeader> headers, String body) {
        List<RawReply> replies = new ArrayList<>();
        URI uri = URI.create("https://derms.example/oscp/cp/2.0/" + action);
        fp.send(new RawCall(method, uri, headers, RawBytes.utf8(body), Duration.ofSeconds(10)))
                .thenAccept(replies::add);
        time.runFor(Duration.ZERO);
        return replies.get(0).status();
    }

    /** The FP shakes hands and waits for the acknowledgement. */
    void online() {
        post("handshake", handshake());
        time.runFor(Duration.ofSeconds(1));
    }

    int heartbeat(Duration promise) {
        return post("heartbeat", "{\"offline_mode_at\":\"" + millis(time.now().plus(promise)) + "\"}");
    }

    static String handshake() {
        return "{\"required_behaviour\":{\"heartbeat_interval\":60,\"measurement_configuration\":[\"INTERMITTENT\"]}}";
    }

    static String window(String start, String end) {
        return "{\"group_id\":\"AKL01\",\"measurements\":[{\"asset_id\":\"AKL01A\",\"asset_category\":\"CHARGING\","
                + "\"energy_measurement\":{\"value\":12.5,\"phase\":\"ALL\",\"unit\":\"KWH\",\"direction\":\"IMPORT\","
                + "\"energy_type\":\"FLEXIBLE\",\"measure_time\":\"2026-03-01T" + end
                + ":00.000Z\",\"initial_measure_time\":\"2026-03-01T" + start + ":00.000Z\"},"
                + "\"instantaneous_measurement\":{\"value\":50,\"phase\":\"ALL\",\"unit\":\"KW\",\"measure_time\":\"2026-03-01T"
                + end + ":00.000Z\"}}]}";
    }

    static String millis(Instant instant) {
        return instant.toString().replaceFirst("(\\.\\d+)?Z$", ".000Z");
    }

    List<String> arrived(String action) {
        return arrived.stream()
                .filter(message -> message.action().equals(action))
                .map(Arrived::body)
                .toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String action = path.substring(path.lastIndexOf('/') + 1);
        arrived.add(new Arrived(
                action,
                time.now(),
                exchange.getRequestHeaders().getFirst("X-Request-ID"),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Correlation-ID")),
                RawBytes.of(exchange.getRequestBody().readAllBytes()).text()));
        exchange.sendResponseHeaders(answers.getOrDefault(action, 204), -1);
        exchange.close();
    }
}
