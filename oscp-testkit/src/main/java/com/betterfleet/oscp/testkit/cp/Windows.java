package com.betterfleet.oscp.testkit.cp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which windows were accepted: each once, in order. Guarded by the agenda's lock. */
final class Windows {

    private final Set<List<String>> accepted = new HashSet<>();
    private final Map<List<String>, Instant> latest = new HashMap<>();

    List<String> objections(List<MeteredWindow> windows) {
        List<String> objections = new ArrayList<>();
        Set<List<String>> inThisMessage = new HashSet<>();
        for (MeteredWindow window : windows) {
            Instant last = latest.getOrDefault(series(window), Instant.MIN);
            if (accepted.contains(key(window)) || !inThisMessage.add(key(window))) {
                objections.add("the window up to " + window.end() + " of " + window.groupId() + " was sent twice");
            } else if (window.start().orElse(window.end()).isBefore(last)) {
                objections.add("the window up to " + window.end() + " of " + window.groupId()
                        + " comes after that up to " + last);
            }
        }
        return objections;
    }

    void accept(MeteredWindow window) {
        accepted.add(key(window));
        latest.merge(series(window), window.end(), (a, b) -> a.isAfter(b) ? a : b);
    }

    private static List<String> series(MeteredWindow window) {
        return List.of(
                window.groupId(),
                window.assetId().orElse(""),
                window.direction(),
                window.energyType().orElse(""));
    }

    private static List<String> key(MeteredWindow window) {
        List<String> key = new ArrayList<>(series(window));
        key.add(window.end().toString());
        return List.copyOf(key);
    }
}
