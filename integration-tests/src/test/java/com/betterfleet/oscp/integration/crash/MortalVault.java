package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import java.util.List;
import java.util.Optional;

/** The vault as one life of the process sees it: after each change it can be stopped. */
record MortalVault(SecretVault vault, Life life) implements SecretVault {
    @Override
    public Optional<Secret> get(SecretRef ref) {
        life.live();
        return vault.get(ref);
    }

    @Override
    public void put(SecretRef ref, Secret secret) {
        life.live();
        vault.put(ref, secret);
        life.pass("after a secret was put");
    }

    @Override
    public void remove(SecretRef ref) {
        life.live();
        vault.remove(ref);
        life.pass("after a secret was removed");
    }

    @Override
    public List<SecretRef> list(String prefix) {
        life.live();
        return vault.list(prefix);
    }
}
