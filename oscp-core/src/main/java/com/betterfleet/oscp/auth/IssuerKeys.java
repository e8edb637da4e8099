package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.http.CredentialUnavailableException;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The published keys of issuers (RFC 7517), fetched through our sender; the caller waits for a fetch, within a bound. */
final class IssuerKeys {
    /** How long one fetch may take. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a caller waits for one: somewhat longer, as the sender knows better why it failed. */
    private static final Duration WAIT = PATIENCE.plusSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_KEYS = 50;

    private final HttpSender sender;
    private final InstantSource clock;
    private final Map<URI, KeySlot> slots = new ConcurrentHashMap<>();

    IssuerKeys(HttpSender sender, InstantSource clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /** The keys, fetched anew where they are old; old ones serve on where that fails. */
    JWKSet keys(URI url) {
        Instant now = clock.instant();
        slots.values().removeIf(slot -> slot.spent(now));
        KeySlot slot = slots.computeIfAbsent(url, none -> new KeySlot());
        long before = slot.found();
        return slot.serving(now)
                .or(() -> fetched(url, slot, before, now))
                .or(() -> slot.lasting(now))
                .orElseThrow(() -> unavailable(url));
    }

    /** The keys once more, for a token whose key is not among those known; empty where it is too early to ask again. */
    Optional<JWKSet> keysAfter(URI url, JWKSet known) {
        Instant now = clock.instant();
        KeySlot slot = slots.computeIfAbsent(url, none -> new KeySlot());
        long before = slot.found();
        Optional<JWKSet> since = slot.since(known);
        if (since.isPresent()) {
            return since;
        }
        Optional<JWKSet> fetched = slot.mayLookAgain(now) ? fetched(url, slot, before, now) : Optional.empty();
        if (fetched.isEmpty() && slot.failing()) {
            throw unavailable(url);
        }
        return fetched;
    }

    private Optional<JWKSet> fetched(URI url, KeySlot slot, long before, Instant now) {
        CompletableFuture<JWKSet> mine = new CompletableFuture<>();
        Optional<CompletableFuture<JWKSet>> shared = slot.join(mine, before, now);
        if (shared.filter(mine::equals).isPresent()) {
            fetch(url, slot, mine, now);
        }
        return shared.flatMap(keys -> await(url, keys));
    }

    private void fetch(URI url, KeySlot slot, CompletableFuture<JWKSet> result, Instant now) {
        HttpCall call =
                new HttpCall("GET", url, List.of(new Header("Accept", "application/json")), new byte[0], PATIENCE);
        try {
            sender.send(call).thenApply(IssuerKeys::read).whenComplete((keys, failure) -> {
                slot.settle(result, keys, now);
                if (keys == null) {
                    result.completeExceptionally(failure);
                } else {
                    result.complete(keys);
                }
            });
        } catch (RuntimeException broken) {
            slot.settle(result, null, now);
            result.completeExceptionally(broken);
        }
    }

    private static Optional<JWKSet> await(URI url, CompletableFuture<JWKSet> keys) {
        try {
            return Optional.of(keys.get(WAIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException failed) {
            Throwable cause = failed.getCause();
            LOG.warn("oscp.issuer.no-keys url={} failure={}", url, Words.of(cause == null ? failed : cause));
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static JWKSet read(HttpReply reply) {
        if (reply.status() != 200 || reply.body().length > MOST_BYTES) {
            throw new CredentialUnavailableException(
                    "answered " + reply.status() + " with " + reply.body().length + " bytes");
        }
        try {
            JWKSet keys = JWKSet.parse(new String(reply.body(), StandardCharsets.UTF_8));
            if (keys.size() > MOST_KEYS) {
                throw new CredentialUnavailableException("has more than " + MOST_KEYS + " keys");
            }
            return keys;
        } catch (ParseException broken) {
            throw new CredentialUnavailableException("is no set of keys");
        }
    }

    private static CredentialUnavailableException unavailable(URI url) {
        return new CredentialUnavailableException("the keys at " + url + " cannot be had");
    }
}
