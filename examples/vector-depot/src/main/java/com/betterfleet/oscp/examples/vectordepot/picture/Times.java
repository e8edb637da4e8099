package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How times are written. */
final class Times {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Times() {}

    static String clock(Instant at) {
        boolean whole = at.getEpochSecond() % 60 == 0;
        return (whole ? MINUTES : SECONDS).format(at.atOffset(ZoneOffset.UTC));
    }

    static String auckland(Instant at) {
        return MINUTES.format(at.atZone(AUCKLAND));
    }

    static String lasting(Duration duration) {
        long seconds = Math.max(1, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 120) {
            return minutes + " min";
        }
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
