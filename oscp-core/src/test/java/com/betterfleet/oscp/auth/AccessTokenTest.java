package com.betterfleet.oscp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundConnection;
import com.betterfleet.oscp.http.MissingCredentialException;
import com.betterfleet.oscp.profile.WireRules;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens of our own token endpoint, judged on the way in (rule I32, architecture decisions 14 and 17). */
class AccessTokenTest {
    private static final Instant ISSUED = Instant.parse("2026-01-01T10:00:00Z");
    private static final SecretRef NEW = SecretRef.of("key-2");
    private static final SecretRef OLD = SecretRef.of("key-1");
    private static final String NEW_KEY = "n".repeat(64);
    private static final String OLD_KEY = "o".repeat(32);

    private final SecretVault vault = SecretVault.inMemory();
    private Instant now = ISSUED;
    private final CredentialAuthenticator authenticator = authenticator(Optional.of(OLD));
    private final ConnectionSettings settings = Fixtures.settings()
            .expectOAuth(TokenPeers.DERMS.clientId(), TokenPeers.DERMS.clientSecret())
            .build();

    @BeforeEach
    void keepSecrets() {
        vault.put(NEW, Secret.of(NEW_KEY));
        vault.put(OLD, Secret.of(OLD_KEY));
        vault.put(SecretRef.of("nz/key"), Secret.of("k-1"));
        vault.put(Fixtures.EXPECT, Secret.of("plain"));
    }

    @Test
    void aTokenOfOursIsTheConnectionsCredential() {
        assertThat(authenticator.authenticate(
                        connection(settings, TokenPeers.DERMS),
                        List.of(bearer("Bearer", issue(NEW, "nz", TokenPeers.DERMS)))))
                .contains(TokenPeers.DERMS);
        assertThat(authentic(bearer("bEARER", issue(NEW, "nz", TokenPeers.DERMS))))
                .isTrue();
    }

    @Test
    void aTokenOfOursCountsForItsConnectionAndClientOnly() {
        assertThat(authentic(issue(NEW, "au", TokenPeers.DERMS))).isFalse();
        assertThat(authentic(issue(NEW, "nz", TokenPeers.OTHER))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-31000, false",
        "-30000, true",
        "-29000, true",
        "0, true",
        "329000, true",
        "329999, true",
        "330000, false",
        "331000, false"
    })
    void aTokenIsInForceForFiveMinutesAndHalfAMinuteOfSkewEitherWay(long millis, boolean authentic) {
        String token = issue(NEW, "nz", TokenPeers.DERMS);

        now = ISSUED.plusMillis(millis);

        assertThat(authentic(token)).isEqualTo(authentic);
    }

    @Test
    void bothKeysVerifyAndTheCurrentOneSigns() {
        String old = issue(OLD, "nz", TokenPeers.DERMS);
        String current = issue(NEW, "nz", TokenPeers.DERMS);
        assertThat(authentic(old)).isTrue();
        assertThat(authentic(current)).isTrue();

        vault.remove(OLD);
        assertThat(authentic(old)).isFalse();
        assertThat(authentic(current)).isTrue();

        CredentialAuthenticator later = authenticator(Optional.empty());
        assertThat(authentic(later, settings, bearer("Bearer", old))).isFalse();
        assertThat(authentic(later, settings, bearer("Bearer", current))).isTrue();
    }

    @Test
    void aReplacedKeyCountsAtOnce() {
        String token = issue(NEW, "nz", TokenPeers.DERMS);

        vault.put(NEW, Secret.of("m".repeat(32)));

        assertThat(authentic(token)).isFalse();
        assertThat(authentic(issue(NEW, "nz", TokenPeers.DERMS))).isTrue();
    }

