package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.HEARTBEAT;
import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.auth.TokenAuthorizer;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.outbox.SendResult.Answered;
import com.betterfleet.oscp.outbox.SendResult.NoAnswer;
import com.betterfleet.oscp.outbox.SendResult.NotSent;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.HeaderRule;
import com.betterfleet.oscp.profile.WireRules;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client writes (OSCP 2.0 over HTTP) and how it reports what came back (rule I31 rests on it). */
class OscpClientTest {
    private static final RequestId ID = Fixtures.ID;

    private final SecretVault vault = SecretVault.inMemory();
    private final List<HttpCall> calls = new ArrayList<>();
    private CompletionStage<HttpReply> answer = reply(204, "");
    private final OscpClient client = new OscpClient(recording(), new TokenAuthorizer(vault), vault);

    @BeforeEach
    void keepSecrets() {
        vault.put(Fixtures.PRESENT, Secret.of("tok-en-out"));
        vault.put(SecretRef.of("nz/apikey"), Secret.of("api-key-value"));
    }

    @Test
    void writesAddressAndHeadersInOrderEachOnce() {
        ConnectionSettings settings = Fixtures.settings()
                .header("fp-id", "F1")
                .header("apikey", SecretRef.of("nz/apikey"))
                .build();

        send(settings, WireRules.STANDARD, Optional.of(new RequestId("theirs 7")));

        HttpCall call = calls.get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.uri()).isEqualTo(URI.create("https://cp.example.com/oscp/cp/2.0/heartbeat"));
        assertThat(call.headers())
                .containsExactly(
                        new Header("Authorization", "Token tok-en-out"),
                        new Header("Content-Type", "application/json"),
                        new Header("Accept", "application/json"),
                        new Header("X-Request-ID", ID.value()),
                        new Header("X-Correlation-ID", "theirs 7"),
                        new Header("fp-id", "F1"),
                        new Header("apikey", "api-key-value"));
        assertThat(call.body()).isEqualTo(utf8(HEARTBEAT));
        assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void letsAConfiguredHeaderReplaceOneOfOurs() {
        ConnectionSettings settings =
                Fixtures.settings().header("accept", "*/*").build();

        send(settings, WireRules.STANDARD, Optional.empty());

        assertThat(calls.get(0).headers())
                .extracting(Header::toString)
                .containsExactly("Authorization: ***", "Content-Type: ***", "accept: ***", "X-Request-ID: ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "x-request-id", "X-Correlation-ID", "Host", "content-length", "Connection"})
    void headersThatTheLibraryOrTheTransportWritesCannotBeConfigured(String name) {
        ConnectionSettingsBuilder settings = Fixtures.settings().header(name, "x");

        assertThatThrownBy(settings::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void sendsNothingWithoutItsSecretsAndNamesTheMissingOne() {
        vault.remove(Fixtures.PRESENT);
        assertThat(send()).isEqualTo(new NotSent("secret:nz/out is not in the vault"));

        keepSecrets();
        ConnectionSettings settings =
                Fixtures.settings().header("apikey", SecretRef.of("nz/gone")).build();
        assertThat(send(settings, WireRules.STANDARD, Optional.empty()))
                .isEqualTo(new NotSent("header apikey: secret:nz/gone is not in the vault"));
        assertThat(calls).isEmpty();
    }

    @Test
    void aSecretThatNoHeaderMayCarryNeverLeavesAndIsNotShown() {
        ConnectionSettings settings =
                Fixtures.settings().header("apikey", SecretRef.of("nz/file")).build();

        SendResult result = new OscpClient(recording(), new TokenAuthorizer(vault), new VaultOfFiles())
                .send(message(settings, WireRules.STANDARD, Optional.empty()))
                .toCompletableFuture()
                .join();

        assertThat(result)
                .isEqualTo(new NotSent(
                        "header apikey: secret:nz/file cannot be read from the vault, IllegalArgumentException"));
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer x\r\nX-More: 1", "Bearer x\ny", "Bearer x\u0000", "Bearer x\u007f", "Bearer \u2603"})
    void aCredentialThatNoHeaderMayCarryNeverLeavesWhateverTheSender(String value) {
        OscpClient careless = new OscpClient(
                recording(),
                message -> CompletableFuture.completedFuture(List.of(new Header("Authorization", value))),
                vault);

        assertThat(careless.send(message(Fixtures.settings().build(), WireRules.STANDARD, Optional.empty())))
                .isCompletedWithValue(new NotSent("header Authorization has a value that no header may carry"));
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-request-id", "X-REQUEST-ID", "X-Request-ID"})
    void thePartnersSpellingOfTheRequestIdReplacesOurs(String spelling) {
        send(Fixtures.settings().build(), generated(spelling), Optional.empty());

        assertThat(calls.get(0).headers())
                .filteredOn(header -> header.isNamed("X-Request-ID"))
                .containsExactly(new Header(spelling, ID.value()));
        assertThat(calls.get(0).headers()).hasSize(4);
    }

    @Test
    void theIdUnderAnotherNameStandsBesideXRequestId() {
        send(Fixtures.settings().build(), generated("message-id"), Optional.empty());

        assertThat(calls.get(0).headers())
                .contains(new Header("X-Request-ID", ID.value()), new Header("message-id", ID.value()));
    }

    @Test
    void aSenderThatNeverAnswersHoldsNobodyUp() {
        answer = new CompletableFuture<>();

        CompletionStage<SendResult> result =
                client.send(message(Fixtures.settings().build(), WireRules.STANDARD, Optional.empty()));

        assertThat(result).isNotCompleted();
        assertThat(calls).hasSize(1);
        answer.toCompletableFuture().complete(new HttpReply(204, List.of(), new byte[0]));
        assertThat(result).isCompletedWithValue(new Answered(204, Optional.empty(), ""));
    }

    @Test
    void anAuthorizerThatNeverAnswersHoldsNobodyUp() {
        OscpClient waiting = new OscpClient(recording(), message -> new CompletableFuture<>(), vault);

        assertThat(waiting.send(message(Fixtures.settings().build(), WireRules.STANDARD, Optional.empty())))
                .isNotCompleted();
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 200, 302, 400, 401, 403, 404, 409, 422, 429, 500, 501, 503})
    void reportsEveryStatusAsAnswered(int status) {
        answer = reply(status, "");

        assertThat(send()).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(status);
            assertThat(answered.success()).isEqualTo(status < 300);
            assertThat(answered.message()).isEmpty();
        });
    }

    @Test
    void quotesThePeersMessageBoundedAndPrintable() {
        answer = reply(400, "{\"message\":\"group\\u0007\\u2028" + "x".repeat(900) + "\"}");

        String message = ((Answered) send()).message();

        assertThat(message).startsWith("group ?xxx").hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>no</html>", "{", "[]", "{\"message\":7}", "{\"message\":null}", "\u0000"})
    void readsNoMessageOutOfAnythingElse(String body) {
        answer = reply(500, body);

        assertThat(((Answered) send()).message()).isEmpty();
    }

    @Test
    void neverReportsASecretThatThePeerQuotes() {
        answer = reply(401, "{\"message\":\"Token tok-en-out or tok-en-out or api-key-value is wrong\"}");
        ConnectionSettings settings =
                Fixtures.settings().header("apikey", SecretRef.of("nz/apikey")).build();

        SendResult result = send(settings, WireRules.STANDARD, Optional.empty());

        assertThat(((Answered) result).message()).isEqualTo("*** or *** or *** is wrong");
    }

    @Test
    void leavesNoHalfOfASecretWhereTheMessageIsCut() {
        answer = reply(401, "{\"message\":\"" + "x".repeat(495) + "tok-en-out\"}");

        assertThat(((Answered) send()).message()).endsWith("x***");
    }

    @Test
    void seesThroughEscapesInWhatThePeerQuotes() {
        answer = reply(401, "{\"message\":\"\\u0074ok-en-out\"}");

        assertThat(((Answered) send()).message()).isEqualTo("***");
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "7, PT7S", "999999999, PT24H", " 12 , PT12S"})
    void readsRetryAfterInSeconds(String value, Duration expected) {
        answer = reply(503, "", new Header("retry-after", value));

        assertThat(((Answered) send()).retryAfter()).contains(expected);
    }

    @Test
    void measuresARetryAfterDateAgainstTheReplysOwnDate() {
        Header date = new Header("Date", "Thu, 01 Jan 2026 10:00:00 GMT");
        answer = reply(503, "", date, new Header("Retry-After", "Thu, 01 Jan 2026 10:00:45 GMT"));
        assertThat(((Answered) send()).retryAfter()).contains(Duration.ofSeconds(45));

        answer = reply(503, "", date, new Header("Retry-After", "Thu, 01 Jan 2026 09:00:00 GMT"));
        assertThat(((Answered) send()).retryAfter()).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1.5", "9999999999", "Thu, 01 Jan 2026 10:00:45 GMT"})
    void ignoresARetryAfterThatSaysNothing(String value) {
        answer = reply(503, "", new Header("Retry-After", value));

        assertThat(((Answered) send()).retryAfter()).isEmpty();
    }

    @Test
    void reportsAFailureByItsClassesNeverByItsMessage() {
        answer = CompletableFuture.failedFuture(new ConnectException("Token tok-en-out"));
        assertThat(send()).isEqualTo(new NoAnswer("ConnectException"));

        answer = CompletableFuture.failedFuture(new IOException("x", new IllegalStateException("y")));
        assertThat(send()).isEqualTo(new NoAnswer("IOException < IllegalStateException"));
    }

    @Test
    void survivesSendersAndAuthorizersThatBreakTheirContract() {
        assertThat(resultOf(call -> {
                    throw new IllegalStateException("tok-en-out");
                }))
                .isEqualTo(new NoAnswer("IllegalStateException"));
        assertThat(resultOf(call -> null)).isEqualTo(new NoAnswer("NullPointerException"));
        OscpClient unauthorized = new OscpClient(
                call -> answer,
                message -> {
                    throw new IllegalStateException("tok-en-out");
                },
                vault);
        assertThat(unauthorized.send(message(Fixtures.settings().build(), WireRules.STANDARD, Optional.empty())))
                .isCompletedWithValue(new NoAnswer("IllegalStateException"));
    }

    @Test
    void survivesAnAuthorizerWithoutAnAnswer() {
        OscpClient silent = new OscpClient(call -> answer, message -> null, vault);

        assertThat(silent.send(message(Fixtures.settings().build(), WireRules.STANDARD, Optional.empty())))
                .isCompletedWithValue(new NoAnswer("NullPointerException"));
    }

    @Test
    void showsNoSecretInAnyText() {
        ConnectionSettings settings =
                Fixtures.settings().header("apikey", SecretRef.of("nz/apikey")).build();
        OutboundMessage message = message(settings, WireRules.STANDARD, Optional.empty());
        client.send(message);

        List<Object> shown =
                List.of(message, calls.get(0), calls.get(0).headers(), new HttpReply(200, List.of(), utf8("x")));

        assertThat(shown.toString()).doesNotContain("tok-en-out").doesNotContain("api-key-value");
    }

    private HttpSender recording() {
        return call -> {
            calls.add(call);
            return answer;
        };
    }

    private static WireRules generated(String header) {
        return new WireRules(
                AuthScheme.TOKEN,
                Map.of(),
                Set.of(),
                Optional.empty(),
                List.of(new HeaderRule.OfRequestId(header)),
                false);
    }

    private SendResult resultOf(HttpSender sender) {
        return new OscpClient(sender, new TokenAuthorizer(vault), vault)
                .send(message(Fixtures.settings().build(), WireRules.STANDARD, Optional.empty()))
                .toCompletableFuture()
                .join();
    }

    private SendResult send() {
        return send(Fixtures.settings().build(), WireRules.STANDARD, Optional.empty());
    }

    private SendResult send(ConnectionSettings settings, WireRules wire, Optional<RequestId> correlation) {
        return client.send(message(settings, wire, correlation))
                .toCompletableFuture()
                .join();
    }

    private static OutboundMessage message(
            ConnectionSettings settings, WireRules wire, Optional<RequestId> correlation) {
        return Fixtures.message(settings, wire, correlation);
    }

    private static CompletionStage<HttpReply> reply(int status, String body, Header... headers) {
        return CompletableFuture.completedFuture(new HttpReply(status, List.of(headers), utf8(body)));
    }

    /** Takes whatever stands in a file for a secret. */
    private static final class VaultOfFiles implements SecretVault {
        @Override
        public Optional<Secret> get(SecretRef ref) {
            return Optional.of(Secret.of("hush\r\nX-More: 1"));
        }

        @Override
        public void put(SecretRef ref, Secret secret) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(SecretRef ref) {
            throw new UnsupportedOperationException();
        }
    }
}
