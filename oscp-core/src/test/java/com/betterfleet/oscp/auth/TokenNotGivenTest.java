package com.betterfleet.oscp.auth;

import static com.betterfleet.oscp.auth.OAuthClient.API_KEY;
import static com.betterfleet.oscp.auth.OAuthClient.CLIENT_SECRET;
import static com.betterfleet.oscp.auth.OAuthClient.START;
import static com.betterfleet.oscp.auth.OAuthClient.TOKEN_URL;
import static com.betterfleet.oscp.auth.OAuthClient.bearer;
import static com.betterfleet.oscp.auth.OAuthClient.message;
import static com.betterfleet.oscp.auth.OAuthClient.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.http.CredentialRefusedException;
import com.betterfleet.oscp.http.CredentialUnavailableException;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.MissingCredentialException;
import com.betterfleet.oscp.profile.WireRules;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it means when the peer's token endpoint gives no token (rules I31 and I32): our credentials' fault, or the world's. */
class TokenNotGivenTest {
    private final OAuthClient us = new OAuthClient();

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 400, 401, 403, 404, 405, 415, 422})
    void aNoOfTheTokenEndpointIsOurCredentialsFault(int status) {
        us.door.lay(
                status, "{\"error\":\"invalid_client\",\"error_description\":\"nobody\\u2028 of\\u0007 that name\"}");

        assertThat(us.failure())
                .isInstanceOf(CredentialRefusedException.class)
                .hasMessage(TOKEN_URL + " answered " + status + " invalid_client: nobody of that name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{", "{}", "[]", "null", "{\"error\":7}"})
    void aNoWithoutAReasonIsANoAllTheSame(String body) {
        us.door.lay(400, body);

        assertThat(us.failure()).isInstanceOf(CredentialRefusedException.class).hasMessageContaining("answered 400 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 408, 429, 500, 502, 503, 504})
    void anEndpointThatIsNotWellIsTheWorldsFault(int status) {
        us.door.lay(status, "{\"error\":\"invalid_client\"}");

        assertThat(us.failure())
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
                "{\"access_token\":\"a\\u007f\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"\\u00e9\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":7,\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"T\",\"token_type\":\"Bearer\",\"expires_in\":-1}"
            })
    void anAnswerThatNobodyCanReadIsTheWorldsFault(String body) {
        us.door.lay(200, body);

        assertThat(us.failure()).isInstanceOf(CredentialUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource({"16384, true", "16385, false"})
    void aTokenOfAnyPrintableCharactersServesUpTo16Kibi(int length, boolean serves) {
        String token = "!~" + "x".repeat(length - 2);
        us.door.grant(token, 60);

        CompletableFuture<List<Header>> answer = us.start();

        assertThat(answer.isCompletedExceptionally()).isNotEqualTo(serves);
        if (serves) {
            assertThat(bearer(answer)).isEqualTo("Bearer " + token);
        }
    }

    @Test
    void deepOrHugeAnswersHarmNobody() {
        us.door
                .lay(200, "[".repeat(60_000))
                .lay(200, "{\"access_token\":\"" + "x".repeat(20_000) + "\",\"token_type\":\"Bearer\"}");

        assertThat(us.failure()).isInstanceOf(CredentialUnavailableException.class);
        assertThat(us.failure()).isInstanceOf(CredentialUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void theTokenTypeIsComparedWithoutCase(String type) {
        us.door.lay(200, "{\"access_token\":\"T1\",\"token_type\":\"" + type + "\"}");

        assertThat(us.authorize()).isEqualTo("Bearer T1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mac", "DPoP", "N_A", "Token"})
    void anotherTokenTypeIsRefused(String type) {
        us.door.lay(200, "{\"access_token\":\"T1\",\"token_type\":\"" + type + "\"}");

        assertThat(us.failure()).isInstanceOf(CredentialRefusedException.class).hasMessageContaining("Bearer");
    }

    @Test
    void anEndpointThatCannotBeReachedIsTheWorldsFault() {
        us.door.lay(new ConnectException("to " + CLIENT_SECRET)).lay(new HttpTimeoutException("x"));

        assertThat(us.failure())
                .isInstanceOf(CredentialUnavailableException.class)
                .hasMessage(TOKEN_URL + " did not answer: ConnectException");
        assertThat(us.failure()).hasMessage(TOKEN_URL + " did not answer: HttpTimeoutException");
    }

    @Test
    void aMissingSecretIsNamedAndNothingIsAsked() {
        us.vault.remove(Fixtures.PRESENT);
        assertThat(us.failure())
                .isInstanceOf(MissingCredentialException.class)
                .hasMessage("secret:nz/out is not in the vault");

        us.keepSecrets();
        us.vault.remove(SecretRef.of("nz/apikey"));
        ConnectionSettings settings =
                settings("us").header("apikey", SecretRef.of("nz/apikey")).build();
        assertThat(us.failure(message(settings, true)))
                .isInstanceOf(MissingCredentialException.class)
                .hasMessage("secret:nz/apikey is not in the vault");
        assertThat(us.door.calls).isEmpty();
    }

    @Test
    void neverThrowsWhateverTheSenderDoes() {
        OAuthAuthorizer broken = new OAuthAuthorizer(
                call -> {
                    throw new IllegalStateException(CLIENT_SECRET);
                },
                us.vault,
                () -> us.now);
        OAuthAuthorizer silent = new OAuthAuthorizer(call -> null, us.vault, () -> us.now);

        assertThat(broken.authorize(message())).isCompletedExceptionally();
        assertThat(silent.authorize(message())).isCompletedExceptionally();
        assertThat(silent.authorize(Fixtures.message(Fixtures.settings().build(), WireRules.STANDARD)))
                .isCompletedExceptionally();
    }

    @Test
    void aSecretThatBeginsLikeAnotherIsClearedWhole() {
        us.vault.put(SecretRef.of("nz/apikey"), Secret.of(CLIENT_SECRET + "-and-more"));
        us.door.lay(400, "{\"error\":\"invalid_client\",\"error_description\":\"" + CLIENT_SECRET + "-and-more\"}");
        ConnectionSettings settings =
                settings("us").header("apikey", SecretRef.of("nz/apikey")).build();

        assertThat(us.failure(message(settings, true))).hasMessage(TOKEN_URL + " answered 400 invalid_client: ***");
    }

    @Test
    void whatFailedOnTheWayIsNamedByItsCause() {
        us.door.lay(new CompletionException(new ConnectException("x"))).lay(new CompletionException(null));

        assertThat(us.failure()).hasMessage(TOKEN_URL + " did not answer: ConnectException");
        assertThat(us.failure()).hasMessage(TOKEN_URL + " did not answer: CompletionException");
    }

    @Test
    void aFailureThatHasACauseIsNamedByItself() {
        us.door.lay(new HttpTimeoutException("x").initCause(new ConnectException("y")));

        assertThat(us.failure()).hasMessage(TOKEN_URL + " did not answer: HttpTimeoutException");
    }

    @Test
    void noSecretAndNoTokenIsInAnyText() {
        String basic = Base64.getEncoder().encodeToString("us:s3cr%2Bt%2Fof%3Dours".getBytes(StandardCharsets.UTF_8));
        us.door.lay(
                400,
                "{\"error\":\"invalid_client\",\"error_description\":\"" + CLIENT_SECRET + " or " + basic + " or "
                        + API_KEY + " " + "x".repeat(9_000) + "\"}");
        ConnectionSettings settings =
                settings("us").header("apikey", SecretRef.of("nz/apikey")).build();

        String message = String.valueOf(us.failure(message(settings, true)).getMessage());

        assertThat(message)
                .contains("invalid_client: *** or *** or ***")
                .hasSizeLessThanOrEqualTo(300)
                .matches("[ -~]*");
        assertThat(List.of(us.door.calls, us.door.calls.get(0).headers()).toString())
                .doesNotContain(CLIENT_SECRET, basic, API_KEY);
        assertThat(HeldToken.of("T-1", START, Duration.ofSeconds(9)) + ""
                        + new TokenCall.Granted("T-1", Duration.ofSeconds(9))
                        + new TokenSlot.Key(
                                new PresentedCredential.OAuth(TOKEN_URL, "us", Fixtures.PRESENT, List.of()),
                                Secret.of(CLIENT_SECRET)))
                .startsWith("token until 2026-01-01T10:00:09Ztoken for PT9S")
                .doesNotContain("T-1", CLIENT_SECRET);
    }
}
