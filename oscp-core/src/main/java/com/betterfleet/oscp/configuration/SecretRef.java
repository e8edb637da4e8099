package com.betterfleet.oscp.configuration;

/**
 * The name of a secret in the host's {@link SecretVault}. A reference may be logged and journalled; the secret never is.
 *
 * @param name 1 to 200 printable characters without spaces, for example {@code nz/apikey}
 */
public record SecretRef(String name) {
    /**
     * Checks the name.
     *
     * @param name 1 to 200 printable characters without spaces, for example {@code nz/apikey}
     */
    public SecretRef {
        if (name.isEmpty() || name.length() > 200 || name.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new IllegalArgumentException("secret ref must be 1 to 200 printable characters without spaces");
        }
    }

    /**
     * A secret's name.
     *
     * @param name the name in the vault
     * @return the reference
     * @throws IllegalArgumentException if the name is not legal
     */
    public static SecretRef of(String name) {
        return new SecretRef(name);
    }

    @Override
    public String toString() {
        return "secret:" + name;
    }
}
