package com.betterfleet.oscp.integration.crash;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How many histories there are, and which: {@code -Dcrash.histories=N -Dcrash.stops=S -Dcrash.seed=F}. One run alone, as a
 * failure names it: {@code -Dcrash.replay=17:40+12s,45+0s}.
 *
 * @param histories how many; 50 unless said
 * @param stops in how many runs of each the process is stopped; 4 unless said
 * @param seed the seed of the first; 1 unless said
 */
record CrashSettings(int histories, int stops, long seed) {
    /** A run to be made again. */
    record Replay(long seed, List<Stop> stops) {}

    static CrashSettings fromProperties() {
        return new CrashSettings(
                Integer.getInteger("crash.histories", 50),
                Integer.getInteger("crash.stops", 4),
                Long.getLong("crash.seed", 1));
    }

    static Optional<Replay> replay() {
        String text = System.getProperty("crash.replay", "");
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new Replay(
                        Long.parseLong(text.substring(0, colon)),
                        Arrays.stream(text.substring(colon + 1).split(","))
                                .map(Stop::parse)
                                .toList()));
    }
}
