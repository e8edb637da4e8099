package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.PresentedCredential;
import com.betterfleet.oscp.configuration.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.annotation.Nullable;

/**
 * The access token of one connection and credential, and the one request for it that may be under way. Thread-safe; the
 * request is made outside the lock.
 */
final class TokenSlot {
    /** How long a refresh that failed is left alone while the old token still serves. */
    static final Duration REST = Duration.ofSeconds(10);

    /** What a token is fetched with: an edit of any of it, the secret's value included, makes another token necessary. */
    record Key(PresentedCredential.OAuth credential, Secret secret) {}

    private final Key key;
    private @Nullable HeldToken held;
    private @Nullable CompletableFuture<HeldToken> underWay;
    private Instant givenUpAt = Instant.MIN;
    private Instant restUntil = Instant.MIN;

    TokenSlot(Key key) {
        this.key = key;
    }

    boolean isOf(Key other) {
        return key.equals(other);
    }

    /**
     * The token, at once while there is one that serves; whoever finds it due for a refresh starts that beside. A request that is
     * not answered within the patience, which no sender should allow, is waited for no longer.
     */
    CompletionStage<String> token(Instant now, Duration patience, Supplier<CompletionStage<HeldToken>> fetch) {
        CompletableFuture<HeldToken> fetched = new CompletableFuture<>();
        CompletionStage<HeldToken> answer;
        boolean first;
        synchronized (this) {
            first = (underWay == null || !now.isBefore(givenUpAt)) && due(now);
            if (first) {
                underWay = fetched;
                givenUpAt = now.plus(patience);
            }
            answer = held != null && held.usable(now) ? CompletableFuture.completedFuture(held) : pending(fetched);
        }
        if (first) {
            fetch.get().whenComplete((token, failure) -> settle(fetched, now, token, failure));
        }
        return answer.thenApply(HeldToken::token);
    }

    private CompletionStage<HeldToken> pending(CompletableFuture<HeldToken> otherwise) {
        return underWay == null ? otherwise : underWay;
    }

    private boolean due(Instant now) {
        if (held == null || !held.usable(now)) {
            return true;
        }
        return !held.fresh(now) && !now.isBefore(restUntil);
    }

    private void settle(
            CompletableFuture<HeldToken> fetched,
            Instant asked,
            @Nullable HeldToken token,
            @Nullable Throwable failure) {
        synchronized (this) {
            if (fetched == underWay) {
                underWay = null;
            }
            if (token == null) {
                restUntil = asked.plus(REST);
            } else {
                held = token;
            }
        }
        if (token == null) {
            fetched.completeExceptionally(failure == null ? new IllegalStateException("no token") : failure);
        } else {
            fetched.complete(token);
        }
    }

    /** Throws a token away that the peer refused, unless another has taken its place. */
    synchronized void discard(Predicate<String> refused) {
        if (held != null && refused.test(held.token())) {
            held = null;
        }
    }

    /** Whether what is held here serves nobody any more. */
    synchronized boolean spent(Instant now) {
        return underWay == null && held != null && !held.usable(now);
    }
}
