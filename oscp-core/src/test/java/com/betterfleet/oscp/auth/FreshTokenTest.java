package com.betterfleet.oscp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Authorizer;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.JdkHttpSender;
import com.betterfleet.oscp.http.OscpClient;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.outbox.SendResult.Answered;
import com.betterfleet.oscp.outbox.SendResult.NoCredential;
import com.betterfleet.oscp.outbox.SendResult.NotAuthorized;
import com.betterfleet.oscp.outbox.SendResult.NotSent;
import com.betterfleet.oscp.profile.WireRules;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client over OAuth: one fresh token for a 401, and every failure in its family (rules I31 and I32). */
class FreshTokenTest {
    private static final URI TOKEN_URL = URI.create("https://cp.example.com/oauth2/token");

    private final SecretVault vault = SecretVault.inMemory();
    private final List<HttpCall> messages = new ArrayList<>();
    private final Set<String> good = new TreeSet<>();
    private int issued;
    private int tokenStatus = 200;
    private final OscpClient client = client(new OAuthAuthorizer(this::answer, vault, () -> Instant.EPOCH));

    @BeforeEach
    void keepSecrets() {
        vault.put(Fixtures.PRESENT, Secret.of("s3cret"));
    }

    @Test
    void aRefusedTokenIsReplacedOnceAndTheSameMessageSentAgain() {
        good.addAll(Set.of("T1", "T2"));
        assertThat(send())
                .isInstanceOfSatisfying(
                        Answered.class, ok -> assertThat(ok.status()).isEqualTo(204));
        good.remove("T1");

        assertThat(send())
                .isInstanceOfSatisfying(
                        Answered.class, ok -> assertThat(ok.status()).isEqualTo(204));

        assertThat(messages).hasSize(3);
        assertThat(header(1, "Authorization")).isEqualTo("Bearer T1");
        assertThat(header(2, "Authorization")).isEqualTo("Bearer T2");
        assertThat(header(2, "X-Request-ID")).isEqualTo(header(1, "X-Request-ID"));
        assertThat(messages.get(2).body()).isEqualTo(messages.get(1).body());
        assertThat(issued).isEqualTo(2);
    }

    @Test
    void twoRefusalsAreAnAnswerAndNoLoop() {
        assertThat(send())
                .isInstanceOfSatisfying(
                        Answered.class, no -> assertThat(no.status()).isEqualTo(401));

        assertThat(messages).hasSize(2);
        assertThat(issued).isEqualTo(2);
    }

    @Test
    void aTokenThatIsOnlyConfiguredIsTriedOnce() {
        OscpClient plain = client(new CredentialAuthorizer(this::answer, vault, () -> Instant.EPOCH));

        SendResult result = join(plain.send(Fixtures.message(Fixtures.settings().build(), WireRules.STANDARD)));

        assertThat(result).isInstanceOf(Answered.class);
        assertThat(messages).hasSize(1);
    }

    @Test
    void aNoOfTheTokenEndpointIsNotAuthorized() {
        tokenStatus = 401;

        assertThat(send()).isEqualTo(new NotAuthorized(TOKEN_URL + " answered 401 invalid_client: who are you"));
        assertThat(messages).isEmpty();
    }

    @Test
    void aNoAfterTheRefusalOfTheOldTokenIsNotAuthorizedToo() {
        good.add("T1");
        send();
        good.clear();
        tokenStatus = 400;

        assertThat(send()).isInstanceOf(NotAuthorized.class);
        assertThat(messages).hasSize(2);
    }

    @Test
    void aTokenEndpointThatIsDownGivesNoCredential() {
        tokenStatus = 503;

        assertThat(send()).isEqualTo(new NoCredential(TOKEN_URL + " answered 503"));
    }

    @Test
    void aMissingSecretSendsNothing() {
        vault.remove(Fixtures.PRESENT);

        assertThat(send()).isEqualTo(new NotSent("secret:nz/out is not in the vault"));
        assertThat(issued).isZero();
    }

    @Test
    void worksOverRealHttp() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> seen = new CopyOnWriteArrayList<>();
        server.createContext("/", exchange -> derms(exchange, seen));
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            JdkHttpSender sender = JdkHttpSender.create(Duration.ofSeconds(10));
            OscpClient real = new OscpClient(sender, new OAuthAuthorizer(sender, vault, () -> Instant.EPOCH), vault);
            ConnectionSettings settings = Fixtures.settings()
                    .cpBaseUrl(URI.create(base + "/oscp"))
                    .presentOAuth(URI.create(base + "/token"), "us", Fixtures.PRESENT)
                    .build();

            SendResult result = join(real.send(Fixtures.message(settings, WireRules.STANDARD)));

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Answered.class, ok -> assertThat(ok.status()).isEqualTo(204));
            assertThat(seen)
                    .containsExactly(
                            "/token Basic dXM6czNjcmV0 grant_type=client_credentials",
                            "/oscp/heartbeat Bearer T-real " + Fixtures.HEARTBEAT);
        } finally {
            server.stop(0);
        }
    }

    private static void derms(HttpExchange exchange, List<String> seen) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        byte[] answer =
                path.equals("/token") ? TokenDoor.granted("T-real", 60).getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(answer.length == 0 ? 204 : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private OscpClient client(Authorizer authorizer) {
        return new OscpClient(this::answer, authorizer, vault);
    }

    private CompletionStage<HttpReply> answer(HttpCall call) {
        return CompletableFuture.completedFuture(call.uri().equals(TOKEN_URL) ? token() : oscp(call));
    }

    private HttpReply token() {
        if (tokenStatus != 200) {
            return TokenDoor.reply(tokenStatus, "{\"error\":\"invalid_client\",\"error_description\":\"who are you\"}");
        }
        issued++;
        return TokenDoor.reply(200, TokenDoor.granted("T" + issued, 600));
    }

    private HttpReply oscp(HttpCall call) {
        messages.add(call);
        boolean known =
                good.contains(header(messages.size() - 1, "Authorization").replace("Bearer ", ""));
        return TokenDoor.reply(known ? 204 : 401, "");
    }

    private SendResult send() {
        ConnectionSettings settings = Fixtures.settings()
                .presentOAuth(TOKEN_URL, "us", Fixtures.PRESENT)
                .build();
        return join(client.send(Fixtures.message(settings, WireRules.STANDARD)));
    }

    private static SendResult join(CompletionStage<SendResult> result) {
        return result.toCompletableFuture().join();
    }

    private String header(int message, String name) {
        return messages.get(message).headers().stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
