package com.betterfleet.oscp.integration.crash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Numbers the moments of a run at which a process can be stopped, in the order in which they are passed. */
final class Moments {
    private final List<String> passed = new ArrayList<>();
    private final Deque<Stop> stops;

    Moments(List<Stop> stops) {
        this.stops = new ArrayDeque<>(stops);
    }

    /** The stop that is due at this moment, if one is. */
    Optional<Stop> pass(String what) {
        passed.add(what);
        boolean due = !stops.isEmpty() && stops.getFirst().moment() <= passed.size();
        return due ? Optional.of(stops.removeFirst()) : Optional.empty();
    }

    List<String> passed() {
        return List.copyOf(passed);
    }
}
