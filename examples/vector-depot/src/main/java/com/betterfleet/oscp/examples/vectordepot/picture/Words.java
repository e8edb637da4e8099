package com.betterfleet.oscp.examples.vectordepot.picture;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the picture says times and powers. */
final class Words {
    static final ZoneId LOCAL = ZoneId.of("Pacific/Auckland");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private Words() {}

    static String date(Instant at) {
        return DATE.format(at.atZone(ZoneOffset.UTC));
    }

    static String minute(Instant at) {
        return MINUTE.format(at.atZone(ZoneOffset.UTC));
    }

    static String second(Instant at) {
        return SECOND.format(at.atZone(ZoneOffset.UTC));
    }

    /** A time that may lie beside the day that begins at a start. */
    static String second(Instant at, Instant start) {
        long days = Math.floorDiv(
                Duration.between(start, at).toSeconds(), Duration.ofDays(1).toSeconds());
        return second(at) + (days < 0 ? " (day before)" : days > 0 ? " (next day)" : "");
    }

    static String local(Instant at) {
        return MINUTE.format(at.atZone(LOCAL));
    }

    /** With a space at which no line breaks. */
    static String kilowatts(long watts) {
        return BigDecimal.valueOf(watts, 3).stripTrailingZeros().toPlainString() + "\u00A0kW";
    }

    static String duration(Duration lasted) {
        long seconds = lasted.toSeconds();
        if (seconds < 1) {
            return "under 1 s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s")
                : seconds / 3600 + " h" + (seconds % 3600 < 60 ? "" : " " + seconds % 3600 / 60 + " min");
    }
}
