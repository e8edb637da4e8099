package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.Incident.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What began, and when it was over. */
final class Spells {
    private final Map<String, Incident> open = new LinkedHashMap<>();
    private final List<Incident> over = new ArrayList<>();

    /** Something began; what goes on already under this key goes on. */
    void begin(String key, Instant at, Sort sort, String what, String detail) {
        open.putIfAbsent(key, new Incident(at, Optional.empty(), sort, what, detail));
    }

    /** What goes on under a key, if anything does, is over. */
    void end(String key, Instant at) {
        Incident begun = open.remove(key);
        if (begun != null) {
            over.add(new Incident(begun.at(), Optional.of(at), begun.sort(), begun.what(), begun.detail()));
        }
    }

    void once(Instant at, Sort sort, String what, String detail) {
        over.add(new Incident(at, Optional.empty(), sort, what, detail));
    }

    /** Something went one step further, from its first step on. */
    void further(String key, Instant at, Sort sort, String what, String step) {
        Incident sofar = open.get(key);
        open.put(
                key,
                sofar == null
                        ? new Incident(at, Optional.empty(), sort, what, step)
                        : new Incident(sofar.at(), Optional.of(at), sort, what, sofar.detail() + "; " + step));
    }

    List<Incident> all() {
        List<Incident> all = new ArrayList<>(over);
        all.addAll(open.values());
        all.sort(Comparator.comparing(Incident::at));
        return List.copyOf(all);
    }
}
