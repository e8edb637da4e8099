package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.profile.HeartbeatRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The three deadlines of a link that is ONLINE (rule I17); the first that passes makes it OFFLINE. Each is half-open: at
 * it, the link is offline.
 *
 * @param promise the peer's last promise; empty while its last one had passed on arrival
 * @param grace one of our intervals, which the promise is allowed beyond its end
 * @param heardAt the last heartbeat, handshake or acknowledgement received
 * @param silentAt {@code heardAt} and the number of our intervals that may be missed
 * @param acknowledgedPromise the last promise of ours that the peer acknowledged: it then holds us offline
 */
public record Deadlines(
        Optional<Promise> promise, Duration grace, Instant heardAt, Instant silentAt, Instant acknowledgedPromise) {
    /**
     * A promise of the peer.
     *
     * @param said {@code offline_mode_at}; empty if the peer has not said one since the link came ONLINE
     * @param cap the farthest that a promise counts, by our own elapsed time
     */
    public record Promise(Optional<Instant> said, Instant cap) {
        Instant end() {
            return said.map(end -> Times.earlier(end, cap)).orElse(cap);
        }

        Promise shifted(Duration step) {
            return new Promise(said, Times.plus(cap, step));
        }
    }

    /** As if a heartbeat had just passed each way (rule I18). */
    static Deadlines primed(Instant now, HeartbeatRules rules, Duration ours, Duration theirs) {
        Instant promised = Times.plus(now, ours.multipliedBy(rules.promiseFactor()));
        return new Deadlines(
                Optional.of(new Promise(Optional.empty(), promised)),
                ours,
                now,
                Times.plus(now, ours.multipliedBy(rules.missedFactor())),
                Times.plus(now, theirs.multipliedBy(rules.promiseFactor())));
    }

    /**
     * When the link goes offline unless something is heard.
     *
     * @return the earliest of the three
     */
    public Instant earliest() {
        return Times.earliest(Stream.concat(promiseEnds().stream(), Stream.of(silentAt, acknowledgedPromise)))
                .orElse(silentAt);
    }

    /**
     * Says which deadline comes first.
     *
     * @return a sentence for events
     */
    String reason() {
        Instant first = earliest();
        if (first.equals(silentAt)) {
            return "nothing was heard of the peer from " + heardAt + " until " + first;
        }
        return first.equals(acknowledgedPromise)
                ? "the last promise of ours that the peer acknowledged passed at " + first
                : "the peer's promise and its grace passed at " + first;
    }

    Deadlines heard(Instant now, HeartbeatRules rules) {
        Instant silent = Times.plus(now, grace.multipliedBy(rules.missedFactor()));
        return new Deadlines(promise, grace, now, silent, acknowledgedPromise);
    }

    Deadlines promised(Optional<Promise> next) {
        return new Deadlines(next, grace, heardAt, silentAt, acknowledgedPromise);
    }

    Deadlines acknowledged(Instant ourPromise) {
        return new Deadlines(promise, grace, heardAt, silentAt, ourPromise);
    }

    /** Another interval of ours counts from the moment it was asked. */
    Deadlines supervising(Duration ours, Instant now, HeartbeatRules rules) {
        if (ours.equals(grace)) {
            return this;
        }
        Instant silent = Times.plus(now, ours.multipliedBy(rules.missedFactor()));
        return new Deadlines(promise, ours, heardAt, silent, acknowledgedPromise);
    }

    Deadlines shifted(Duration step) {
        return new Deadlines(
                promise.map(one -> one.shifted(step)),
                grace,
                Times.plus(heardAt, step),
                Times.plus(silentAt, step),
                Times.plus(acknowledgedPromise, step));
    }

    private Optional<Instant> promiseEnds() {
        return promise.map(one -> Times.plus(one.end(), grace));
    }
}
