package com.betterfleet.oscp.integration;

import static com.betterfleet.oscp.integration.Newcomers.INITIAL;
import static com.betterfleet.oscp.integration.Newcomers.post;
import static com.betterfleet.oscp.integration.Newcomers.register;
import static com.betterfleet.oscp.integration.Newcomers.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Register, and its end, are answered, and what they may not change (decisions 2 and 17, protocol.md 2 and 3). */
class RegistrationRequestsTest {
    private static final String PEER = "peer-5ecre7-1";

    private final Depot depot = Newcomers.awaiting(UnaryOperator.identity());

    @AfterEach
    void leave() {
        assertThat(depot.time.failures()).isEmpty();
        depot.close();
    }

    private static String text(InboundAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Refused: nothing is stored, and nothing is left in the vault. */
    private String refused(int status, String body) {
        Map<String, String> content = depot.store.content();
        InboundAnswer answer = post(depot, INITIAL, "refused-1", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(depot.store.content()).isEqualTo(content);
        assertThat(Newcomers.kept(depot)).isEmpty();
        assertThat(text(answer)).doesNotContain(PEER);
        return text(answer);
    }

    // URL and version

    @Test
    void aBaseUrlThatIsNotTheConfiguredOneIsRefusedByName() {
        depot.boot();
        assertThat(refused(400, register(PEER, "2.0", "https://elsewhere.example/oscp/cp/2.0")))
                .contains("version_url[0].base_url", "https://elsewhere.example/oscp/cp/2.0");
        assertThat(post(depot, INITIAL, "refused-1", register(PEER)).status())
                .as("a peer that mends its mistake may use its id again")
                .isEqualTo(204);
    }

    @Test
    void oneSlashAtItsEndMakesNoDifference() {
        depot.boot();
        assertThat(post(depot, INITIAL, "r-1", register(PEER, "2.0", Depot.CP_URL + "/"))
                        .status())
                .isEqualTo(204);
        assertThat(post(depot, INITIAL, "r-2", register(PEER, "2.0", Depot.CP_URL + "//"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theHostMayApproveAnotherBaseUrlAndIsThenObeyed() {
        URI other = URI.create("https://other.example/oscp");
        List<URI> asked = new ArrayList<>();
        var before = depot.more;
        depot.more = builder -> {
            before.accept(builder);
            builder.approveBaseUrl((connection, url) -> asked.add(url) && url.equals(other));
        };
        List<String> called = new ArrayList<>();
        depot.carrying = network -> call -> {
            called.add(call.uri().toString());
            return network.send(call);
        };
        depot.boot();
        refused(400, register(PEER, "2.0", "https://elsewhere.example"));
        refused(400, register(PEER, "2.0", "http://other.example/oscp"));
        assertThat(post(depot, INITIAL, "r-1", register(PEER, "2.0", other.toString()))
                        .status())
                .isEqualTo(204);
        assertThat(asked)
                .as("one that is not https is not even asked about")
                .containsExactly(URI.create("https://elsewhere.example"), other);
        depot.run(Duration.ofSeconds(3));
        assertThat(called).isNotEmpty().allMatch(url -> url.equals(other + "/register"));
        assertThat(depot.link().registration().orElseThrow().peerBaseUrl()).contains(other);
    }

    @Test
    void noCommonVersionIs501AndOursIsChosenAmongMany() {
        depot.boot();
        assertThat(refused(501, register(PEER, "1.0", Depot.CP_URL.toString()))).contains("version_url", "2.0", "1.0");
        assertThat(refused(501, register(PEER, "2.0.1", Depot.CP_URL.toString())))
                .contains("no common version");
        String many = "{\"token\":\"" + PEER + "\",\"version_url\":["
                + "{\"version\":\"2.1\",\"base_url\":\"https://elsewhere.example/2.1\"},"
                + "{\"version\":\"2.0\",\"base_url\":\"" + Depot.CP_URL + "\"}]}";
        assertThat(refused(400, many.replace(Depot.CP_URL.toString(), "https://elsewhere.example")))
                .contains("version_url[1].base_url");
        assertThat(post(depot, INITIAL, "r-1", many).status()).isEqualTo(204);
    }

    // Who may

    @Test
    void whereCredentialsAreAgreedNothingIsExchanged() {
        try (Depot vector = new Depot()) {
            vector.boot().run(Duration.ofSeconds(1));
            Map<String, String> content = vector.store.content();
            InboundAnswer answer = vector.post("register", "r-1", register(PEER));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(text(answer)).contains("agreed");
            assertThat(delete(vector).status()).isEqualTo(403);
            assertThat(vector.fp().operations().endRegistration(Depot.NZ, Depot.OPS))
                    .contains("agreed");
            assertThat(vector.store.content()).isEqualTo(content);
            assertThat(vector.link().registration()).isEmpty();
        }
    }

    private static InboundAnswer delete(Depot vector) {
        return vector.fp()
                .endpoint()
                .handle(new InboundRequest(
                        "DELETE",
                        "/nz/register",
                        List.of(new Header("Authorization", "Bearer " + Depot.SECRETS.get(1))),
                        new byte[0],
                        false));
    }

    @Test
    void putIs405AndSaysWhatIsServed() {
        depot.boot();
        InboundAnswer answer = request(depot, "PUT", INITIAL, Optional.of("r-1"), register(PEER));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).contains(new Header("Allow", "POST, DELETE"));
    }

    @Test
    void aWrongTokenIs401AndASuspendedConnectionIs503() {
        depot.boot();
        assertThat(post(depot, "guessed", "r-1", register(PEER)).status()).isEqualTo(401);
        assertThat(request(depot, "DELETE", "guessed", Optional.empty(), "").status())
                .isEqualTo(401);
        depot.fp().operations().suspend(Depot.NZ, Depot.OPS);
        assertThat(post(depot, INITIAL, "r-1", register(PEER)).status()).isEqualTo(503);
        assertThat(request(depot, "DELETE", INITIAL, Optional.empty(), "").status())
                .isEqualTo(503);
        assertThat(Newcomers.kept(depot)).isEmpty();
        depot.fp().operations().resume(Depot.NZ, Depot.OPS);
        assertThat(post(depot, INITIAL, "r-1", register(PEER)).status()).isEqualTo(204);
    }

    @Test
    void nothingElseIsTakenBeforeARegistration() {
        depot.boot();
        InboundAnswer answer = depot.fp()
                .endpoint()
                .handle(new InboundRequest(
                        "POST",
                        "/nz/handshake",
                        List.of(new Header("Authorization", "Token " + INITIAL), new Header("X-Request-ID", "h-1")),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        false));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer)).contains("not registered");
    }

    // Once

    @Test
    void theSameRegisterAgainIsAnsweredTheSameWithoutASecondEffectRuleI10() {
        depot.boot();
        assertThat(post(depot, INITIAL, "r-1", register(PEER)).status()).isEqualTo(204);
        Map<String, String> content = depot.store.content();
        Set<SecretRef> kept = Set.copyOf(Newcomers.kept(depot));
        assertThat(post(depot, INITIAL, "r-1", register(PEER)).status()).isEqualTo(204);
        assertThat(post(depot, INITIAL, "r-1", register("other-5ecre7")).status())
                .isEqualTo(409);
        assertThat(depot.store.content()).isEqualTo(content);
        assertThat(Newcomers.kept(depot)).containsExactlyInAnyOrderElementsOf(kept);
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.heard(LinkEvent.RegisterReceived.class)).hasSize(1);
    }

    @Test
    void aRegisterWithoutAnIdMayComeAgainAndIsAnsweredAgainWithTheSameToken() {
        depot.boot();
        depot.line.cutTowardsCp();
        for (int times = 0; times < 5; times++) {
            assertThat(request(depot, "POST", INITIAL, Optional.empty(), register(PEER + times))
                            .status())
                    .isEqualTo(204);
            depot.run(Duration.ofSeconds(2));
            assertThat(Newcomers.kept(depot))
                    .as("ours, theirs, and three of theirs before at most")
                    .hasSize(Math.min(5, 2 + times));
        }
    }

    @Test
    void twoRegistersAtOnceLeaveNothingBehind() {
        depot.boot();
        List<Integer> inner = new ArrayList<>();
        depot.store.beforeCommit(commit -> {
            if (!commit.claims().isEmpty() && inner.isEmpty()) {
                inner.add(0);
                inner.add(post(depot, INITIAL, "r-2", register(PEER + "2")).status());
            }
            return true;
        });
        assertThat(post(depot, INITIAL, "r-1", register(PEER)).status()).isEqualTo(204);
        assertThat(inner).containsExactly(0, 204);
        depot.run(Duration.ofMillis(100));
        assertThat(Newcomers.kept(depot))
                .as("ours and both of theirs: what the first try of the overtaken one had put is taken back")
                .hasSize(3);
    }

    @Test
    void twoDeliveriesOfOneRegisterAtOnceAreOne() {
        depot.boot();
        List<Integer> inner = new ArrayList<>();
        depot.store.beforeCommit(commit -> {
            if (!commit.claims().isEmpty() && inner.isEmpty()) {
                inner.add(0);
                inner.add(post(depot, INITIAL, "r-1", register(PEER)).status());
            }
            return true;
        });
        assertThat(post(depot, INITIAL, "r-1", register(PEER)).status()).isEqualTo(204);
        assertThat(inner).containsExactly(0, 204);
        assertThat(Newcomers.kept(depot)).hasSize(2);
        depot.run(Duration.ofSeconds(1));
        assertThat(depot.heard(LinkEvent.RegisterReceived.class)).hasSize(1);
    }

    @Test
    void aDeleteIsTakenOnceAndItsIdIsNoOthers() {
        depot.boot();
        assertThat(post(depot, INITIAL, "r-1", register(PEER)).status()).isEqualTo(204);
        assertThat(request(depot, "DELETE", INITIAL, Optional.of("r-1"), "").status())
                .isEqualTo(409);
        assertThat(request(depot, "DELETE", INITIAL, Optional.of("d-1"), "").status())
                .isEqualTo(204);
        assertThat(depot.link().state()).isEqualTo(LinkState.UNREGISTERED);
        assertThat(request(depot, "DELETE", INITIAL, Optional.of("d-1"), "").status())
                .as("the same again")
                .isEqualTo(204);
        assertThat(request(depot, "DELETE", INITIAL, Optional.empty(), "").status())
                .as("nothing is left to end")
                .isEqualTo(204);
        depot.run(Duration.ofSeconds(1));
        assertThat(Newcomers.kept(depot)).isEmpty();
        assertThat(depot.heard(LinkEvent.RegistrationEnded.class)).hasSize(1);
    }

    @Test
    void oldAndNewAreTakenUntilTheNewOneWasUsed() {
        depot.carrying =
                network -> call -> CompletableFuture.completedFuture(new HttpReply(204, List.of(), new byte[0]));
        depot.boot();
        assertThat(post(depot, INITIAL, "r-1", register(PEER)).status()).isEqualTo(204);
        depot.run(Duration.ofSeconds(2));
        String issued = issued();
        assertThat(handshake(INITIAL, "h-1", 1))
                .as("refused for its content, not for its token")
                .isEqualTo(400);
        assertThat(handshake(issued, "h-2", 1)).isEqualTo(400);
        assertThat(handshake(INITIAL, "h-3", 60)).as("still").isEqualTo(204);
        assertThat(handshake(issued, "h-4", 60)).isEqualTo(204);
        assertThat(handshake(INITIAL, "h-5", 60)).as("no longer").isEqualTo(401);
    }

    @Test
    void aForecastWithTheNewTokenProvesItToo() {
        depot.carrying = network -> call -> new CompletableFuture<>();
        depot.boot();
        assertThat(post(depot, INITIAL, "r-1", register(PEER)).status()).isEqualTo(204);
        depot.run(Duration.ofSeconds(2));
        assertThat(depot.link().state()).as("our reply is not answered").isEqualTo(LinkState.REGISTERING);
        String body = Depot.forecastBody("AKL01", Depot.START, "400");
        assertThat(message("update_group_capacity_forecast", issued(), "f-1", body))
                .isEqualTo(204);
        depot.run(Duration.ofMillis(100));
        assertThat(depot.link().registration().orElseThrow().oldTokenExpected()).isFalse();
        assertThat(depot.link().registration().orElseThrow().registeredSince())
                .as("and our reply, which carried it")
                .isPresent();
        assertThat(message("update_group_capacity_forecast", INITIAL, "f-2", body))
                .isEqualTo(401);
    }

    private String issued() {
        return Newcomers.kept(depot).stream()
                .map(ref -> depot.vault.get(ref).orElseThrow().reveal())
                .filter(token -> token.startsWith("fp-"))
                .findFirst()
                .orElseThrow();
    }

    private int handshake(String token, String id, int interval) {
        return message(
                "handshake",
                token,
                id,
                "{\"required_behaviour\":{\"heartbeat_interval\":" + interval
                        + ",\"measurement_configuration\":[\"CONTINUOUS\"]}}");
    }

    private int message(String action, String token, String id, String body) {
        return depot.fp()
                .endpoint()
                .handle(new InboundRequest(
                        "POST",
                        "/nz/" + action,
                        List.of(new Header("Authorization", "Token " + token), new Header("X-Request-ID", id)),
                        body.getBytes(StandardCharsets.UTF_8),
                        false))
                .status();
    }
}
