package com.betterfleet.oscp.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.auth.TokenAuthorizer;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.HeaderRule;
import com.betterfleet.oscp.profile.WireRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The headers of a request as the peer's socket sees them (protocol.md 2 and 6): static, secret and generated, each once. */
class HeadersOnTheWireTest {
    private static final List<HeaderRule> RULES = List.of(
            new HeaderRule.Configured("apikey", true, true),
            new HeaderRule.Configured("fp-id", true, false),
            new HeaderRule.Configured("x-access-token", true, true),
            new HeaderRule.Configured("x-not-configured", false, true),
            new HeaderRule.OfRequestId("x-request-id"),
            new HeaderRule.OfRequestId("message-id"));

    private final SecretVault vault = SecretVault.inMemory();

    @Test
    void everyHeaderArrivesOnceAndTheRequestIdUnderOneNameOfItsOwn() throws Exception {
        vault.put(Fixtures.PRESENT, Secret.of("tok-en-out"));
        vault.put(SecretRef.of("nz/apikey"), Secret.of("api-key-value"));
        vault.put(SecretRef.of("nz/access"), Secret.of("access-value"));

        List<String> lines = sent();

        String id = Fixtures.ID.value();
        assertThat(lines)
                .containsOnlyOnce(
                        "Authorization: Bearer tok-en-out",
                        "x-request-id: " + id,
                        "message-id: " + id,
                        "FP-ID: F1",
                        "apikey: api-key-value",
                        "x-access-token: access-value",
                        "content-type: application/json; charset=utf-8",
                        "Accept: application/json");
        assertThat(lines).noneMatch(line -> line.startsWith("x-not-configured"));
        assertThat(lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(':'))))
                .usingElementComparator(String::compareToIgnoreCase)
                .doesNotHaveDuplicates();
    }

    private List<String> sent() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI base = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/oscp/cp/2.0");
            ConnectionSettings settings = Fixtures.settings()
                    .cpBaseUrl(base)
                    .header("FP-ID", "F1")
                    .header("apikey", SecretRef.of("nz/apikey"))
                    .header("x-access-token", SecretRef.of("nz/access"))
                    .header("content-type", "application/json; charset=utf-8")
                    .build();
            WireRules wire = new WireRules(AuthScheme.BEARER, Map.of(), Set.of(), Optional.empty(), RULES, false);
            OscpClient client =
                    new OscpClient(JdkHttpSender.create(Duration.ofSeconds(5)), new TokenAuthorizer(vault), vault);

            CompletionStage<SendResult> result = client.send(Fixtures.message(settings, wire));
            List<String> lines = serveOne(listener);

            assertThat(result.toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .isEqualTo(new SendResult.Answered(204, Optional.empty(), ""));
            return lines;
        }
    }

    private static List<String> serveOne(ServerSocket listener) throws IOException {
        try (Socket socket = listener.accept()) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            socket.getInputStream().readNBytes(Fixtures.HEARTBEAT.length());
            socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return head.toString().lines().filter(line -> !line.isEmpty()).toList();
        }
    }
}
