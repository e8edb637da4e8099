package com.betterfleet.oscp.configuration;

/** The value of a configured header: plain text, or the name of a secret. */
public sealed interface HeaderValue {
    /**
     * Plain text, as written.
     *
     * @param text printable ASCII without a space at either end; control characters are refused
     */
    record Plain(String text) implements HeaderValue {
        /**
         * Checks the text.
         *
         * @param text printable ASCII without a space at either end; control characters are refused
         */
        public Plain {
            if (text.chars().anyMatch(c -> c < ' ' || c >= 0x7f)) {
                throw new IllegalArgumentException("a header value must be printable ASCII");
            }
            if (!text.equals(text.strip())) {
                throw new IllegalArgumentException("a header value must not begin or end with a space: none arrives");
            }
        }
    }

    /**
     * The text of a secret, read from the vault when the header is written or checked.
     *
     * @param ref the secret's name, not {@code oscp/...}
     */
    record Secured(SecretRef ref) implements HeaderValue {
        /**
         * Checks the name.
         *
         * @param ref the secret's name, not {@code oscp/...}
         */
        public Secured {
            ref.requireHosts("a header's secret");
        }
    }
}
