package com.betterfleet.oscp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.CredentialRefusedException;
import com.betterfleet.oscp.http.CredentialUnavailableException;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.MissingCredentialException;
import com.betterfleet.oscp.http.OutboundMessage;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.WireRules;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Outbound OAuth (rule I32, RFC 6749 4.4): the request, the token's life, one request for all, and what a failure means. */
class OAuthAuthorizerTest {
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final URI TOKEN_URL = URI.create("https://cp.example.com/oauth2/token");
    private static final String CLIENT_SECRET = "s3cr+t/of=ours";
    private static final String API_KEY = "k3y-of-theirs";

    private final SecretVault vault = SecretVault.inMemory();
    private final TokenDoor door = new TokenDoor();
    private Instant now = START;
    private final OAuthAuthorizer authorizer = new OAuthAuthorizer(door, vault, () -> now);

    @BeforeEach
    void keepSecrets() {
        vault.put(Fixtures.PRESENT, Secret.of(CLIENT_SECRET));
        vault.put(SecretRef.of("nz/apikey"), Secret.of(API_KEY));
    }

    @Test
    void asksWithTheClientCredentialsGrantAndBasic() {
        authorize(message(settings("a b:c").build(), false));

        HttpCall call = door.calls.get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.uri()).isEqualTo(TOKEN_URL);
        assertThat(call.headers()).extracting(Header::name).containsExactly("Authorization", "Content-Type", "Accept");
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(door.header(0, "Authorization").substring(6)),
                        StandardCharsets.UTF_8))
                .isEqualTo("a+b%3Ac:s3cr%2Bt%2Fof%3Dours");
        assertThat(door.header(0, "Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(door.body(0)).isEqualTo("grant_type=client_credentials");
        assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void asksForTheConfiguredScopes() {
        authorize(message(
                Fixtures.settings()
                        .presentOAuth(TOKEN_URL, "us", Fixtures.PRESENT, "flex", "meter")
                        .build(),
                false));

        assertThat(door.body(0)).isEqualTo("grant_type=client_credentials&scope=flex+meter");
    }

    @Test
    void carriesTheConnectionsHeadersOnlyWhereTheProfileSaysSo() {
        ConnectionSettings settings = settings("us")
                .header("fp-id", "F1")
                .header("apikey", SecretRef.of("nz/apikey"))
                .header("accept", "text/odd")
                .build();
        door.grant("T1", 600);
        authorize(message(settings, false));
        vault.put(Fixtures.PRESENT, Secret.of("another"));
        authorize(message(settings, true));

        assertThat(door.header(0, "fp-id")).isEmpty();
        assertThat(door.header(1, "fp-id")).isEqualTo("F1");
        assertThat(door.header(1, "apikey")).isEqualTo(API_KEY);
        assertThat(door.calls.get(1).headers())
                .filteredOn(header -> header.isNamed("Accept"))
                .containsExactly(new Header("Accept", "application/json"));
    }

    @Test
    void presentsTheTokenAsBearerWhateverTheProfilesScheme() {
        door.grant("T1", 600);

        assertThat(authorize()).isEqualTo("Bearer T1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, T1",
        "479, 1, T1",
        "480, 2, T1",
        "599, 2, T1",
        "600, 2, T2",
        "601, 2, T2",
    })
    void presentsTheTokenUntilItsEndAndAsksForANewOneFromFourFifthsOfItsLifeOn(int second, int asked, String token) {
        door.grant("T1", 600);
        authorize();

        now = START.plusSeconds(second);
        door.grant("T2", 600);
        String presented = authorize();

        assertThat(door.calls).hasSize(asked);
        assertThat(presented).isEqualTo("Bearer " + token);
    }

    @Test
    void takesTheOldTokenWhileOneRefreshIsUnderWayAndTheNewOneOnceItIsThere() {
        door.grant("T1", 600);
        authorize();
        now = START.plusSeconds(480);

        assertThat(authorize()).isEqualTo("Bearer T1");
        assertThat(authorize()).isEqualTo("Bearer T1");
        assertThat(door.calls).hasSize(2);

        door.answer(200, TokenDoor.granted("T2", 600));
        assertThat(authorize()).isEqualTo("Bearer T2");
        assertThat(door.calls).hasSize(2);
    }

    @Test
    void reckonsTheLifeFromTheMomentOfAsking() {
        CompletableFuture<List<Header>> first = start(message());
        now = START.plusSeconds(20);
        door.answer(200, TokenDoor.granted("T1", 100));
        assertThat(bearer(first)).isEqualTo("Bearer T1");

        now = START.plusSeconds(79);
        authorize();
        assertThat(door.calls).hasSize(1);

        now = START.plusSeconds(80);
        authorize();
        assertThat(door.calls).hasSize(2);
    }

    @Test
    void leavesAFailedRefreshAloneForTenSecondsWhileTheOldTokenServes() {
        door.grant("T1", 600).lay(503, "").lay(503, "");
        authorize();

        now = START.plusSeconds(480);
        assertThat(authorize()).isEqualTo("Bearer T1");
        now = START.plusSeconds(489);
        assertThat(authorize()).isEqualTo("Bearer T1");
        assertThat(door.calls).hasSize(2);
        now = START.plusSeconds(490);
        assertThat(authorize()).isEqualTo("Bearer T1");
        assertThat(door.calls).hasSize(3);
    }

    @Test
    void aTokenThatHasExpiredIsNotPresentedWhenNoNewOneCanBeHad() {
        door.grant("T1", 600).lay(503, "");
        authorize();

        now = START.plusSeconds(600);

        assertThat(failure(message())).isInstanceOf(CredentialUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "{}, 300",
        "{\"expires_in\":0}, 300",
        "{\"expires_in\":1}, 1",
        "{\"expires_in\":\"900\"}, 900",
        "{\"expires_in\":86400}, 86400",
        "{\"expires_in\":86401}, 86400",
        "{\"expires_in\":9223372036854775807}, 86400",
        "{\"expires_in\":1e30}, 86400"
    })
    void theLifeIsFiveMinutesWhereItIsNotToldAndADayAtMost(String told, long seconds) {
        String members = told.length() == 2 ? "" : "," + told.substring(1, told.length() - 1);
        door.lay(200, "{\"access_token\":\"T1\",\"token_type\":\"Bearer\"" + members + "}");
        authorize();

        now = START.plusSeconds(seconds).minusMillis(1);
        assertThat(authorize()).isEqualTo("Bearer T1");
        now = START.plusSeconds(seconds);
        assertThat(start(message())).isNotDone();
        door.answer(200, TokenDoor.granted("T2", 60));
        assertThat(authorize()).isEqualTo("Bearer T2");
    }

    @Test
    void fiftyMessagesAtOnceMakeOneTokenRequest() throws InterruptedException {
        ExecutorService senders = Executors.newFixedThreadPool(10);
        CountDownLatch asked = new CountDownLatch(50);
        List<CompletableFuture<List<Header>>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                CompletableFuture<List<Header>> answer = new CompletableFuture<>();
                answers.add(answer);
                senders.execute(() -> {
                    authorizer.authorize(message()).whenComplete((headers, failure) -> answer.complete(headers));
                    asked.countDown();
                });
            }
            asked.await();
            assertThat(door.calls).hasSize(1);
            door.answer(200, TokenDoor.granted("T1", 600));
            assertThat(answers).allSatisfy(answer -> assertThat(bearer(answer)).isEqualTo("Bearer T1"));
        } finally {
            senders.shutdownNow();
        }
    }

    @Test
    void aFailureIsSharedByAllWhoWaitAndKeptForNobodyAfterThem() {
        CompletableFuture<List<Header>> first = start(message());
        CompletableFuture<List<Header>> second = start(message());
        door.answer(503, "");
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();

        door.grant("T1", 600);
        assertThat(authorize()).isEqualTo("Bearer T1");
        assertThat(door.calls).hasSize(2);
    }

    @Test
    void anEditedSecretOrClientOrUrlCountsAtOnce() {
        door.grant("T1", 600).grant("T2", 600).grant("T3", 600).grant("T4", 600);
        assertThat(authorize()).isEqualTo("Bearer T1");

        vault.put(Fixtures.PRESENT, Secret.of("edited"));
        assertThat(authorize()).isEqualTo("Bearer T2");
        assertThat(authorize(message(settings("other").build(), false))).isEqualTo("Bearer T3");
        assertThat(authorize(message(
                        Fixtures.settings()
                                .presentOAuth(URI.create("https://cp.example.com/t"), "other", Fixtures.PRESENT)
                                .build(),
                        false)))
                .isEqualTo("Bearer T4");
    }

    @Test
    void connectionsShareNoToken() {
        door.grant("T1", 600).grant("T2", 600);
        authorize();

        assertThat(authorize(message(elsewhere(), false))).isEqualTo("Bearer T2");
        assertThat(authorize()).isEqualTo("Bearer T1");
    }

    @Test
    void aRefusedTokenIsThrownAwayAndOnlyThatOne() {
        door.grant("T1", 600).grant("T2", 600);
        List<Header> first = start(message()).join();

        assertThat(authorizer.renew(message(), first)).isTrue();
        assertThat(authorize()).isEqualTo("Bearer T2");
        assertThat(authorizer.renew(message(), first)).isTrue();
        assertThat(authorize()).isEqualTo("Bearer T2");
        assertThat(door.calls).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 401, 403, 404, 405, 415, 422})
    void aNoOfTheTokenEndpointIsOurCredentialsFault(int status) {
        door.lay(status, "{\"error\":\"invalid_client\",\"error_description\":\"nobody\\u2028 of\\u0007 that name\"}");

        assertThat(failure(message()))
                .isInstanceOf(CredentialRefusedException.class)
                .hasMessage(TOKEN_URL + " answered " + status + " invalid_client: nobody of that name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{", "{}", "[]", "null", "{\"error\":7}"})
    void aNoWithoutAReasonIsANoAllTheSame(String body) {
        door.lay(400, body);

        assertThat(failure(message()))
                .isInstanceOf(CredentialRefusedException.class)
                .hasMessageContaining("answered 400 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 408, 429, 500, 502, 503, 504})
    void anEndpointThatIsNotWellIsTheWorldsFault(int status) {
        door.lay(status, "{\"error\":\"invalid_client\"}");

        assertThat(failure(message()))
                .isInstanceOf(CredentialUnavailableException.class)
                .hasMessage(TOKEN_URL + " answered " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>",
                "{}",
                "{\"access_token\":\"T\"}",
                "{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a\\r\\nb: c\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"a b\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"\\u00e9\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":7,\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"T\",\"token_type\":\"Bearer\",\"expires_in\":-1}"
            })
    void anAnswerThatNobodyCanReadIsTheWorldsFault(String body) {
        door.lay(200, body);

        assertThat(failure(message())).isInstanceOf(CredentialUnavailableException.class);
    }

    @Test
    void deepOrHugeAnswersHarmNobody() {
        door.lay(200, "[".repeat(60_000))
                .lay(200, "{\"access_token\":\"" + "x".repeat(20_000) + "\",\"token_type\":\"Bearer\"}");

        assertThat(failure(message())).isInstanceOf(CredentialUnavailableException.class);
        assertThat(failure(message())).isInstanceOf(CredentialUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void theTokenTypeIsComparedWithoutCase(String type) {
        door.lay(200, "{\"access_token\":\"T1\",\"token_type\":\"" + type + "\"}");

        assertThat(authorize()).isEqualTo("Bearer T1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mac", "DPoP", "N_A", "Token"})
    void anotherTokenTypeIsRefused(String type) {
        door.lay(200, "{\"access_token\":\"T1\",\"token_type\":\"" + type + "\"}");

        assertThat(failure(message()))
                .isInstanceOf(CredentialRefusedException.class)
                .hasMessageContaining("Bearer");
    }

    @Test
    void anEndpointThatCannotBeReachedIsTheWorldsFault() {
        door.lay(new ConnectException("to " + CLIENT_SECRET)).lay(new HttpTimeoutException("x"));

        assertThat(failure(message()))
                .isInstanceOf(CredentialUnavailableException.class)
                .hasMessage(TOKEN_URL + " did not answer: ConnectException");
        assertThat(failure(message())).hasMessage(TOKEN_URL + " did not answer: HttpTimeoutException");
    }

    @Test
    void aMissingSecretIsNamedAndNothingIsAsked() {
        vault.remove(Fixtures.PRESENT);
        assertThat(failure(message()))
                .isInstanceOf(MissingCredentialException.class)
                .hasMessage("secret:nz/out is not in the vault");

        keepSecrets();
        vault.remove(SecretRef.of("nz/apikey"));
        ConnectionSettings settings =
                settings("us").header("apikey", SecretRef.of("nz/apikey")).build();
        assertThat(failure(message(settings, true)))
                .isInstanceOf(MissingCredentialException.class)
                .hasMessage("secret:nz/apikey is not in the vault");
        assertThat(door.calls).isEmpty();
    }

    @Test
    void neverThrowsWhateverTheSenderDoes() {
        OAuthAuthorizer broken = new OAuthAuthorizer(
                call -> {
                    throw new IllegalStateException(CLIENT_SECRET);
                },
                vault,
                () -> now);
        OAuthAuthorizer silent = new OAuthAuthorizer(call -> null, vault, () -> now);

        assertThat(broken.authorize(message())).isCompletedExceptionally();
        assertThat(silent.authorize(message())).isCompletedExceptionally();
        assertThat(silent.authorize(Fixtures.message(Fixtures.settings().build(), WireRules.STANDARD)))
                .isCompletedExceptionally();
    }

    @Test
    void noSecretAndNoTokenIsInAnyText() {
        String basic = Base64.getEncoder().encodeToString("us:s3cr%2Bt%2Fof%3Dours".getBytes(StandardCharsets.UTF_8));
        door.lay(
                400,
                "{\"error\":\"invalid_client\",\"error_description\":\"" + CLIENT_SECRET + " or " + basic + " or "
                        + API_KEY + " " + "x".repeat(9_000) + "\"}");
        ConnectionSettings settings =
                settings("us").header("apikey", SecretRef.of("nz/apikey")).build();

        String message = String.valueOf(failure(message(settings, true)).getMessage());

        assertThat(message)
                .contains("invalid_client: *** or *** or ***")
                .hasSizeLessThanOrEqualTo(300)
                .matches("[ -~]*");
        assertThat(List.of(door.calls, door.calls.get(0).headers()).toString())
                .doesNotContain(CLIENT_SECRET, basic, API_KEY);
        assertThat(HeldToken.of("T-1", START, Duration.ofSeconds(9)) + ""
                        + new TokenCall.Granted("T-1", Duration.ofSeconds(9))
                        + new TokenSlot.Key(
                                new PresentedCredential.OAuth(TOKEN_URL, "us", Fixtures.PRESENT, List.of()),
                                Secret.of(CLIENT_SECRET)))
                .doesNotContain("T-1", CLIENT_SECRET);
    }

    @Test
    void theCompositePicksByTheMessagesCredential() {
        CredentialAuthorizer any = new CredentialAuthorizer(door, vault, () -> now);
        door.grant("T1", 600);

        OutboundMessage token = Fixtures.message(Fixtures.settings().build(), WireRules.STANDARD);
        assertThat(any.authorize(token))
                .isCompletedWithValue(List.of(new Header("Authorization", "Token " + CLIENT_SECRET)));
        assertThat(any.renew(token, List.of())).isFalse();
        assertThat(any.authorize(message())).isCompletedWithValue(List.of(new Header("Authorization", "Bearer T1")));
        assertThat(any.renew(message(), List.of(new Header("Authorization", "Bearer T1"))))
                .isTrue();
        assertThat(token.longest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(message().longest()).isEqualTo(Duration.ofMinutes(2));
    }

    private String authorize() {
        return authorize(message());
    }

    private String authorize(OutboundMessage message) {
        CompletableFuture<List<Header>> answer = start(message);
        return answer.isDone() ? bearer(answer) : "";
    }

    private CompletableFuture<List<Header>> start(OutboundMessage message) {
        return authorizer.authorize(message).toCompletableFuture();
    }

    private static String bearer(CompletableFuture<List<Header>> answer) {
        return answer.join().get(0).value();
    }

    private Throwable failure(OutboundMessage message) {
        Throwable thrown = catchThrowable(() -> start(message).join());
        return thrown.getCause() == null ? thrown : thrown.getCause();
    }

    private static ConnectionSettingsBuilder settings(String clientId) {
        return Fixtures.settings().presentOAuth(TOKEN_URL, clientId, Fixtures.PRESENT);
    }

    private static ConnectionSettings elsewhere() {
        return ConnectionSettings.of("au", "plain")
                .cpBaseUrl(URI.create("https://cp.example.com/oscp/cp/2.0"))
                .presentOAuth(TOKEN_URL, "us", Fixtures.PRESENT)
                .expectToken(Fixtures.EXPECT)
                .build();
    }

    private static OutboundMessage message() {
        return message(settings("us").build(), false);
    }

    private static OutboundMessage message(ConnectionSettings settings, boolean headersToo) {
        return Fixtures.message(
                settings, new WireRules(AuthScheme.TOKEN, Map.of(), Set.of(), Optional.empty(), List.of(), headersToo));
    }
}
