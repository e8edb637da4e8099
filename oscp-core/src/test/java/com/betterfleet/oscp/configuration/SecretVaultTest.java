package com.betterfleet.oscp.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vault in memory, and what a vault need not do. */
class SecretVaultTest {
    private static final SecretRef OURS = SecretRef.of("oscp/nz/1");
    private static final Secret SECRET = Secret.of("s3cret");

    @Test
    void theOneInMemoryListsNamesByTheirBeginning() {
        SecretVault vault = SecretVault.inMemory();
        vault.put(OURS, SECRET);
        vault.put(SecretRef.of("nz/oscp/"), SECRET);
        assertThat(vault.list("oscp/")).containsExactly(OURS);
        vault.remove(OURS);
        assertThat(vault.list("oscp/")).isEmpty();
    }

    @Test
    void aVaultThatCannotListNamesNone() {
        SecretVault vault = new SecretVault() {
            @Override
            public Optional<Secret> get(SecretRef ref) {
                return Optional.of(SECRET);
            }

            @Override
            public void put(SecretRef ref, Secret secret) {}

            @Override
            public void remove(SecretRef ref) {}
        };
        assertThat(vault.list("oscp/")).isEmpty();
    }

    @Test
    void anInitialTokenIsTheHostsAndNotNamedLikeOurs() {
        assertThatThrownBy(() -> new Credentials.Exchanged(OURS, URI.create("https://depot.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("initialToken")
                .hasMessageContaining("oscp/nz/1");
    }
}
