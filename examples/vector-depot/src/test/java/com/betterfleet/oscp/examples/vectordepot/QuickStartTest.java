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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
        vault.put(SecretRef.of("nz/out"), Secret.of("our-secret"));
        vault.put(SecretRef.of("nz/in"), Secret.of("their-secret"));
        vault.put(SecretRef.of("token-key"), Secret.of("0123456789abcdef0123456789abcdef"));
        vault.put(SecretRef.of("nz/apikey"), Secret.of("our-key"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(scheduler);
        server.createContext("/oscp/cp/2.0", this::utility);
        server.createContext("/utility/token", QuickStartTest::utilityToken);
        server.start();
        provider = QuickStart.start(
                new InMemoryOscpStore(),
                vault,
                scheduler,
                circuit,
                this::runAndLook,
                query -> CompletableFuture.completedFuture(new MeterReadings(List.of())),
                server,
                url("/oscp/cp/2.0"),
                url("/utility/token"));
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

    private static void utilityToken(HttpExchange exchange) throws IOException {
        boolean known = exchange.getRequestHeaders().getFirst("Authorization").equals(basic("client", "our-secret"))
                && exchange.getRequestHeaders().getFirst("apikey").equals("our-key");
        byte[] answer = "{\"access_token\":\"utility-1\",\"token_type\":\"Bearer\",\"expires_in\":600}"
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
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

    private HttpResponse<String> askForAToken(String secret) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url("/oauth2/token"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", basic("vector-client", secret))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
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
        assertThat(askForAToken("our-secret").statusCode()).isEqualTo(401);
        HttpResponse<String> given = askForAToken("their-secret");
        assertThat(given.statusCode()).isEqualTo(200);
        String token = given.body().replaceFirst("\\{\"access_token\":\"([^\"]+)\".*", "$1");

        assertThat(heartbeat(token)).isEqualTo(204);
        assertThat(heartbeat("utility-1")).isEqualTo(401);
        assertThat(heartbeat("their-secret")).isEqualTo(401);
    }

    @Test
    void theFallbackIsOrderedBeforeTheUtilityHasSaidAnythingRuleI18() {
        assertThat(firstLimit.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(Power.kilowatts("120"));
    }

    @Test
    void theHandshakeCarriesTheTokenAndTheHeadersOfTheTenLines() {
        assertThat(handshake.orTimeout(10, TimeUnit.SECONDS).join())
                .containsExactly("Bearer utility-1", "F1", "our-key");
    }
}
