package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.connection.TokenExchange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps the vault in step with the links (decision 16): a new token is in it before a commit names it, an old one until
 * after. The host's own secrets, the initial token among them, have other names and are never touched. Where a commit failed
 * and nobody knows whether it was made, its tokens stay, but for the oldest of very many: a store that takes nothing for
 * hours does not fill the vault. Thread-safe.
 */
final class TokenKeeper {
    private static final int MOST_IN_DOUBT = 100;

    private final SecretVault vault;
    private final Supplier<Secret> fresh;
    private final Set<SecretRef> inDoubt = new LinkedHashSet<>();

    TokenKeeper(SecretVault vault, Supplier<Secret> fresh) {
        this.vault = vault;
        this.fresh = fresh;
    }

    /** What a step put into the vault, and what is in it in vain once the step is committed. */
    record Kept(Set<SecretRef> added, Set<SecretRef> dropped) {
        static final Kept NONE = new Kept(Set.of(), Set.of());
    }

    Optional<Secret> get(SecretRef token) {
        return vault.get(token);
    }

    /** Puts what a step names for the first time: the tokens that came in, and new ones of ours for all others. */
    Kept keep(ConnectionId connection, TokenExchange before, TokenExchange after, Map<SecretRef, Secret> given) {
        Kept kept = new Kept(missing(connection, after, before), missing(connection, before, after));
        settled(before.secrets());
        doubt(kept.added()).forEach(vault::remove);
        kept.added()
                .forEach(token ->
                        vault.put(token, Optional.ofNullable(given.get(token)).orElseGet(fresh)));
        return kept;
    }

    /** The commit was not made. */
    void undo(Kept kept) {
        settled(kept.added());
        kept.added().forEach(vault::remove);
    }

    /** The commit was made, and what it brought about has been done. */
    void settle(Kept kept) {
        settled(kept.added());
        kept.dropped().forEach(vault::remove);
    }

    /** Notes that a commit is to name these; gives back those about which it has been too long in doubt. */
    private synchronized List<SecretRef> doubt(Set<SecretRef> tokens) {
        inDoubt.addAll(tokens);
        List<SecretRef> tooMany = inDoubt.stream()
                .limit(Math.max(0, inDoubt.size() - MOST_IN_DOUBT))
                .toList();
        tooMany.forEach(inDoubt::remove);
        return tooMany;
    }

    private synchronized void settled(Set<SecretRef> tokens) {
        inDoubt.removeAll(tokens);
    }

    private static Set<SecretRef> missing(ConnectionId connection, TokenExchange in, TokenExchange from) {
        return in.secrets().stream()
                .filter(token -> !from.secrets().contains(token))
                .filter(token -> token.name().startsWith(TokenExchange.prefix(connection)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
