package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the connection that answers on the bare base path. Anybody can ask, so that the answer costs one read, and all
 * connections are looked through at most once a second while there is none. Thread-safe.
 */
final class BarePath {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Parts parts;
    private volatile Look last = new Look(Optional.empty(), Instant.MIN);

    BarePath(Parts parts) {
        this.parts = parts;
    }

    private record Look(Optional<ConnectionId> found, Instant at) {
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(LOOK_AGAIN));
        }
    }

    Optional<ConnectionId> connection() {
        Look known = last;
        if (known.found()
                .flatMap(parts.records()::settings)
                .filter(BarePath::serves)
                .isPresent()) {
            return known.found();
        }
        Instant now = parts.now();
        if (known.found().isPresent() || !known.isFresh(now)) {
            known = new Look(look(), now);
            last = known;
        }
        return known.found();
    }

    private Optional<ConnectionId> look() {
        return parts.records().allSettings().stream()
                .filter(BarePath::serves)
                .map(loaded -> loaded.value().id())
                .findFirst();
    }

    private static boolean serves(Loaded<ConnectionSettings> loaded) {
        return loaded.value().barePath();
    }
}
