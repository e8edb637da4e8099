package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.testkit.cp.ReceivedMessage;
import com.betterfleet.oscp.testkit.cp.SentMessage;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OAuth both ways between a provider and its utility, over loopback in virtual time (rule I32). */
class OAuthTest {
    private static final SecretRef KEY = SecretRef.of("token-key");
    private static final String KEY_TEXT = "key-5ecre7-d-0123456789abcdefghijklm";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final List<WireExchange> wire = new ArrayList<>();
    private final Depot depot = depot();

    private Depot depot() {
        Depot made = new Depot(settings -> Depot.vectorsRules(settings)
                .issueTokens("betterfleet", Depot.SECRETS.get(0), LIFE)
                .presentTokensOf(URI.create("https://depot.example/oauth2/token"), "derms", Depot.SECRETS.get(1)));
        made.vault.put(KEY, Secret.of(KEY_TEXT));
        made.more = builder -> builder.tokenKeys(KEY);
        made.configuration = fp -> {
            fp.configuration().connect(connection(), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        };
        made.network.listen(wire::add);
        return made;
    }

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void anHourOfTokensBothWaysAndNotOneRefusal() {
        depot.live("500").run(Duration.ofHours(1));

        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.cp.complaints()).isEmpty();
        assertThat(depot.cp.received()).extracting(ReceivedMessage::status).containsOnly(204);
        assertThat(depot.cp.sent()).allMatch(SentMessage::succeeded);
        assertThat(asked("derms.example")).hasSizeBetween(7, 8);
        assertThat(asked("depot.example")).hasSizeBetween(12, 14);
    }

