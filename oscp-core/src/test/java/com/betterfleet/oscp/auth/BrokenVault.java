package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import java.util.Optional;

/** A vault that cannot be reached. */
final class BrokenVault implements SecretVault {
    @Override
    public Optional<Secret> get(SecretRef ref) {
        throw new IllegalStateException("the vault is down");
    }

    @Override
    public void put(SecretRef ref, Secret secret) {
        throw new IllegalStateException("the vault is down");
    }

    @Override
    public void remove(SecretRef ref) {
        throw new IllegalStateException("the vault is down");
    }
}
