package com.betterfleet.oscp.configuration;

import java.net.URI;
import java.util.List;

/** What we present to a Capacity Provider on every request. */
public sealed interface PresentedCredential {
    /**
     * The secret that it rests on.
     *
     * @return its name in the vault
     */
    SecretRef secret();

    /**
     * A token that stays until it is replaced.
     *
     * @param token its name in the vault
     */
    record Token(SecretRef token) implements PresentedCredential {
        @Override
        public SecretRef secret() {
            return token;
        }
    }

    /**
     * An OAuth 2 access token, fetched with the client credentials grant and always presented as {@code Bearer}.
     *
     * @param tokenUrl the Capacity Provider's token endpoint; HTTPS unless the host is loopback
     * @param clientId who we are to it, 1 to 255 printable characters
     * @param clientSecret our secret's name in the vault
     * @param scopes the scopes to ask for, usually none
     */
    record OAuth(URI tokenUrl, String clientId, SecretRef clientSecret, List<String> scopes)
            implements PresentedCredential {
        /**
         * Checks the URL and the names, and copies the scopes.
         *
         * @param tokenUrl the Capacity Provider's token endpoint; HTTPS unless the host is loopback
         * @param clientId who we are to it, 1 to 255 printable characters
         * @param clientSecret our secret's name in the vault
         * @param scopes the scopes to ask for, usually none
         */
        public OAuth {
            Urls.requireSafe("tokenUrl", tokenUrl);
            ClientIds.require(clientId);
            scopes = List.copyOf(scopes);
            for (String scope : scopes) {
                if (scope.isEmpty() || scope.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '"' || c == '\\')) {
                    throw new IllegalArgumentException(
                            "scope must be printable ASCII without space, quote or backslash, was '" + scope + "'");
                }
            }
        }

        @Override
        public SecretRef secret() {
            return clientSecret;
        }
    }
}
