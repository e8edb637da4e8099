package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.HeaderValue;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.http.MissingCredentialException;

/** Reads a secret that configuration names. */
final class Vaulted {
    private Vaulted() {}

    static Secret secret(SecretVault vault, SecretRef ref) {
        return vault.get(ref).orElseThrow(() -> new MissingCredentialException(ref + " is not in the vault"));
    }

    static String text(SecretVault vault, HeaderValue value) {
        return value instanceof HeaderValue.Secured secured
                ? secret(vault, secured.ref()).reveal()
                : ((HeaderValue.Plain) value).text();
    }
}
