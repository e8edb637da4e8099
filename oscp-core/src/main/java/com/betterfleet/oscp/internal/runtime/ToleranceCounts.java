package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.json.Tolerance;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** How often each dialect was read since the process started. Thread-safe; bounded by connections and tolerances. */
final class ToleranceCounts {
    private final Map<ConnectionId, Map<String, Long>> counts = new ConcurrentHashMap<>();

    /** Counts the dialects of one message; those that are new on this connection. */
    Set<String> count(ConnectionId connection, Set<Tolerance> used) {
        Set<String> first = new TreeSet<>();
        for (Tolerance tolerance : used) {
            Map<String, Long> known = counts.computeIfAbsent(connection, id -> new ConcurrentHashMap<>());
            if (known.merge(tolerance.name(), 1L, Long::sum) == 1) {
                first.add(tolerance.name());
            }
        }
        return first;
    }

    Map<String, Long> of(ConnectionId connection) {
        return new TreeMap<>(counts.getOrDefault(connection, Map.of()));
    }
}
