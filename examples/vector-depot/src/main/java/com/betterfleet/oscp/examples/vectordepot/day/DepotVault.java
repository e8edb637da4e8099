package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;

/** The depot's secrets and their names. */
public final class DepotVault {
    static final SecretRef OUT = SecretRef.of("nz/out");
    static final SecretRef IN = SecretRef.of("nz/in");
    static final SecretRef API_KEY = SecretRef.of("nz/apikey");
    static final SecretRef TOKEN_KEY = SecretRef.of("token-key");

    private DepotVault() {}

    /** A vault whose secrets wear the first masks, in this order. */
    static SecretVault of(Masks masks, String out, String in, String apiKey, String tokenKey) {
        SecretVault vault = SecretVault.inMemory();
        put(vault, masks, OUT, out);
        put(vault, masks, IN, in);
        put(vault, masks, API_KEY, apiKey);
        put(vault, masks, TOKEN_KEY, tokenKey);
        return vault;
    }

    /**
     * A vault with secrets that are good for nothing but a replay, under the masks of the true ones.
     *
     * @param masks masks that nobody wears yet
     * @return the vault
     */
    public static SecretVault madeUp(Masks masks) {
        return of(masks, "made-up-out", "made-up-in", "made-up-api-key", "made-up-token-key-".repeat(2));
    }

    private static void put(SecretVault vault, Masks masks, SecretRef ref, String secret) {
        masks.hide(secret);
        vault.put(ref, Secret.of(secret));
    }
}
