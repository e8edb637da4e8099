package com.betterfleet.oscp.configuration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret value on its way between the host's vault and a header. Its text never shows in {@link #toString()}.
 * Immutable and thread-safe.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a secret.
     *
     * @param value the secret's text, not empty, printable ASCII (it travels in a header)
     * @return the secret
     * @throws IllegalArgumentException if the text is empty or holds a character that no header may carry
     */
    public static Secret of(String value) {
        if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("a secret must be printable ASCII text and not empty");
        }
        return new Secret(value);
    }

    /**
     * The secret's text: call it only where it leaves for the wire.
     *
     * @return the text
     */
    public String reveal() {
        return value;
    }

    /**
     * Compares in time that does not depend on where the two differ.
     *
     * @param candidate what a peer presented
     * @return whether it is this secret
     */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
