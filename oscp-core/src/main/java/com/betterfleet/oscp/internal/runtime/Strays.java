package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.connection.TokenExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what a crash has left in the vault: tokens under our names that no link names. It looks twice, at start and a
 * minute later, and removes what was named neither time: a token may be in the vault a moment before the commit of a request
 * that is being served, here or on another node, names it.
 */
final class Strays {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.engine");
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Records records;
    private final SecretVault vault;
    private Optional<Instant> again = Optional.empty();
    private Set<SecretRef> suspects = Set.of();
    private boolean done;

    Strays(Records records, SecretVault vault) {
        this.records = records;
        this.vault = vault;
    }

    /** Does what is due of the two looks; where the store or the vault fails, the look is taken again with the next call. */
    void look(Instant now) {
        if (done || again.filter(now::isBefore).isPresent()) {
            return;
        }
        try {
            take(now);
        } catch (PayloadCodec.Unreadable left) {
            LOG.warn("strays in the vault are left alone: {}", left.what());
            done = true;
        }
    }

    private void take(Instant now) {
        Set<SecretRef> unnamed = unnamed();
        if (again.isEmpty()) {
            suspects = unnamed;
            again = Optional.of(now.plus(BETWEEN));
            done = unnamed.isEmpty();
            return;
        }
        unnamed.stream().filter(suspects::contains).forEach(this::remove);
        done = true;
    }

    private void remove(SecretRef stray) {
        vault.remove(stray);
        LOG.info("{} was named by no link and is removed", stray);
    }

    private Set<SecretRef> unnamed() {
        Set<SecretRef> found = new HashSet<>();
        for (ConnectionId connection : records.connections()) {
            Set<SecretRef> named = records.link(connection)
                    .map(link -> link.value().exchange().secrets())
                    .orElse(Set.of());
            vault.list(TokenExchange.prefix(connection)).stream()
                    .filter(token -> !named.contains(token))
                    .forEach(found::add);
        }
        return found;
    }
}
