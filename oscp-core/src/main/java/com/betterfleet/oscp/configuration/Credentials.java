package com.betterfleet.oscp.configuration;

import java.net.URI;

/** How the two sides of a connection prove who they are. */
public sealed interface Credentials {
    /**
     * Agreed out of band: each side knows what to present and what to expect, and nothing is exchanged by Register.
     *
     * @param present what we present to the Capacity Provider
     * @param expect what we expect of it
     */
    record Agreed(PresentedCredential present, ExpectedCredential expect) implements Credentials {}

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
        private static final String OURS = "oscp/";

        /**
         * Checks the name and the URL.
         *
         * @param initialToken the initial token; its name must not begin with {@code oscp/}
         * @param fpBaseUrl our base URL for this connection as the peer reaches it; HTTPS unless the host is loopback
         */
        public Exchanged {
            Urls.requireSafe("fpBaseUrl", fpBaseUrl);
            if (initialToken.name().startsWith(OURS)) {
                throw new IllegalArgumentException("initialToken must not be named " + OURS
                        + "..., where tokens of our own are kept, was " + initialToken.name());
            }
        }
    }
}
