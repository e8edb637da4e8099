package com.betterfleet.oscp.examples.vectordepot.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides from what was seen on the wire when the line was dead, by the words of the agreement alone: heartbeats each
 * minute, three missed are too many, a promise of the peer has a grace of one minute, and our own acknowledged promise
 * binds us. Back again needs a handshake and, after it, a forecast.
 */
final class LineWitness {
    private static final Duration INTERVAL = Duration.ofSeconds(60);
    private static final int MISSED = 3;

    private final List<Instant[]> dead = new ArrayList<>();
    private Optional<Instant> deadSince;
    private Instant heard = Instant.MAX;
    private Instant theirPromise = Instant.MAX;
    private Instant ourPromise = Instant.MAX;
    private boolean handshaken;

    LineWitness(Instant start) {
        deadSince = Optional.of(start);
    }

    void heardHandshake(Instant at) {
        settle(at);
        heard = at;
        handshaken = true;
        if (deadSince.isPresent()) {
            theirPromise = at.plus(INTERVAL.multipliedBy(MISSED));
            ourPromise = theirPromise;
        }
    }

    void heardHeartbeat(Instant at, Instant promise) {
        settle(at);
        heard = at;
        theirPromise = promise;
    }

    void ourHeartbeatTaken(Instant at, Instant promise) {
        settle(at);
        ourPromise = promise;
    }

    void heardForecast(Instant at) {
        settle(at);
        if (deadSince.isPresent() && handshaken) {
            dead.add(new Instant[] {deadSince.get(), at});
            deadSince = Optional.empty();
        }
    }

    /** Closes the books at an instant and lists the times at which the line was dead, as pairs of start and end. */
    List<Instant[]> deadUntil(Instant end) {
        settle(end);
        deadSince.ifPresent(since -> dead.add(new Instant[] {since, end}));
        deadSince = Optional.empty();
        return List.copyOf(dead);
    }

    private void settle(Instant at) {
        Instant limit = earliest(
                heard.equals(Instant.MAX) ? heard : heard.plus(INTERVAL.multipliedBy(MISSED)),
                theirPromise.equals(Instant.MAX) ? theirPromise : theirPromise.plus(INTERVAL),
                ourPromise);
        if (!limit.isAfter(at) && handshaken) {
            deadSince = Optional.of(deadSince.orElse(limit));
            handshaken = false;
        }
    }

    private static Instant earliest(Instant... instants) {
        Instant first = Instant.MAX;
        for (Instant instant : instants) {
            first = instant.isBefore(first) ? instant : first;
        }
        return first;
    }
}
