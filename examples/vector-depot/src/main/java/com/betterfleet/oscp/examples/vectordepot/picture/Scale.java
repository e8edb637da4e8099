package com.betterfleet.oscp.examples.vectordepot.picture;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Where an instant and a power stand in the chart. */
record Scale(Instant start, Instant end, double mostKilowatts) {
    static final double LEFT = 66;
    static final double RIGHT = 1176;
    static final double TOP = 92;
    static final double BOTTOM = 412;

    double x(Instant at) {
        Instant within = at.isBefore(start) ? start : at.isAfter(end) ? end : at;
        double share = (double) Duration.between(start, within).toMillis()
                / Duration.between(start, end).toMillis();
        return LEFT + share * (RIGHT - LEFT);
    }

    double y(BigDecimal kilowatts) {
        return BOTTOM - Math.min(1, kilowatts.doubleValue() / mostKilowatts) * (BOTTOM - TOP);
    }

    /** A coordinate, to a tenth. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
