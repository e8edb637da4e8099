package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.SecretRef;
import java.util.Optional;

/**
 * The keys of our own access tokens, by their names in the vault: the current one signs, both verify. To rotate, put the new
 * key into the vault, make it the current one and the old one the previous, and drop that once every token it signed has
 * expired (5 minutes). A key is the text of a secret of at least 32 characters, for example 32 random bytes in base64; it is
 * read at every use.
 *
 * @param current signs, and verifies; not named {@code oscp/...}
 * @param previous verifies only; it may be gone from the vault; not named {@code oscp/...}
 */
public record TokenKeys(SecretRef current, Optional<SecretRef> previous) {
    /**
     * Checks the names.
     *
     * @param current signs, and verifies; not named {@code oscp/...}
     * @param previous verifies only; not named {@code oscp/...}
     */
    public TokenKeys {
        current.requireHosts("current");
        previous.ifPresent(key -> key.requireHosts("previous"));
    }
}
