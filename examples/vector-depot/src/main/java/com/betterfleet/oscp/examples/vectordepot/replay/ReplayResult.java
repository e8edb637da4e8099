package com.betterfleet.oscp.examples.vectordepot.replay;

import java.util.List;
import java.util.Optional;

/**
 * What came of a replay.
 *
 * @param kinds of what kind the lines of the journal are, if it came to a replay
 * @param difference the first difference
 */
public record ReplayResult(List<String> kinds, Optional<Difference> difference) {
    /** Copies the list. */
    public ReplayResult {
        kinds = List.copyOf(kinds);
    }

    /**
     * Whether every decision was the same.
     *
     * @return whether there is no difference
     */
    public boolean same() {
        return difference.isEmpty();
    }

    /**
     * How many lines are of a kind.
     *
     * @param kind the kind
     * @return their number
     */
    public long count(String kind) {
        return kinds.stream().filter(kind::equals).count();
    }

    @Override
    public String toString() {
        return difference
                .map(first -> "REPLAY differs at " + first)
                .orElseGet(() -> "REPLAY reproduces " + kinds.size() + " lines: " + count("request") + " requests, "
                        + count("answer") + " answers, " + count("call") + " calls, " + count("order") + " orders, "
                        + count("release") + " releases, " + count("read") + " reads, " + count("event") + " events");
    }
}