    @Test
    void ourTokenIsRefreshedWhenFourFifthsOfItsLifeHavePassed() {
        depot.online().run(Duration.ofMinutes(40));

        List<Instant> asked = asked("derms.example");
        assertThat(asked).hasSizeGreaterThanOrEqualTo(4);
        for (int i = 1; i < asked.size(); i++) {
            assertThat(Duration.between(asked.get(i - 1), asked.get(i)))
                    .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(8).plusSeconds(30));
        }
    }

    @Test
    void aRevokedTokenIsReplacedAndTheSameMessageGoesThrough() {
        depot.live("500");
        int before = depot.cp.received().size();

        depot.cp.tokenEndpoint().revokeAll();
        depot.run(Duration.ofMinutes(2));

        List<ReceivedMessage> since =
                depot.cp.received().subList(before, depot.cp.received().size());
        assertThat(since)
                .filteredOn(message -> message.status() == 401)
                .singleElement()
                .satisfies(refused -> assertThat(since)
                        .filteredOn(message -> message.requestId().equals(refused.requestId()))
                        .extracting(ReceivedMessage::status)
                        .containsExactly(401, 204));
        assertThat(depot.heard(LinkEvent.ConditionRaised.class)).isEmpty();
        assertThat(depot.cp.complaints()).isEmpty();
    }

    @Test
    void aTokenEndpointThatSaysNoIsAVisibleConditionUntilItSaysYes() {
        depot.live("500");
        depot.cp.tokenEndpoint().answer(401);
        depot.cp.tokenEndpoint().revokeAll();
        depot.run(Duration.ofMinutes(1));

        String detail = depot.detail(Condition.AUTH_FAILED);
        assertThat(detail).contains("https://derms.example/oauth2/token answered 401 invalid_client: as scripted");
        assertThat(depot.heard(LinkEvent.ConditionRaised.class))
                .extracting(LinkEvent.ConditionRaised::condition)
                .containsExactly(Condition.AUTH_FAILED);

        depot.cp.tokenEndpoint().answerNormally();
        depot.run(Duration.ofMinutes(1));
        assertThat(depot.link().conditions()).isEmpty();
        assertThat(depot.heard(LinkEvent.ConditionCleared.class)).hasSize(1);
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
    }

    @Test
    void aTokenEndpointThatIsDownIsAConditionUntilItGivesTokensAgain() {
        depot.live("500");
        depot.cp.tokenEndpoint().answer(503);
        depot.cp.tokenEndpoint().revokeAll();
        depot.run(Duration.ofMinutes(1));

        assertThat(depot.detail(Condition.AUTH_FAILED)).contains("answered 503");

        depot.cp.tokenEndpoint().answerNormally();
        depot.run(Duration.ofMinutes(1));
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.link().conditions()).isEmpty();
    }

    @Test
    void aWrongSecretIsMendedByPuttingTheRightOneIntoTheVault() {
        depot.vault.put(SecretRef.of("nz/out"), Secret.of("wrong"));
        depot.boot().run(Duration.ofMinutes(1));
        assertThat(depot.detail(Condition.AUTH_FAILED)).contains("401 invalid_client: unknown client");

        depot.vault.put(SecretRef.of("nz/out"), Secret.of(Depot.SECRETS.get(0)));
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(3));
        assertThat(depot.link().conditions()).isEmpty();
    }

    @Test
    void aMissingSecretIsAMisconfiguration() {
        depot.vault.remove(SecretRef.of("nz/out"));
        depot.boot().run(Duration.ofMinutes(1));

        assertThat(depot.detail(Condition.MISCONFIGURED)).contains("secret:nz/out is not in the vault");
        assertThat(asked("derms.example")).isEmpty();
    }

    @Test
    void theUtilitysTokenOutlivesACrashOfOurs() {
        depot.live("500");
        depot.crash();
        depot.restart();
        int asked = asked("depot.example").size();
        depot.run(Duration.ofMinutes(1));

        assertThat(asked("depot.example")).hasSize(asked);
        assertThat(depot.cp.complaints()).isEmpty();
    }

    @Test
    void aTokenOfOneNodeCountsAtTheOther() {
        depot.live("500");
        Node other = depot.another("fp-2", "depot-2.example");
        String token = tokens().filter(text -> text.startsWith("eyJ"))
                .reduce((a, b) -> b)
                .orElseThrow();

        assertThat(Depot.post(
                                other,
                                "/nz/heartbeat",
                                token,
                                "b-1",
                                "{\"offline_mode_at\":\"2126-01-01T00:00:00.000Z\"}")
                        .status())
                .isEqualTo(204);
        assertThat(Depot.post(other, "/nz/heartbeat", token + "x", "b-2", "{}").status())
                .isEqualTo(401);
    }

    @Test
    void aSuspendedConnectionGivesTokensAndAnswersItsMessagesWithTheReason() {
        depot.live("500");
        depot.fp().operations().suspend(Depot.NZ, Depot.OPS);

        InboundAnswer answer = ask("derms", Depot.SECRETS.get(1));
        assertThat(answer.status()).isEqualTo(200);
        String token = token(text(answer));
        assertThat(depot.post("/nz/heartbeat", token, "b-1", "{}").status()).isEqualTo(503);
    }

    @Test
    void aWrongClientSecretIsToldAsAnEventWithoutShowingIt() {
        depot.boot();
        assertThat(ask("derms", "gu3ssed").status()).isEqualTo(401);
        assertThat(ask("nobody", "gu3ssed").status()).isEqualTo(401);
        depot.run(Duration.ofSeconds(1));

        assertThat(depot.heard(LinkEvent.MessageRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.toString()).contains("token").doesNotContain("gu3ssed");
        });
    }

    @Test
    void whileTheStoreIsDownNoTokenIsGiven() {
        depot.boot();
        depot.store.down(true);

        assertThat(ask("derms", Depot.SECRETS.get(1)).status()).isEqualTo(503);
    }

    @Test
    void noSecretAndNoTokenIsInAnyTextOfOurs() {
        depot.live("500");
        depot.cp.tokenEndpoint().revokeAll();
        depot.cp.tokenEndpoint().answer(401);
        depot.run(Duration.ofMinutes(2));

        String texts = depot.events.toString() + depot.fp().status().toJson() + depot.store.content();
        assertThat(tokens().toList())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(token -> assertThat(texts).doesNotContain(token));
        assertThat(texts).doesNotContain(KEY_TEXT).doesNotContain(Depot.SECRETS);
    }

    @Test
    void withoutAKeyNoConnectionMayExpectOurTokens() {
        depot.more = builder -> {};
        depot.configuration = fp -> assertThatIllegalArgumentException()
                .isThrownBy(() -> fp.configuration().connect(connection(), Depot.OPS))
                .withMessageContaining("connection nz")
                .withMessageContaining("tokenKeys");
        depot.boot();

        assertThat(ask("derms", Depot.SECRETS.get(1)).status()).isEqualTo(503);
    }

    @Test
    void aConnectionThatHasLostItsKeyCanStillBeDisabled() {
        depot.boot();
        depot.crash();
        depot.more = builder -> {};
        depot.configuration = fp -> {};
        depot.restart();

        assertThat(depot.post("heartbeat", "b-1", "{}").status()).isEqualTo(503);
        depot.fp().configuration().disable(Depot.NZ, Depot.OPS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().enable(Depot.NZ, Depot.OPS))
                .withMessageContaining("tokenKeys");
    }

    @Test
    void aClientIdNamesOneConnection() {
        depot.boot();
        ConnectionSettingsBuilder second = ConnectionSettings.of("au", "vector")
                .cpBaseUrl(URI.create("https://derms.example/oscp/cp/2.0"))
                .presentToken(SecretRef.of("au/out"))
                .header("fp-id", "F1")
                .header("apikey", SecretRef.of("nz/apikey"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp()
                        .configuration()
                        .connect(second.expectOAuth("derms", SecretRef.of("au/in")), Depot.OPS))
                .withMessageContaining("connection nz")
                .withMessageContaining("'derms'");
        assertThatCode(() -> depot.fp()
                        .configuration()
                        .connect(second.expectOAuth("derms-au", SecretRef.of("au/in")), Depot.OPS))
                .doesNotThrowAnyException();
        assertThatCode(() -> depot.fp().configuration().connect(connection(), Depot.OPS))
                .doesNotThrowAnyException();
    }

    private static ConnectionSettingsBuilder connection() {
        return Depot.connection()
                .presentOAuth(URI.create("https://derms.example/oauth2/token"), "betterfleet", SecretRef.of("nz/out"))
                .expectOAuth("derms", SecretRef.of("nz/in"));
    }

    private InboundAnswer ask(String client, String secret) {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        List<Header> headers = List.of(
                new Header("Authorization", "Basic " + basic),
                new Header("Content-Type", "application/x-www-form-urlencoded"));
        byte[] form = "grant_type=client_credentials".getBytes(StandardCharsets.UTF_8);
        return depot.fp().tokenEndpoint().handle(new InboundRequest("POST", "", headers, form, false));
    }

    private List<Instant> asked(String authority) {
        return exchanges()
                .filter(exchange -> exchange.to().equals(authority))
                .map(WireExchange::at)
                .toList();
    }

    private Stream<String> tokens() {
        return exchanges()
                .filter(exchange -> exchange.outcome() instanceof WireExchange.Outcome.Answered answered
                        && answered.reply().status() == 200)
                .map(exchange -> token(((WireExchange.Outcome.Answered) exchange.outcome())
                        .reply()
                        .body()
                        .text()));
    }

    private Stream<WireExchange> exchanges() {
        return List.copyOf(wire).stream()
                .filter(exchange -> exchange.call().uri().getPath().equals("/oauth2/token"));
    }

    private static String token(String body) {
        Matcher matcher = TOKEN.matcher(body);
        assertThat(matcher.find()).as(body).isTrue();
        return matcher.group(1);
    }

    private static String text(InboundAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