    @Test
    void withoutAKeyNobodyCanBeJudged() {
        String token = issue(NEW, "nz", TokenPeers.DERMS);
        vault.remove(NEW);
        assertThatThrownBy(() -> authentic(token))
                .isInstanceOf(MissingCredentialException.class)
                .hasMessage("secret:key-2 is not in the vault");

        vault.put(NEW, Secret.of("n".repeat(31)));
        assertThatThrownBy(() -> authentic(token))
                .hasMessageContaining("secret:key-2 must have at least 32 characters");

        CredentialAuthenticator keyless =
                new CredentialAuthenticator(vault, Optional.empty(), new TokenDoor(), () -> now);
        assertThatThrownBy(() -> authentic(keyless, settings, bearer("Bearer", token)))
                .isInstanceOf(MissingCredentialException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "..", "eyJhbGciOiJub25lIn0.e30.", "plain"})
    void whatIsNoTokenIsNobodys(String token) {
        assertThat(authentic(token)).isFalse();
    }

    @Test
    void deepOrHugeTokensHarmNobody() {
        String deep = Base64URL.encode("{\"a\":".repeat(3000)) + "." + Base64URL.encode("{}") + ".AAAA";
        String deepClaims =
                Base64URL.encode("{\"alg\":\"HS256\"}") + "." + Base64URL.encode("[".repeat(9000)) + ".AAAA";

        assertThat(authentic(deep)).isFalse();
        assertThat(authentic(deepClaims)).isFalse();
        assertThat(authentic("x".repeat(100_000))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"16384, true", "16388, false"})
    void aTokenCountsUpTo16Kibi(int length, boolean authentic) throws JOSEException {
        int rest = own(c -> c.claim("x", "")).length();
        String token = own(c -> c.claim("x", "y".repeat((length - rest) * 3 / 4)));
        assertThat(token).hasSize(length);

        assertThat(authentic(token)).isEqualTo(authentic);
    }

