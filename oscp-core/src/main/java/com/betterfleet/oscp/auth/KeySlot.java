package com.betterfleet.oscp.auth;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;

/** The keys of one issuer, and the one fetch of them that may be under way. Thread-safe; nothing is called under the lock. */
final class KeySlot {
    /** How long keys serve without a look whether they have changed. */
    static final Duration FRESH = Duration.ofHours(1);

    /** How long they serve while no look succeeds. */
    static final Duration LASTING = Duration.ofDays(1);

    /** The least time between two looks because of a key that is not known. */
    static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    /** How long a look that failed is left alone. */
    static final Duration REST = Duration.ofSeconds(10);

    /** By when a look has been answered: a sender that keeps its word fails it far sooner. */
    static final Duration ANSWERED = Duration.ofSeconds(30);

    private @Nullable JWKSet keys;
    private Instant fetchedAt = Instant.MIN;
    private Instant lookedAt = Instant.MIN;
    private boolean failed;
    private long found;
    private @Nullable CompletableFuture<JWKSet> underWay;

    /** How many looks have found keys so far. */
    synchronized long found() {
        return found;
    }

    /** The keys where no look is needed. */
    synchronized Optional<JWKSet> serving(Instant now) {
        return within(fetchedAt, FRESH, now) ? Optional.ofNullable(keys) : Optional.empty();
    }

    /** The keys where no look succeeds. */
    synchronized Optional<JWKSet> lasting(Instant now) {
        return now.isBefore(plus(fetchedAt, LASTING)) ? Optional.ofNullable(keys) : Optional.empty();
    }

    /** The keys, if they have changed since somebody was given those. */
    synchronized Optional<JWKSet> since(JWKSet known) {
        return Optional.ofNullable(keys).filter(found -> !found.equals(known));
    }

    synchronized boolean mayLookAgain(Instant now) {
        return underWay != null || !within(lookedAt, BETWEEN_LOOKS, now);
    }

    synchronized boolean failing() {
        return failed;
    }

    synchronized boolean spent(Instant now) {
        return underWay == null && keys != null && !now.isBefore(plus(fetchedAt, LASTING));
    }

    /**
     * The fetch under way, or what one has found since the caller looked at {@link #found}, or {@code mine} to be made, or nothing
     * while a failure is left alone.
     */
    synchronized Optional<CompletableFuture<JWKSet>> join(CompletableFuture<JWKSet> mine, long before, Instant now) {
        if (found != before && keys != null) {
            return Optional.of(CompletableFuture.completedFuture(keys));
        }
        if (underWay != null && within(lookedAt, ANSWERED, now)) {
            return Optional.of(underWay);
        }
        if (failed && within(lookedAt, REST, now)) {
            return Optional.empty();
        }
        underWay = mine;
        lookedAt = now;
        return Optional.of(mine);
    }

    synchronized void settle(CompletableFuture<JWKSet> look, @Nullable JWKSet answer, Instant now) {
        if (look == underWay) {
            underWay = null;
        }
        failed = answer == null;
        if (answer != null) {
            found++;
            keys = answer;
            fetchedAt = now;
        }
    }

    /** A clock that was set back has not waited: what was then is past. */
    private static boolean within(Instant from, Duration span, Instant now) {
        return !now.isBefore(from) && now.isBefore(plus(from, span));
    }

    private static Instant plus(Instant instant, Duration more) {
        return instant.equals(Instant.MIN) ? instant : instant.plus(more);
    }
}
