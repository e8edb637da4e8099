package com.betterfleet.oscp.configuration;

import java.net.URI;

/** How the two sides of a connection prove who they are. */
public sealed interface Credentials {
    /**
     * Agreed out of band: each side knows what to present and what to expect, and nothing is exchanged by Register.
     *
     * @param present what we present to the Capacity Provider; its secret not named {@code oscp/...}
     * @param expect what we expect of it; its secret not named {@code oscp/...}
     */
    record Agreed(PresentedCredential present, ExpectedCredential expect) implements Credentials {
        /**
         * Checks the secrets' names.
         *
         * @param present what we present to the Capacity Provider
         * @param expect what we expect of it
         */
        public Agreed {
            present.secret().requireHosts("present");
            expect.secret().ifPresent(secret -> secret.requireHosts("expect"));
        }
    }

    /**
     * Tokens exchanged by OSCP's Register, which begins with one initial token that both sides know. The tokens that come
     * of it are kept in the {@link SecretVault} under names of our own, {@code oscp/{connection}/...}.
     *
     * @param initialToken the initial token: expected of the peer's first Register, or presented in ours; not named
     *     {@code oscp/...}
     * @param fpBaseUrl our base URL for this connection as the peer reaches it, told to it in our Register; HTTPS unless
     *     the host is loopback
     */
    record Exchanged(SecretRef initialToken, URI fpBaseUrl) implements Credentials {
        /**
         * Checks the name and the URL.
         *
         * @param initialToken the initial token; its name must not begin with {@code oscp/}
         * @param fpBaseUrl our base URL for this connection as the peer reaches it; HTTPS unless the host is loopback
         */
        public Exchanged {
            Urls.requireSafe("fpBaseUrl", fpBaseUrl);
            initialToken.requireHosts("initialToken");
        }
    }
}
