package com.betterfleet.oscp.configuration;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a Capacity Provider must present on every request to us. */
public sealed interface ExpectedCredential {
    /**
     * The secret that it rests on.
     *
     * @return its name in the vault; empty where an issuer's public keys prove it
     */
    Optional<SecretRef> secret();

    /**
     * A token that stays until it is replaced.
     *
     * @param token its name in the vault
     */
    record Token(SecretRef token) implements ExpectedCredential {
        @Override
        public Optional<SecretRef> secret() {
            return Optional.of(token);
        }
    }

    /**
     * An access token of our own token endpoint, which gives it to whoever presents these client credentials.
     *
     * @param clientId who the peer is to our token endpoint, 1 to 255 printable characters; of one connection only
     * @param clientSecret the peer's secret, by its name in the vault
     */
    record OAuth(String clientId, SecretRef clientSecret) implements ExpectedCredential {
        /**
         * Checks the id.
         *
         * @param clientId who the peer is to our token endpoint, 1 to 255 printable characters
         * @param clientSecret the peer's secret, by its name in the vault
         */
        public OAuth {
            ClientIds.require(clientId);
        }

        @Override
        public Optional<SecretRef> secret() {
            return Optional.of(clientSecret);
        }
    }

    /**
     * A signed access token (JWT) of an issuer that the host runs or trusts. All of it is pinned: a token counts only from
     * this issuer, for this audience, about this subject, signed with one of these algorithms by a key of the issuer's set.
     *
     * @param issuer the exact {@code iss}
     * @param jwksUrl where the issuer publishes its keys (RFC 7517); HTTPS unless the host is loopback
     * @param audience one of the token's {@code aud}
     * @param subject the exact {@code sub}: who the peer is to the issuer
     * @param algorithms signature algorithms by their JOSE names, asymmetric only, for example {@code RS256, ES256}
     */
    record Issued(String issuer, URI jwksUrl, String audience, String subject, Set<String> algorithms)
            implements ExpectedCredential {
        private static final Set<String> KNOWN =
                Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

        /**
         * Checks everything and copies the algorithms.
         *
         * @param issuer the exact {@code iss}
         * @param jwksUrl where the issuer publishes its keys (RFC 7517); HTTPS unless the host is loopback
         * @param audience one of the token's {@code aud}
         * @param subject the exact {@code sub}
         * @param algorithms signature algorithms by their JOSE names, asymmetric only
         */
        public Issued {
            requireText("issuer", issuer);
            Urls.requireSafe("jwksUrl", jwksUrl);
            requireText("audience", audience);
            requireText("subject", subject);
            algorithms = Set.copyOf(algorithms);
            if (algorithms.isEmpty() || !KNOWN.containsAll(algorithms)) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "algorithms must be one or more of %s, were %s", KNOWN, algorithms));
            }
        }

        @Override
        public Optional<SecretRef> secret() {
            return Optional.empty();
        }

        private static void requireText(String name, String text) {
            if (text.isBlank()) {
                throw new IllegalArgumentException(name + " must not be blank");
            }
        }
    }
}
