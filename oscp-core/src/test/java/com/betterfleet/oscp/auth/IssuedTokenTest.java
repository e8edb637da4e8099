package com.betterfleet.oscp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.CredentialUnavailableException;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.InboundConnection;
import com.betterfleet.oscp.http.JdkHttpSender;
import com.betterfleet.oscp.profile.WireRules;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens of a host's own issuer (rule I32, architecture decision 17): everything is pinned, keys are fetched. */
class IssuedTokenTest {
    private static final Instant ISSUED = Instant.parse("2026-01-01T10:00:00Z");
    private static final URI JWKS = URI.create("https://idp.example.com/jwks");
    private static final ExpectedCredential.Issued EXPECTED = expected(JWKS, "RS256", "ES256");

    private static RSAKey rsa;
    private static RSAKey other;
    private static ECKey curve;

    private final SecretVault vault = SecretVault.inMemory();
    private final TokenDoor idp = new TokenDoor();
    private Instant now = ISSUED;
    private final CredentialAuthenticator authenticator = authenticator(idp);
    private final ConnectionSettings settings =
            Fixtures.settings().expectIssued(EXPECTED).build();

    @BeforeAll
    static void makeKeys() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("r1").generate();
        other = new RSAKeyGenerator(2048).keyID("r2").generate();
        curve = new ECKeyGenerator(Curve.P_256).keyID("e1").generate();
    }

    @Test
    void aTokenOfTheIssuerIsTheConnectionsCredential() throws JOSEException {
        publish(rsa, curve);

        assertThat(authenticator.authenticate(connection(), List.of(bearer(signed(rsa, c -> c)))))
                .contains(EXPECTED);
        assertThat(authentic(signed(curve, c -> c))).isTrue();
        assertThat(idp.calls).hasSize(1);
        assertThat(idp.calls.get(0).method()).isEqualTo("GET");
        assertThat(idp.calls.get(0).uri()).isEqualTo(JWKS);
        assertThat(idp.calls.get(0).timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everyClaimIsPinned() throws JOSEException {
        publish(rsa);
        assertThat(authentic(signed(rsa, c -> c))).isTrue();

        assertThat(authentic(signed(rsa, c -> c.issuer("https://idp.example.com/"))))
                .isFalse();
        assertThat(authentic(signed(rsa, c -> c.issuer(null)))).isFalse();
        assertThat(authentic(signed(rsa, c -> c.subject("Derms")))).isFalse();
        assertThat(authentic(signed(rsa, c -> c.subject(null)))).isFalse();
        assertThat(authentic(signed(rsa, c -> c.audience("elsewhere")))).isFalse();
        assertThat(authentic(signed(rsa, c -> c.audience(List.of())))).isFalse();
        assertThat(authentic(signed(rsa, c -> c.audience(List.of("elsewhere", "oscp")))))
                .isTrue();
        assertThat(authentic(signed(rsa, c -> c.expirationTime(null)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-61, false", "-60, true", "-59, true", "0, true", "659, true", "660, false", "661, false"})
    void expiryAndBeginHaveAMinuteOfSkew(int second, boolean authentic) throws JOSEException {
        publish(rsa);
        String issuedNow = signed(rsa, c -> c.issueTime(Date.from(ISSUED)));
        String notBefore = signed(rsa, c -> c.notBeforeTime(Date.from(ISSUED)));

        now = ISSUED.plusSeconds(second);

        assertThat(authentic(issuedNow)).isEqualTo(authentic);
        assertThat(authentic(notBefore)).isEqualTo(authentic);
    }

    @Test
    void anUnsignedTokenIsNobodys() {
        publish(rsa);

        assertThat(authentic(new PlainJWT(claims(c -> c)).serialize())).isFalse();
    }

    /** The confusion of algorithms: the public key, which everybody knows, used as the secret of an HMAC. */
    @Test
    void aPublicKeyIsNeverASharedSecret() throws JOSEException {
        publish(rsa);
        for (byte[] known : List.of(
                rsa.toRSAPublicKey().getEncoded(),
                rsa.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            for (JWSAlgorithm hmac : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
                JWSHeader header = new JWSHeader.Builder(hmac).keyID("r1").build();
                assertThat(authentic(sign(header, new MACSigner(known), claims(c -> c))))
                        .isFalse();
            }
        }
        assertThat(idp.calls).isEmpty();
    }

    @Test
    void anAlgorithmThatIsNotPinnedDoesNotCountThoughTheKeyIsRight() throws JOSEException {
        publish(rsa, curve);

        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            JWSHeader header = new JWSHeader.Builder(algorithm).keyID("r1").build();
            assertThat(authentic(sign(header, new RSASSASigner(rsa), claims(c -> c))))
                    .isFalse();
        }
        CredentialAuthenticator rsaOnly = authenticator(idp);
        assertThat(rsaOnly.authenticate(connection(expected(JWKS, "RS256")), List.of(bearer(signed(curve, c -> c)))))
                .isEmpty();
    }

    @Test
    void aKeyThatTheTokenCarriesOrPointsToIsNeverLookedAt() throws JOSEException {
        publish(rsa);
        JWSHeader carried = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("r1")
                .jwk(other.toPublicJWK())
                .jwkURL(URI.create("https://evil.example.com/jwks"))
                .build();

        assertThat(authentic(sign(carried, new RSASSASigner(other), claims(c -> c))))
                .isFalse();
        assertThat(idp.calls).hasSize(1);
    }

    @Test
    void anExtensionThatMustBeUnderstoodIsRefused() throws JOSEException {
        publish(rsa);
        JWSHeader critical = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("r1")
                .criticalParams(Set.of("exp"))
                .build();

        assertThat(authentic(sign(critical, new RSASSASigner(rsa), claims(c -> c))))
                .isFalse();
    }

    @Test
    void anotherKeyOfTheSameNameProvesNothing() throws JOSEException {
        publish(rsa);
        RSAKey forged = new RSAKey.Builder(other).keyID("r1").build();

        assertThat(authentic(signed(forged, c -> c))).isFalse();
    }

    @Test
    void withoutANameOnlyTheOneKeyThatFitsIsTried() throws JOSEException {
        String nameless = sign(new JWSHeader(JWSAlgorithm.RS256), new RSASSASigner(rsa), claims(c -> c));
        publish(rsa, curve);
        assertThat(authentic(nameless)).isTrue();

        TokenDoor two = new TokenDoor();
        two.lay(200, set(rsa, other));
        assertThat(authenticator(two).authenticate(connection(), List.of(bearer(nameless))))
                .isEmpty();
    }

    @Test
    void aKeyForAnotherUseOrTooShortIsNoKey() throws JOSEException {
        RSAKey encrypts = new RSAKey.Builder(rsa).keyUse(KeyUse.ENCRYPTION).build();
        RSAKey small = new RSAKeyGenerator(1024, true).keyID("r3").generate();
        publish(encrypts, small);

        assertThat(authentic(signed(rsa, c -> c))).isFalse();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r3").build();
        assertThat(authentic(sign(
                        header,
                        new RSASSASigner(small.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())),
                        claims(c -> c))))
                .isFalse();
    }

    @Test
    void keysServeForAnHour() throws JOSEException {
        publish(rsa);
        publish(other);
        assertThat(authentic(signed(rsa, c -> c))).isTrue();

        now = ISSUED.plusSeconds(3599);
        assertThat(authentic(fresh(rsa))).isTrue();
        assertThat(idp.calls).hasSize(1);

        now = ISSUED.plusSeconds(3600);
        assertThat(authentic(fresh(rsa))).isFalse();
        assertThat(authentic(fresh(other))).isTrue();
        assertThat(idp.calls).hasSize(2);
    }

    @Test
    void anUnknownNameMakesUsLookAgainOnceAMinute() throws JOSEException {
        publish(rsa);
        publish(rsa);
        publish(rsa, other);
        assertThat(authentic(signed(rsa, c -> c))).isTrue();

        now = ISSUED.plusSeconds(59);
        assertThat(authentic(signed(other, c -> c))).isFalse();
        assertThat(idp.calls).hasSize(1);
        now = ISSUED.plusSeconds(60);
        assertThat(authentic(signed(other, c -> c))).isFalse();
        assertThat(authentic(signed(other, c -> c))).isFalse();
        assertThat(idp.calls).hasSize(2);
        now = ISSUED.plusSeconds(120);
        assertThat(authentic(signed(other, c -> c))).isTrue();
        assertThat(authentic(signed(rsa, c -> c))).isTrue();
        assertThat(idp.calls).hasSize(3);
    }

    @Test
    void aTokenOfAnybodyElseNeverMakesUsAsk() throws JOSEException {
        assertThat(authentic(signed(rsa, c -> c.issuer("x")))).isFalse();
        assertThat(authentic(signed(rsa, c -> c.expirationTime(Date.from(ISSUED.minusSeconds(61))))))
                .isFalse();
        assertThat(authentic("x.y.z")).isFalse();
        assertThat(idp.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"keys\":5}", "{\"keys\":[null]}", "{\"keys\":[{\"kty\":\"RSA\"}]}", "<html>"})
    void whileTheKeysCannotBeReadNobodyCanBeJudged(String body) throws JOSEException {
        idp.lay(200, body);

        assertThatThrownBy(() -> authentic(signed(rsa, c -> c))).isInstanceOf(CredentialUnavailableException.class);
    }

    @Test
    void aClockThatIsSetBackLeavesNoIssuerUnasked() throws JOSEException {
        idp.lay(503, "");
        publish(rsa);
        String token = signed(rsa, c -> c);
        assertThatThrownBy(() -> authentic(token)).isInstanceOf(CredentialUnavailableException.class);

        now = ISSUED.minusSeconds(30);

        assertThat(authentic(token)).isTrue();
    }

    @Test
    void whileTheKeysCannotBeHadNobodyCanBeJudgedAndTheIssuerIsLeftAloneForTenSeconds() throws JOSEException {
        idp.lay(503, "").lay(new ConnectException("x")).lay(302, set(rsa));
        publish(rsa);
        String token = signed(rsa, c -> c);

        assertThatThrownBy(() -> authentic(token))
                .isInstanceOf(CredentialUnavailableException.class)
                .hasMessage("the keys at " + JWKS + " cannot be had");
        now = ISSUED.plusSeconds(9);
        assertThatThrownBy(() -> authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        assertThat(idp.calls).hasSize(1);
        now = ISSUED.plusSeconds(10);
        assertThatThrownBy(() -> authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        now = ISSUED.plusSeconds(20);
        assertThatThrownBy(() -> authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        assertThat(idp.calls).hasSize(3);
        now = ISSUED.plusSeconds(30);
        assertThat(authentic(token)).isTrue();
    }

    @Test
    void knownKeysServeForADayWhileTheIssuerIsDownAndUnknownOnesCannotBeJudged() throws JOSEException {
        publish(rsa);
        authentic(signed(rsa, c -> c));
        IntStream.range(0, 5).forEach(i -> idp.lay(503, ""));

        now = ISSUED.plus(Duration.ofHours(24)).minusSeconds(20);
        assertThat(authentic(fresh(rsa))).isTrue();
        assertThat(idp.calls).hasSize(2);
        assertThat(authentic(fresh(rsa))).isTrue();
        assertThat(idp.calls).hasSize(2);
        assertThatThrownBy(() -> authentic(fresh(other))).isInstanceOf(CredentialUnavailableException.class);

        now = ISSUED.plus(Duration.ofHours(24));
        assertThatThrownBy(() -> authentic(fresh(rsa))).isInstanceOf(CredentialUnavailableException.class);
    }

    @Test
    void aSetThatIsTooLargeIsNotRead() throws JOSEException {
        idp.lay(200, "{\"keys\":[]" + " ".repeat(70_000) + "}");
        idp.lay(
                200,
                new JWKSet(IntStream.range(0, 51)
                                .mapToObj(i -> (JWK) new RSAKey.Builder(rsa)
                                        .keyID("r" + i)
                                        .build()
                                        .toPublicJWK())
                                .toList())
                        .toString());
        String token = signed(rsa, c -> c);

        assertThatThrownBy(() -> authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        now = ISSUED.plusSeconds(10);
        assertThatThrownBy(() -> authentic(token)).isInstanceOf(CredentialUnavailableException.class);
        assertThat(idp.calls).hasSize(2);
    }

    @Test
    void manyRequestsAtOnceShareOneFetch() throws Exception {
        String token = signed(rsa, c -> c);
        ExecutorService web = Executors.newFixedThreadPool(20);
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Void> go = new CompletableFuture<>();
        HttpSender slow = call -> {
            idp.calls.add(call);
            asked.countDown();
            return go.thenApply(now -> TokenDoor.reply(200, set(rsa)));
        };
        CredentialAuthenticator shared = authenticator(slow);
        try {
            List<CompletableFuture<Boolean>> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> shared.authenticate(connection(), List.of(bearer(token)))
                                    .isPresent(),
                            web))
                    .limit(20)
                    .toList();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            go.complete(null);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isTrue());
            assertThat(idp.calls).hasSize(1);
        } finally {
            web.shutdownNow();
        }
    }

    @Test
    void aSenderThatBreaksIsAnIssuerThatCannotBeReached() throws JOSEException {
        String token = signed(rsa, c -> c);

        for (HttpSender broken : List.<HttpSender>of(
                call -> {
                    throw new IllegalStateException("x");
                },
                call -> null)) {
            assertThatThrownBy(() -> authenticator(broken).authenticate(connection(), List.of(bearer(token))))
                    .isInstanceOf(CredentialUnavailableException.class);
        }
    }

    @Test
    void theHeaderChecksOfTheConnectionApplyAsForTokens() throws JOSEException {
        publish(rsa);
        vault.put(SecretRef.of("nz/key"), Secret.of("k-1"));
        ConnectionSettings checked = Fixtures.settings()
                .expectIssued(EXPECTED)
                .headerCheck("apikey", SecretRef.of("nz/key"))
                .build();
        InboundConnection connection = new InboundConnection(
                checked, Fixtures.profile(WireRules.STANDARD), List.of(EXPECTED), Optional.empty());
        Header token = bearer(signed(rsa, c -> c));

        assertThat(authenticator.authenticate(connection, List.of(token))).isEmpty();
        assertThat(authenticator.authenticate(connection, List.of(token, new Header("apikey", "k-1"))))
                .isPresent();
    }

    @Test
    void worksOverRealHttp() throws IOException, JOSEException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            byte[] body = set(rsa).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 200 : 405, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
            CredentialAuthenticator real = authenticator(JdkHttpSender.create(Duration.ofSeconds(10)));

            assertThat(real.authenticate(connection(expected(url, "RS256")), List.of(bearer(signed(rsa, c -> c)))))
                    .isPresent();
        } finally {
            server.stop(0);
        }
    }

    private void publish(JWK... keys) {
        idp.lay(200, set(keys));
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(true);
    }

    private String fresh(RSAKey key) throws JOSEException {
        return signed(key, c -> c.expirationTime(Date.from(now.plusSeconds(60))));
    }

    private static String signed(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        return sign(header, new RSASSASigner(key), claims(change));
    }

    private static String signed(ECKey key, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        return sign(header, new ECDSASigner(key), claims(change));
    }

    private static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer("https://idp.example.com")
                        .subject("derms")
                        .audience("oscp")
                        .expirationTime(Date.from(ISSUED.plusSeconds(600))))
                .build();
    }

    private static ExpectedCredential.Issued expected(URI jwks, String... algorithms) {
        return new ExpectedCredential.Issued("https://idp.example.com", jwks, "oscp", "derms", Set.of(algorithms));
    }

    private CredentialAuthenticator authenticator(HttpSender sender) {
        return new CredentialAuthenticator(vault, Optional.empty(), sender, () -> now);
    }

    private boolean authentic(String token) {
        return authenticator.authenticate(connection(), List.of(bearer(token))).isPresent();
    }

    private InboundConnection connection() {
        return connection(EXPECTED);
    }

    private InboundConnection connection(ExpectedCredential.Issued expected) {
        return new InboundConnection(
                settings, Fixtures.profile(WireRules.STANDARD), List.of(expected), Optional.empty());
    }

    private static Header bearer(String token) {
        return new Header("Authorization", "Bearer " + token);
    }
}
