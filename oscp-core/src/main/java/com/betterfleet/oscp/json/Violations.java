package com.betterfleet.oscp.json;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one body, up to a bound. */
final class Violations {
    static final int MOST = 100;

    private final List<Violation> kept = new ArrayList<>(0);
    private int leftOut;

    void add(String path, String message) {
        if (kept.size() < MOST) {
            kept.add(new Violation(path, message));
        } else {
            leftOut++;
        }
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    List<Violation> all() {
        List<Violation> all = new ArrayList<>(kept);
        if (leftOut > 0) {
            all.add(new Violation("", "and " + leftOut + " more"));
        }
        return all;
    }
}
