package com.betterfleet.oscp.configuration;

/**
 * The name of a secret in the host's {@link SecretVault}. A reference may be logged and journalled; the secret never is. Names
 * that begin with {@code oscp/} are the library's.
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

    /**
     * Refuses a name of the library's own, {@code oscp/...}: tokens that Register brings are kept there, and what nobody names
     * there is removed.
     *
     * @param what what the host names so, for the message
     * @return this
     * @throws IllegalArgumentException if the name begins with {@code oscp/}
     */
    public SecretRef requireHosts(String what) {
        if (name.startsWith("oscp/")) {
            throw new IllegalArgumentException(
                    what + " must not be named oscp/..., where tokens of our own are kept, was " + name);
        }
        return this;
    }

    @Override
    public String toString() {
        return "secret:" + name;
    }
}
