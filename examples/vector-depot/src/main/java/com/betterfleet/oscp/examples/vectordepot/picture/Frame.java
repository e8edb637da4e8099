package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Where in the drawing an instant and a power are.
 *
 * @param start the start of the day
 * @param top the power at the upper edge, in watts
 * @param upper where the plot begins, below the numbers
 */
record Frame(Instant start, long top, int upper) {
    static final int WIDTH = 1200;
    static final int LEFT = 64;
    static final int RIGHT = 1176;
    private static final int HIGH = 340;
    private static final int FOOT = 128;
    private static final double SECONDS = Duration.ofDays(1).toSeconds();

    int lower() {
        return upper + HIGH;
    }

    int height() {
        return lower() + FOOT;
    }

    double at(Instant instant) {
        double share = Duration.between(start, instant).toMillis() / 1000.0 / SECONDS;
        return LEFT + Math.min(1, Math.max(0, share)) * (RIGHT - LEFT);
    }

    double at(long watts) {
        return lower() - (double) watts / top * HIGH;
    }

    String x(Instant instant) {
        return number(at(instant));
    }

    String y(long watts) {
        return number(at(watts));
    }

    /** A coordinate, the same on every machine. */
    static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }

    /** A step between ticks that is 1, 2 or 5 times a power of ten, so that there are at most seven. */
    static long tick(long top) {
        long tick = 1000;
        while (true) {
            for (long times : new long[] {1, 2, 5}) {
                if (top <= tick * times * 6) {
                    return tick * times;
                }
            }
            tick *= 10;
        }
    }

    static Frame of(DayPicture day, int upper) {
        long tick = tick(day.top() + day.top() / 20);
        return new Frame(day.start(), Math.max(tick, (day.top() + day.top() / 20 + tick - 1) / tick * tick), upper);
    }
}