    @Test
    void anUnsignedTokenIsNobodys() {
        assertThat(authentic(new PlainJWT(claims(c -> c)).serialize())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS384", "HS512"})
    void noOtherAlgorithmCountsNotEvenWithOurKey(String algorithm) throws JOSEException {
        assertThat(authentic(signed(new JWSHeader(JWSAlgorithm.parse(algorithm)), claims(c -> c))))
                .isFalse();
    }

    @Test
    void anExtensionThatMustBeUnderstoodIsRefused() throws JOSEException {
        assertThat(authentic(signed(new JWSHeader(JWSAlgorithm.HS256), claims(c -> c))))
                .isTrue();
        assertThat(authentic(signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .criticalParams(Set.of("exp"))
                                .build(),
                        claims(c -> c))))
                .isFalse();
        assertThat(authentic(signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .criticalParams(Set.of("b64"))
                                .build(),
                        claims(c -> c))))
                .isFalse();
        assertThat(authentic(signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .base64URLEncodePayload(false)
                                .criticalParams(Set.of("b64"))
                                .build(),
                        claims(c -> c))))
                .isFalse();
    }

    @Test
    void everyClaimIsPinned() throws JOSEException {
        assertThat(authentic(own(c -> c.issuer("someone")))).isFalse();
        assertThat(authentic(own(c -> c.issuer(null)))).isFalse();
        assertThat(authentic(own(c -> c.audience("NZ")))).isFalse();
        assertThat(authentic(own(c -> c.audience((String) null)))).isFalse();
        assertThat(authentic(own(c -> c.subject(null)))).isFalse();
        assertThat(authentic(own(c -> c.expirationTime(null)))).isFalse();
        assertThat(authentic(own(c -> c.notBeforeTime(Date.from(ISSUED.plusSeconds(31))))))
                .isFalse();
        assertThat(authentic(own(c -> c.notBeforeTime(Date.from(ISSUED.plusSeconds(30))))))
                .isTrue();
    }

    @Test
    void aTamperedTokenIsNobodys() {
        String token = issue(NEW, "nz", TokenPeers.OTHER);
        String[] parts = token.split("\\.", -1);
        String[] wanted = issue(OLD, "nz", TokenPeers.DERMS).split("\\.", -1);

        assertThat(authentic(parts[0] + "." + wanted[1] + "." + parts[2])).isFalse();
        assertThat(authentic(wanted[0] + "." + wanted[1] + ".")).isFalse();
    }

    @Test
    void theHeaderChecksOfTheConnectionApplyAsForTokens() {
        ConnectionSettings checked = Fixtures.settings()
                .expectOAuth("derms", SecretRef.of("nz/in"))
                .headerCheck("apikey", SecretRef.of("nz/key"))
                .build();
        Header token = bearer("Bearer", issue(NEW, "nz", TokenPeers.DERMS));

        assertThat(authentic(authenticator, checked, token)).isFalse();
        assertThat(authentic(authenticator, checked, token, new Header("apikey", "k-2")))
                .isFalse();
        assertThat(authentic(authenticator, checked, token, new Header("ApiKey", "k-1")))
                .isTrue();
    }

    @Test
    void anyOfSeveralExpectedCredentialsCounts() {
        ExpectedCredential plain = new ExpectedCredential.Token(Fixtures.EXPECT);
        InboundConnection both = connection(settings, plain, TokenPeers.DERMS);

        assertThat(authenticator.authenticate(both, List.of(bearer("Bearer", "plain"))))
                .contains(plain);
        assertThat(authenticator.authenticate(both, List.of(bearer("Bearer", issue(NEW, "nz", TokenPeers.DERMS)))))
                .contains(TokenPeers.DERMS);
        assertThat(authenticator.authenticate(both, List.of(bearer("Bearer", "other"))))
                .isEmpty();
        assertThat(authenticator.authenticate(connection(settings), List.of(bearer("Bearer", "plain"))))
                .isEmpty();
    }

    @Test
    void oneThatCannotBeJudgedDoesNotHideAnotherThatWasPresented() {
        ExpectedCredential plain = new ExpectedCredential.Token(Fixtures.EXPECT);
        InboundConnection both = connection(settings, TokenPeers.DERMS, plain);
        vault.remove(NEW);

        assertThat(authenticator.authenticate(both, List.of(bearer("Bearer", "plain"))))
                .contains(plain);
        assertThatThrownBy(() -> authenticator.authenticate(both, List.of(bearer("Bearer", "other"))))
                .isInstanceOf(MissingCredentialException.class);
    }

    @Test
    void aPlainTokenIsStillPresentedInTheProfilesScheme() {
        InboundConnection plain = connection(settings, new ExpectedCredential.Token(Fixtures.EXPECT));

        assertThat(authenticator.authenticate(plain, List.of(bearer("Token", "plain"))))
                .isPresent();
        assertThat(authenticator.authenticate(plain, List.of(bearer("Bearer", "plain"))))
                .isEmpty();
    }

    private CredentialAuthenticator authenticator(Optional<SecretRef> previous) {
        return new CredentialAuthenticator(
                vault, Optional.of(new TokenKeys(NEW, previous)), new TokenDoor(), () -> now);
    }

    private String issue(SecretRef key, String connection, ExpectedCredential.OAuth client) {
        return new AccessTokens(vault, Optional.of(new TokenKeys(key, Optional.empty())), () -> now)
                .issue(new TokenClient(ConnectionId.of(connection), client), new UUID(0, 1));
    }

    private static String own(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(new JWSHeader(JWSAlgorithm.HS256), claims(change));
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer("oscp-fp")
                        .audience("nz")
                        .subject("derms")
                        .expirationTime(Date.from(ISSUED.plusSeconds(300))))
                .build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(new MACSigner(NEW_KEY.getBytes(StandardCharsets.UTF_8)));
        return jwt.serialize();
    }

    private boolean authentic(String token) {
        return authentic(bearer("Bearer", token));
    }

    private boolean authentic(Header... headers) {
        return authentic(authenticator, settings, headers);
    }

    private static boolean authentic(CredentialAuthenticator by, ConnectionSettings settings, Header... headers) {
        return by.authenticate(connection(settings, TokenPeers.DERMS), List.of(headers))
                .isPresent();
    }

    private static InboundConnection connection(ConnectionSettings settings, ExpectedCredential... expected) {
        return new InboundConnection(
                settings, Fixtures.profile(WireRules.STANDARD), List.of(expected), Optional.empty());
    }

    private static Header bearer(String scheme, String token) {
        return new Header("Authorization", scheme + " " + token);
    }
}
