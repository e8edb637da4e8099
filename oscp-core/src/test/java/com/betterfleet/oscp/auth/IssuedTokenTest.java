package com.betterfleet.oscp.auth;

import static com.betterfleet.oscp.auth.Issuer.CURVE;
import static com.betterfleet.oscp.auth.Issuer.EXPECTED;
import static com.betterfleet.oscp.auth.Issuer.ISSUED;
import static com.betterfleet.oscp.auth.Issuer.JWKS;
import static com.betterfleet.oscp.auth.Issuer.OTHER;
import static com.betterfleet.oscp.auth.Issuer.RSA;
import static com.betterfleet.oscp.auth.Issuer.bearer;
import static com.betterfleet.oscp.auth.Issuer.claims;
import static com.betterfleet.oscp.auth.Issuer.expected;
import static com.betterfleet.oscp.auth.Issuer.set;
import static com.betterfleet.oscp.auth.Issuer.sign;
import static com.betterfleet.oscp.auth.Issuer.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundConnection;
import com.betterfleet.oscp.profile.WireRules;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access tokens of a host's own issuer (rule I32, architecture decision 17): everything about them is pinned. */
class IssuedTokenTest {
    private final Issuer issuer = new Issuer();

    @Test
    void aTokenOfTheIssuerIsTheConnectionsCredential() throws JOSEException {
        issuer.publish(RSA, CURVE);

        assertThat(issuer.judge.authenticate(issuer.connection(), List.of(bearer(signed(RSA, c -> c)))))
                .contains(EXPECTED);
        assertThat(issuer.authentic(signed(CURVE, c -> c))).isTrue();
        assertThat(issuer.door.calls).hasSize(1);
        assertThat(issuer.door.calls.get(0).method()).isEqualTo("GET");
        assertThat(issuer.door.calls.get(0).uri()).isEqualTo(JWKS);
        assertThat(issuer.door.calls.get(0).timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everyClaimIsPinned() throws JOSEException {
        issuer.publish(RSA);
        assertThat(issuer.authentic(signed(RSA, c -> c))).isTrue();

        assertThat(issuer.authentic(signed(RSA, c -> c.issuer("https://idp.example.com/"))))
                .isFalse();
        assertThat(issuer.authentic(signed(RSA, c -> c.issuer(null)))).isFalse();
        assertThat(issuer.authentic(signed(RSA, c -> c.subject("Derms")))).isFalse();
        assertThat(issuer.authentic(signed(RSA, c -> c.subject(null)))).isFalse();
        assertThat(issuer.authentic(signed(RSA, c -> c.audience("elsewhere")))).isFalse();
        assertThat(issuer.authentic(signed(RSA, c -> c.audience(List.of())))).isFalse();
        assertThat(issuer.authentic(signed(RSA, c -> c.audience(List.of("elsewhere", "oscp")))))
                .isTrue();
        assertThat(issuer.authentic(signed(RSA, c -> c.expirationTime(null)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-61, false", "-60, true", "-59, true", "0, true", "659, true", "660, false", "661, false"})
    void expiryAndBeginHaveAMinuteOfSkew(int second, boolean authentic) throws JOSEException {
        issuer.publish(RSA);
        String issuedNow = signed(RSA, c -> c.issueTime(Date.from(ISSUED)));
        String notBefore = signed(RSA, c -> c.notBeforeTime(Date.from(ISSUED)));

        issuer.now = ISSUED.plusSeconds(second);

        assertThat(issuer.authentic(issuedNow)).isEqualTo(authentic);
        assertThat(issuer.authentic(notBefore)).isEqualTo(authentic);
    }

    @Test
    void anUnsignedTokenIsNobodys() {
        issuer.publish(RSA);

        assertThat(issuer.authentic(new PlainJWT(claims(c -> c)).serialize())).isFalse();
    }

    /** The confusion of algorithms: the public key, which everybody knows, used as the secret of an HMAC. */
    @Test
    void aPublicKeyIsNeverASharedSecret() throws JOSEException {
        issuer.publish(RSA);
        for (byte[] known : List.of(
                RSA.toRSAPublicKey().getEncoded(),
                RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            for (JWSAlgorithm hmac : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
                JWSHeader header = new JWSHeader.Builder(hmac).keyID("r1").build();
                assertThat(issuer.authentic(sign(header, new MACSigner(known), claims(c -> c))))
                        .isFalse();
            }
        }
        assertThat(issuer.door.calls).isEmpty();
    }

    @Test
    void anAlgorithmThatIsNotPinnedDoesNotCountThoughTheKeyIsRight() throws JOSEException {
        issuer.publish(RSA, CURVE);

        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            JWSHeader header = new JWSHeader.Builder(algorithm).keyID("r1").build();
            assertThat(issuer.authentic(sign(header, new RSASSASigner(RSA), claims(c -> c))))
                    .isFalse();
        }
        CredentialAuthenticator rsaOnly = issuer.judge(issuer.door);
        assertThat(rsaOnly.authenticate(
                        issuer.connection(expected(JWKS, "RS256")), List.of(bearer(signed(CURVE, c -> c)))))
                .isEmpty();
    }

    @Test
    void aKeyThatTheTokenCarriesOrPointsToIsNeverLookedAt() throws JOSEException {
        issuer.publish(RSA);
        JWSHeader carried = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("r1")
                .jwk(OTHER.toPublicJWK())
                .jwkURL(URI.create("https://evil.example.com/jwks"))
                .build();

        assertThat(issuer.authentic(sign(carried, new RSASSASigner(OTHER), claims(c -> c))))
                .isFalse();
        assertThat(issuer.door.calls).hasSize(1);
    }

    @Test
    void anExtensionThatMustBeUnderstoodIsRefused() throws JOSEException {
        issuer.publish(RSA);
        JWSHeader critical = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("r1")
                .criticalParams(Set.of("exp"))
                .build();

        assertThat(issuer.authentic(sign(critical, new RSASSASigner(RSA), claims(c -> c))))
                .isFalse();
    }

    @Test
    void anotherKeyOfTheSameNameProvesNothing() throws JOSEException {
        issuer.publish(RSA);
        RSAKey forged = new RSAKey.Builder(OTHER).keyID("r1").build();

        assertThat(issuer.authentic(signed(forged, c -> c))).isFalse();
    }

    @Test
    void withoutANameOnlyTheOneKeyThatFitsIsTried() throws JOSEException {
        String nameless = sign(new JWSHeader(JWSAlgorithm.RS256), new RSASSASigner(RSA), claims(c -> c));
        issuer.publish(RSA, CURVE);
        assertThat(issuer.authentic(nameless)).isTrue();

        TokenDoor two = new TokenDoor();
        two.lay(200, set(RSA, OTHER));
        assertThat(issuer.judge(two).authenticate(issuer.connection(), List.of(bearer(nameless))))
                .isEmpty();
    }

    @Test
    void aKeyForAnotherUseOrTooShortIsNoKey() throws JOSEException {
        RSAKey encrypts = new RSAKey.Builder(RSA).keyUse(KeyUse.ENCRYPTION).build();
        RSAKey small = new RSAKeyGenerator(1024, true).keyID("r3").generate();
        issuer.publish(encrypts, small);

        assertThat(issuer.authentic(signed(RSA, c -> c))).isFalse();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("r3").build();
        assertThat(issuer.authentic(sign(
                        header,
                        new RSASSASigner(small.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())),
                        claims(c -> c))))
                .isFalse();
    }

    @Test
    void theHeaderChecksOfTheConnectionApplyAsForTokens() throws JOSEException {
        issuer.publish(RSA);
        issuer.vault.put(SecretRef.of("nz/key"), Secret.of("k-1"));
        ConnectionSettings checked = Fixtures.settings()
                .expectIssued(EXPECTED)
                .headerCheck("apikey", SecretRef.of("nz/key"))
                .build();
        InboundConnection connection = new InboundConnection(
                checked, Fixtures.profile(WireRules.STANDARD), List.of(EXPECTED), Optional.empty());
        Header token = bearer(signed(RSA, c -> c));

        assertThat(issuer.judge.authenticate(connection, List.of(token))).isEmpty();
        assertThat(issuer.judge.authenticate(connection, List.of(token, new Header("apikey", "k-1"))))
                .isPresent();
    }
}
