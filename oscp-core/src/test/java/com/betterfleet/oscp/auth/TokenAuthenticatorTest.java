package com.betterfleet.oscp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundConnection;
import com.betterfleet.oscp.http.MissingCredentialException;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.WireRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inbound credentials: one token and the header checks of the connection, exactly. */
class TokenAuthenticatorTest {
    private static final Header TOKEN = new Header("Authorization", "Token let-me-in");
    private static final Header KEY = new Header("APIKEY", "k-1");
    private static final Header CP = new Header("cp-id", "C1");

    private final SecretVault vault = SecretVault.inMemory();
    private final TokenAuthenticator authenticator = new TokenAuthenticator(vault);
    private final ConnectionSettings plain = Fixtures.settings().build();
    private final ConnectionSettings checked = Fixtures.settings()
            .headerCheck("cp-id", "C1")
            .headerCheck("apikey", SecretRef.of("nz/key"))
            .build();

    @BeforeEach
    void keepSecrets() {
        vault.put(Fixtures.EXPECT, Secret.of("let-me-in"));
        vault.put(SecretRef.of("nz/key"), Secret.of("k-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Token let-me-in", "token let-me-in", "TOKEN let-me-in", "Token  let-me-in"})
    void comparesTheSchemeWithoutCase(String value) {
        assertThat(authentic(plain, new Header("authorization", value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Token",
                "Token ",
                "let-me-in",
                "Bearer let-me-in",
                "Token let-me-i",
                "Token let-me-inn",
                "Token LET-ME-IN",
                "Tokenlet-me-in",
                "Token let-me-in\u0001",
                "Token let-me-in, Token let-me-in",
                "Token\tlet-me-in"
            })
    void refusesAnythingElse(String value) {
        assertThat(authentic(plain, new Header("Authorization", value))).isFalse();
    }

    @Test
    void refusesNoneAndTwo() {
        assertThat(authentic(plain)).isFalse();
        assertThat(authentic(plain, TOKEN, TOKEN)).isFalse();
        assertThat(authentic(plain, TOKEN, new Header("AUTHORIZATION", "Token other")))
                .isFalse();
    }

    @Test
    void expectsTheSchemeOfTheProfile() {
        assertThat(authentic(plain, AuthScheme.BEARER, TOKEN)).isFalse();
        assertThat(authentic(plain, AuthScheme.BEARER, new Header("Authorization", "bearer let-me-in")))
                .isTrue();
    }

    @Test
    void expectsEveryCheckedHeaderExactlyOnceWithExactlyItsValue() {
        assertThat(authentic(checked, TOKEN, KEY, CP)).isTrue();

        assertThat(authentic(checked, TOKEN, KEY)).isFalse();
        assertThat(authentic(checked, TOKEN, CP)).isFalse();
        assertThat(authentic(checked, KEY, CP)).isFalse();
        assertThat(authentic(checked, TOKEN, KEY, CP, CP)).isFalse();
        assertThat(authentic(checked, TOKEN, KEY, KEY, CP)).isFalse();
        assertThat(authentic(checked, TOKEN, KEY, new Header("cp-id", "c1"))).isFalse();
        assertThat(authentic(checked, TOKEN, new Header("apikey", "k-2"), CP)).isFalse();
    }

    @Test
    void anEmptyCheckIsNotMetByAnAbsentHeader() {
        ConnectionSettings empty = Fixtures.settings().headerCheck("x", "").build();

        assertThat(authentic(empty, TOKEN)).isFalse();
        assertThat(authentic(empty, TOKEN, new Header("x", ""))).isTrue();
    }

    @Test
    void aReplacedTokenCountsAtOnce() {
        vault.put(Fixtures.EXPECT, Secret.of("new"));

        assertThat(authentic(plain, TOKEN)).isFalse();
        assertThat(authentic(plain, new Header("Authorization", "Token new"))).isTrue();
    }

    @Test
    void aSecretThatTheVaultLacksIsNotThePeersFault() {
        vault.remove(Fixtures.EXPECT);

        assertThatThrownBy(() -> authentic(plain, TOKEN))
                .isInstanceOf(MissingCredentialException.class)
                .hasMessage("secret:nz/in is not in the vault");
    }

    @Test
    void presentsTheTokenInTheSchemeOfTheProfile() {
        vault.put(Fixtures.PRESENT, Secret.of("out"));
        TokenAuthorizer authorizer = new TokenAuthorizer(vault);

        assertThat(authorizer.authorize(Fixtures.message(plain, wire(AuthScheme.BEARER))))
                .isCompletedWithValue(List.of(new Header("Authorization", "Bearer out")));

        vault.remove(Fixtures.PRESENT);
        assertThat(authorizer.authorize(Fixtures.message(plain, wire(AuthScheme.TOKEN))))
                .isCompletedExceptionally();
    }

    @Test
    void presentsNothingForACredentialOfAnotherKind() {
        assertThat(new TokenAuthorizer(vault).authorize(OAuthClient.message()).toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(MissingCredentialException.class);
    }

    private boolean authentic(ConnectionSettings settings, Header... headers) {
        return authentic(settings, AuthScheme.TOKEN, headers);
    }

    private boolean authentic(ConnectionSettings settings, AuthScheme scheme, Header... headers) {
        InboundConnection connection = new InboundConnection(
                settings, Fixtures.profile(wire(scheme)), List.of(Fixtures.EXPECTED), Optional.empty());
        return authenticator.authenticate(connection, List.of(headers)).isPresent();
    }

    private static WireRules wire(AuthScheme scheme) {
        return Fixtures.wire(scheme, Map.of(), Set.of());
    }
}
