package com.betterfleet.oscp.testkit.cp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.betterfleet.oscp.testkit.wire.Line;
import com.betterfleet.oscp.testkit.wire.LoopbackNetwork;
import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.RawSender;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated provider's tokens, both ways, against a Flexibility Provider written by hand in raw bytes. */
class SimulatedTokensTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GRANT = "grant_type=client_credentials";

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-03-01T10:00:00Z"));
    private final LoopbackNetwork network = new LoopbackNetwork(time);
    private final Line line = new Line();
    private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    private final SimulatedCapacityProvider cp;
    private final RawSender fp;
    private int answer = 204;
    private int tokens;
    private String tokenAnswer = "";
    private String cacheControl = "no-store";

    SimulatedTokensTest() {
        VirtualProcess process = time.process("cp");
        CapacityProviderSettings settings = CapacityProviderSettings.builder(
                        URI.create("https://depot.example/oscp/fp/2.0"))
                .issueTokens("the fp", "s+1", Duration.ofMinutes(10))
                .presentTokensOf(URI.create("https://depot.example/token"), "the cp", "s/2")
                .demand("fp-id", "F1")
                .build();
        cp = SimulatedCapacityProvider.of(
                settings, process, time, network.caller("cp", process, line.towardsFp()), SeededIds.of(7));
        network.serve("derms.example", "/oscp/cp/2.0", cp)
                .createContext("/oauth2/token", network.tracked(cp.tokenEndpoint()));
        network.serve("depot.example", "/", this::receive);
        fp = network.caller("fp", time.process("fp"), line.towardsCp());
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void givesAnOpaqueTokenThatServesForItsLife() {
        String token = fetch();

        assertThat(post(token)).isEqualTo(204);
        time.runFor(Duration.ofSeconds(599));
        assertThat(post(token)).isEqualTo(204);
        assertThat(cp.complaints()).isEmpty();
        time.runFor(Duration.ofSeconds(1));
        assertThat(post(token)).isEqualTo(401);
        assertThat(cp.complaints()).extracting(Complaint::rule).containsExactly(Complaint.Rule.HEADERS);
        assertThat(cp.tokenEndpoint().requests()).isEqualTo(1);
    }

    @Test
    void anythingButAGivenTokenIsComplainedOf() {
        assertThat(post("made-up")).isEqualTo(401);
        assertThat(cp.complaints()).hasSize(1);
    }

    @Test
    void aRevokedTokenIsRefusedWithoutAComplaint() {
        String token = fetch();
        cp.tokenEndpoint().revokeAll();

        assertThat(post(token)).isEqualTo(401);
        assertThat(post(fetch())).isEqualTo(204);
        assertThat(cp.complaints()).isEmpty();
        assertThat(cp.tokenEndpoint().given()).isEqualTo(2);
    }

    @Test
    void anEndpointThatIsDownGivesNothing() {
        cp.tokenEndpoint().answer(503);
        assertThat(ask("POST", FORM, "the+fp:s%2B1", GRANT, true).status()).isEqualTo(503);
        cp.tokenEndpoint().answerNormally();
        assertThat(ask("POST", FORM, "the+fp:s%2B1", GRANT, true).status()).isEqualTo(200);
        assertThat(cp.complaints()).isEmpty();
        assertThat(cp.tokenEndpoint().requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, application/x-www-form-urlencoded, the+fp:s%2B1, grant_type=client_credentials, true, 400",
        "POST, application/json, the+fp:s%2B1, grant_type=client_credentials, true, 400",
        "POST, application/x-www-form-urlencoded, the+fp:s%2B1, grant_type=password, true, 400",
        "POST, application/x-www-form-urlencoded, the+fp:s%2B1, grant_type=client_credentials, false, 400",
        "POST, application/x-www-form-urlencoded, the+fp:s+1, grant_type=client_credentials, true, 401",
        "POST, application/x-www-form-urlencoded, other:s%2B1, grant_type=client_credentials, true, 401",
        "POST, application/x-www-form-urlencoded, the+fp, grant_type=client_credentials, true, 401",
    })
    void aWrongRequestIsRefusedAndComplainedOf(
            String method, String type, String pair, String body, boolean header, int status) {
        assertThat(ask(method, type, pair, body, header).status()).isEqualTo(status);
        assertThat(cp.complaints()).extracting(Complaint::rule).containsExactly(Complaint.Rule.TOKEN);
    }

    @Test
    void presentsOneTokenUntilHalfAMinuteBeforeItsEnd() {
        send("a");
        send("b");
        time.runFor(Duration.ofSeconds(269));
        send("c");
        time.runFor(Duration.ofSeconds(1));
        send("d");

        assertThat(arrived)
                .containsExactly(
                        "/token Basic dGhlK2NwOnMlMkYy " + GRANT,
                        "/oscp/fp/2.0/x Bearer t1 a",
                        "/oscp/fp/2.0/x Bearer t1 b",
                        "/oscp/fp/2.0/x Bearer t1 c",
                        "/token Basic dGhlK2NwOnMlMkYy " + GRANT,
                        "/oscp/fp/2.0/x Bearer t2 d");
        assertThat(cp.complaints()).isEmpty();
    }

    @Test
    void throwsARefusedTokenAway() {
        send("a");
        answer = 401;
        send("b");
        answer = 204;
        send("c");

        assertThat(arrived).filteredOn(call -> call.startsWith("/token")).hasSize(2);
        assertThat(arrived).last().isEqualTo("/oscp/fp/2.0/x Bearer t2 c");
    }

    @Test
    void withoutATokenNothingIsSent() {
        tokenAnswer = "down";
        send("a");

        assertThat(arrived).containsExactly("/token Basic dGhlK2NwOnMlMkYy " + GRANT);
        assertThat(cp.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.failure()).contains("IOException"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|no-store",
                "{\"access_token\":\"t\",\"token_type\":\"mac\",\"expires_in\":300}|no-store",
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\"}|no-store",
                "not json|no-store",
                "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":300}|private"
            })
    void aWrongAnswerOfTheTokenEndpointIsComplainedOf(String body, String cached) {
        tokenAnswer = body;
        cacheControl = cached;
        send("a");

        assertThat(cp.complaints()).extracting(Complaint::rule).containsExactly(Complaint.Rule.TOKEN);
    }

    @Test
    void showsNoSecret() {
        assertThat(new TokenIssue("us", "s+1", Duration.ofSeconds(1)) + ""
                        + new TokenSource(URI.create("https://x.example"), "us", "s/2"))
                .doesNotContain("s+1", "s/2");
        assertThatThrownBy(() -> new TokenIssue("us", "s+1", Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s+1");
    }

    private String fetch() {
        return ask("POST", FORM, "the+fp:s%2B1", GRANT, true)
                .body()
                .text()
                .replaceFirst(".*\"access_token\":\"([^\"]+)\",\"token_type\":\"bearer\",\"expires_in\":600}", "$1");
    }

    private RawReply ask(String method, String type, String pair, String body, boolean header) {
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        List<RawHeader> headers = new ArrayList<>(
                List.of(new RawHeader("Authorization", "Basic " + basic), new RawHeader("Content-Type", type)));
        if (header) {
            headers.add(new RawHeader("fp-id", "F1"));
        }
        return call(method, "https://derms.example/oauth2/token", headers, body);
    }

    private int post(String token) {
        List<RawHeader> headers = List.of(
                new RawHeader("Authorization", "Bearer " + token),
                new RawHeader("fp-id", "F1"),
                new RawHeader("Content-Type", "application/json"),
                new RawHeader("X-Request-ID", "id-" + ++tokens));
        return call("POST", "https://derms.example/oscp/cp/2.0/handshake", headers, "{}")
                .status();
    }

    private RawReply call(String method, String url, List<RawHeader> headers, String body) {
        List<RawReply> replies = new ArrayList<>();
        fp.send(new RawCall(method, URI.create(url), headers, RawBytes.utf8(body), Duration.ofSeconds(10)))
                .thenAccept(replies::add);
        time.runFor(Duration.ZERO);
        return replies.get(0);
    }

    private void send(String body) {
        cp.send("x", "id", Optional.empty(), RawBytes.utf8(body));
        time.runFor(Duration.ZERO);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = RawBytes.of(exchange.getRequestBody().readAllBytes()).text();
        arrived.add(path + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        if (!path.equals("/token")) {
            exchange.sendResponseHeaders(answer, -1);
        } else if (tokenAnswer.equals("down")) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            tokens++;
            String told = tokenAnswer.isEmpty()
                    ? "{\"access_token\":\"t" + tokens + "\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                    : tokenAnswer;
            exchange.getResponseHeaders().set("Cache-Control", cacheControl);
            exchange.sendResponseHeaders(200, told.length());
            exchange.getResponseBody().write(told.getBytes(StandardCharsets.UTF_8));
        }
        exchange.close();
    }
}
