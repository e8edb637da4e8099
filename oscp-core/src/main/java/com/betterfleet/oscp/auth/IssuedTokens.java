package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ExpectedCredential;
import com.betterfleet.oscp.http.HttpSender;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Access tokens of an issuer that the host runs or trusts: JWTs, signed with a published key of that issuer. */
final class IssuedTokens {
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final int SHORTEST_RSA_KEY = 2048;

    private final IssuerKeys issuers;
    private final InstantSource clock;

    IssuedTokens(HttpSender sender, InstantSource clock) {
        this.issuers = new IssuerKeys(sender, clock);
        this.clock = clock;
    }

    /** What needs no key is judged first, so that a token of anybody else never makes us ask the issuer. */
    boolean proves(ExpectedCredential.Issued expected, String presented) {
        return SignedToken.read(presented, expected.algorithms())
                .filter(token -> token.says(expected.issuer(), expected.audience(), expected.subject()))
                .filter(token -> token.inForce(clock.instant(), SKEW))
                .filter(token -> signed(expected, token))
                .isPresent();
    }

    private boolean signed(ExpectedCredential.Issued expected, SignedToken token) {
        JWKSet known = issuers.keys(expected.jwksUrl());
        List<JWK> fitting = fitting(token, known);
        if (fitting.isEmpty()) {
            fitting = issuers.keysAfter(expected.jwksUrl(), known)
                    .map(keys -> fitting(token, keys))
                    .orElse(List.of());
        }
        return fitting.stream().flatMap(key -> verifier(key).stream()).anyMatch(token::signedBy);
    }

    /** The keys that the token may be signed with. Where several could be meant it must name one (OpenID Connect Core, 10.1). */
    private static List<JWK> fitting(SignedToken token, JWKSet keys) {
        List<JWK> fitting = new JWKSelector(JWKMatcher.forJWSHeader(token.header())).select(keys);
        return token.header().getKeyID() == null && fitting.size() > 1 ? List.of() : fitting;
    }

    private static Optional<JWSVerifier> verifier(JWK key) {
        try {
            if (key instanceof RSAKey rsa && rsa.size() >= SHORTEST_RSA_KEY) {
                return Optional.of(new RSASSAVerifier(rsa));
            }
            return key instanceof ECKey curve ? Optional.of(new ECDSAVerifier(curve)) : Optional.empty();
        } catch (JOSEException unfit) {
            return Optional.empty();
        }
    }
}
