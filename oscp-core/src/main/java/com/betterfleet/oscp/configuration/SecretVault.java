package com.betterfleet.oscp.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the host keeps secrets. The library stores only {@link SecretRef}s and asks for a value when it is needed.
 *
 * <p>Implementations are thread-safe, answer quickly (a call stands in the way of a request) and may throw an unchecked
 * exception when the vault cannot be reached: the request then fails as any broken world does.
 */
public interface SecretVault {
    /**
     * Looks a secret up.
     *
     * @param ref its name
     * @return the value, or empty if the vault has none of that name
     */
    Optional<Secret> get(SecretRef ref);

    /**
     * Keeps a secret, replacing one of the same name. Durable when the call returns.
     *
     * @param ref its name
     * @param secret its value
     */
    void put(SecretRef ref, Secret secret);

    /**
     * Forgets a secret; nothing happens if there is none.
     *
     * @param ref its name
     */
    void remove(SecretRef ref);

    /**
     * Lists names; those that begin with {@code oscp/} are the library's, so keep none of your own there, and let no two stores
     * share one vault. It is asked so that tokens which a crash has left here, {@code oscp/{connection}/...}, can be removed. A vault that
     * cannot list keeps them: they are of no use to anybody, and there is at most a pair of them for each crash.
     *
     * @param prefix what the names begin with
     * @return the names, in no order; none by default
     */
    default List<SecretRef> list(String prefix) {
        return List.of();
    }

    /**
     * A vault that lives in memory: for tests, examples and hosts that load their secrets at start.
     *
     * <pre>{@code
     * SecretVault vault = SecretVault.inMemory();
     * vault.put(SecretRef.of("nz/out"), Secret.of(System.getenv("NZ_TOKEN")));
     * }</pre>
     *
     * @return an empty vault
     */
    static SecretVault inMemory() {
        Map<SecretRef, Secret> secrets = new ConcurrentHashMap<>();
        return new SecretVault() {
            @Override
            public Optional<Secret> get(SecretRef ref) {
                return Optional.ofNullable(secrets.get(ref));
            }

            @Override
            public void put(SecretRef ref, Secret secret) {
                secrets.put(ref, secret);
            }

            @Override
            public void remove(SecretRef ref) {
                secrets.remove(ref);
            }

            @Override
            public List<SecretRef> list(String prefix) {
                return secrets.keySet().stream()
                        .filter(ref -> ref.name().startsWith(prefix))
                        .toList();
            }
        };
    }
}
