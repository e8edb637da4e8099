package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.Fixtures;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.InboundConnection;
import com.betterfleet.oscp.profile.WireRules;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An issuer of a host, with its keys and the door they are fetched at, and us who judge its tokens at a time that a test sets. */
final class Issuer {
    static final Instant ISSUED = Instant.parse("2026-01-01T10:00:00Z");
    static final URI JWKS = URI.create("https://idp.example.com/jwks");
    static final ExpectedCredential.Issued EXPECTED = expected(JWKS, "RS256", "ES256");
    static final RSAKey RSA = rsa("r1");
    static final RSAKey OTHER = rsa("r2");
    static final ECKey CURVE = curve();

    final SecretVault vault = SecretVault.inMemory();
    final TokenDoor door = new TokenDoor();
    Instant now = ISSUED;
    final CredentialAuthenticator judge = judge(door);
    private final ConnectionSettings settings =
            Fixtures.settings().expectIssued(EXPECTED).build();

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ECKey curve() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("e1").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void publish(JWK... keys) {
        door.lay(200, set(keys));
    }

    static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(true);
    }

    String fresh(RSAKey key) throws JOSEException {
        return signed(key, c -> c.expirationTime(Date.from(now.plusSeconds(60))));
    }

    static String signed(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        return sign(header, new RSASSASigner(key), claims(change));
    }

    static String signed(ECKey key, UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        return sign(header, new ECDSASigner(key), claims(change));
    }

    static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer("https://idp.example.com")
                        .subject("derms")
                        .audience("oscp")
                        .expirationTime(Date.from(ISSUED.plusSeconds(600))))
                .build();
    }

    static ExpectedCredential.Issued expected(URI jwks, String... algorithms) {
        return new ExpectedCredential.Issued("https://idp.example.com", jwks, "oscp", "derms", Set.of(algorithms));
    }

    CredentialAuthenticator judge(HttpSender sender) {
        return new CredentialAuthenticator(vault, Optional.empty(), sender, () -> now);
    }

    boolean authentic(String token) {
        return judge.authenticate(connection(), List.of(bearer(token))).isPresent();
    }

    InboundConnection connection() {
        return connection(EXPECTED);
    }

    InboundConnection connection(ExpectedCredential.Issued expected) {
        return new InboundConnection(
                settings, Fixtures.profile(WireRules.STANDARD), List.of(expected), Optional.empty());
    }

    static Header bearer(String token) {
        return new Header("Authorization", "Bearer " + token);
    }
}
