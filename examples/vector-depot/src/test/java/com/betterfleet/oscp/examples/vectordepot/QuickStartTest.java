package com.betterfleet.oscp.examples.vectordepot;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ten lines of the README are the ten lines that compile, and they run. */
class QuickStartTest {
    private static final Path README = Path.of("../../README.md");
    private static final Path SOURCE =
            Path.of("src/main/java/com/betterfleet/oscp/examples/vectordepot/QuickStart.java");
    private static final Power RATING = Power.kilowatts("1000");

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final SecretVault vault = SecretVault.inMemory();
    private final DepotCircuit circuit = new DepotCircuit(new ManagedScope("mg-7", "grid"), RATING, Instant::now);
    private final CompletableFuture<Power> firstLimit = new CompletableFuture<>();
    private final CompletableFuture<List<String>> handshake = new CompletableFuture<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private HttpServer server;
    private FlexibilityProvider provider;

    @BeforeEach
    void start() throws IOException {
        vault.put(SecretRef.of("nz/out"), Secret.of("our-token"));
        vault.put(SecretRef.of("nz/in"), Secret.of("their-token"));
        vault.put(SecretRef.of("nz/apikey"), Secret.of("our-key"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(scheduler);
        server.createContext("/oscp/cp/2.0", this::utility);
        server.start();
        provider = QuickStart.start(
                new InMemoryOscpStore(),
                vault,
                scheduler,
                circuit,
                this::runAndLook,
                query -> CompletableFuture.completedFuture(new MeterReadings(List.of())),
                server,
                url("/oscp/cp/2.0"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        provider.close();
        server.stop(0);
        scheduler.shutdownNow();
        assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void utility(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/handshake")) {
            handshake.complete(List.of("Authorization", "fp-id", "apikey").stream()
                    .map(exchange.getRequestHeaders()::getFirst)
                    .toList());
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private void runAndLook(Runnable work) {
        scheduler.execute(() -> {
            work.run();
            if (circuit.available().isBelow(RATING)) {
                firstLimit.complete(circuit.available());
            }
        });
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private int heartbeat(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url("/oscp/fp/2.0/nz/heartbeat"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("X-Request-ID", "beat-1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"offline_mode_at\":\"2126-01-01T00:00:00.000Z\"}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void theReadmeShowsTheLinesThatCompile() throws IOException {
        List<String> shown = Files.readAllLines(README).stream()
                .dropWhile(line -> !line.equals("## Ten lines"))
                .dropWhile(line -> !line.equals("```java"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
        List<String> compiled = Files.readAllLines(SOURCE).stream()
                .dropWhile(line -> !line.strip().equals("// ten lines: begin"))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// ten lines: end"))
                .toList();
        assertThat(shown).isNotEmpty();
        assertThat(String.join("\n", shown))
                .isEqualTo(String.join("\n", compiled).stripIndent());
    }

    @Test
    void anAuthenticatedHeartbeatIsTakenAndAnyOtherIsNot() throws IOException, InterruptedException {
        assertThat(heartbeat("their-token")).isEqualTo(204);
        assertThat(heartbeat("our-token")).isEqualTo(401);
    }

    @Test
    void theFallbackIsOrderedBeforeTheUtilityHasSaidAnythingRuleI18() {
        assertThat(firstLimit.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(Power.kilowatts("120"));
    }

    @Test
    void theHandshakeCarriesTheTokenAndTheHeadersOfTheTenLines() {
        assertThat(handshake.orTimeout(10, TimeUnit.SECONDS).join())
                .containsExactly("Bearer our-token", "F1", "our-key");
    }
}
