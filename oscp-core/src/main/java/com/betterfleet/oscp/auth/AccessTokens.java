package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.MissingCredentialException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Our own access tokens: JWTs, signed with HS256, that live five minutes and count for one connection. */
final class AccessTokens {
    static final Duration LIFE = Duration.ofMinutes(5);
    static final Duration SKEW = Duration.ofSeconds(30);
    static final String ISSUER = "oscp-fp";

    private static final int SHORTEST_KEY = 32;
    private static final Set<String> ALGORITHM = Set.of(JWSAlgorithm.HS256.getName());

    private final SecretVault vault;
    private final Optional<TokenKeys> keys;
    private final InstantSource clock;

    AccessTokens(SecretVault vault, Optional<TokenKeys> keys, InstantSource clock) {
        this.vault = vault;
        this.keys = keys;
        this.clock = clock;
    }

    TokenKeys keys() {
        return keys.orElseThrow(() -> new MissingCredentialException("no token keys were given to the builder"));
    }

    String issue(TokenClient client, UUID id) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(client.connection().value())
                .subject(client.credential().clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(id.toString())
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            jwt.sign(new MACSigner(key(keys().current())));
            return jwt.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 with a key that is long enough", impossible);
        }
    }

    boolean proves(ExpectedCredential.OAuth expected, ConnectionId connection, String presented) {
        List<byte[]> verifying = verifying();
        return SignedToken.read(presented, ALGORITHM)
                .filter(token -> signed(token, verifying))
                .filter(token -> token.says(ISSUER, connection.value(), expected.clientId()))
                .filter(token -> token.inForce(clock.instant(), SKEW))
                .isPresent();
    }

    private static boolean signed(SignedToken token, List<byte[]> verifying) {
        boolean signed = false;
        for (byte[] key : verifying) {
            signed |= token.signedBy(verifier(key));
        }
        return signed;
    }

    private List<byte[]> verifying() {
        List<byte[]> found = new ArrayList<>();
        found.add(key(keys().current()));
        keys().previous().flatMap(vault::get).ifPresent(secret -> found.add(bytes(secret.reveal())));
        found.removeIf(key -> key.length < SHORTEST_KEY);
        return found;
    }

    private byte[] key(SecretRef ref) {
        byte[] key = bytes(Vaulted.secret(vault, ref).reveal());
        if (key.length < SHORTEST_KEY) {
            throw new MissingCredentialException(
                    ref + " must have at least " + SHORTEST_KEY + " characters to be a token key");
        }
        return key;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MACVerifier verifier(byte[] key) {
        try {
            return new MACVerifier(key);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 with a key that is long enough", impossible);
        }
    }
}
