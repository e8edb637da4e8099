package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets at most ten refusals a minute of one connection and status become events, so that nobody without credentials can
 * drown what matters. Thread-safe; its memory is bounded by connections and statuses.
 */
final class RefusalGate {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST = 10;

    private record Source(ConnectionId connection, int status) {}

    private record Window(Instant start, int told, long untold) {}

    private final Map<Source, Window> windows = new HashMap<>();

    /** Empty: not to be told. Else to be told, with the number of those before it that were not. */
    synchronized Optional<Long> admit(ConnectionId connection, int status, Instant now) {
        Source source = new Source(connection, status);
        Window window = windows.getOrDefault(source, new Window(now, 0, 0));
        if (!now.isBefore(window.start().plus(WINDOW)) || now.isBefore(window.start())) {
            window = new Window(now, 0, window.untold());
        }
        if (window.told() >= MOST) {
            windows.put(source, new Window(window.start(), window.told(), window.untold() + 1));
            return Optional.empty();
        }
        windows.put(source, new Window(window.start(), window.told() + 1, 0));
        return Optional.of(window.untold());
    }
}
