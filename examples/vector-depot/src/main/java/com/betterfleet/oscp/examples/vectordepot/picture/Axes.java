package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;

/** The scales: kilowatts up, the day in UTC and in local time across. */
final class Axes {
    private static final Duration EVERY = Duration.ofHours(2);

    private final DayPicture day;
    private final Frame frame;

    Axes(DayPicture day, Frame frame) {
        this.day = day;
        this.frame = frame;
    }

    void draw(Xml svg) {
        svg.open("g", "class", "axes");
        svg.leaf("text", "kW", "x", Frame.LEFT - 8, "y", frame.upper() - 12, "class", "end unit");
        long tick = Frame.tick(frame.top());
        for (long watts = 0; watts <= frame.top(); watts += tick) {
            svg.empty("path", "class", "grid", "d", "M" + Frame.LEFT + " " + frame.y(watts) + "H" + Frame.RIGHT);
            svg.leaf(
                    "text",
                    Long.toString(watts / 1000),
                    "x",
                    Frame.LEFT - 8,
                    "y",
                    Frame.number(frame.at(watts) + 4),
                    "class",
                    "end");
        }
        svg.leaf("text", "UTC", "x", 36, "y", frame.lower() + 20, "class", "end unit");
        svg.leaf("text", "NZ", "x", 36, "y", frame.lower() + 38, "class", "end unit");
        for (Instant at = day.start(); !at.isAfter(day.end()); at = at.plus(EVERY)) {
            hour(svg, at);
        }
        clocks(svg);
        svg.close("g");
    }

    private void hour(Xml svg, Instant at) {
        String x = frame.x(at);
        svg.empty("path", "class", "tick", "d", "M" + x + " " + frame.lower() + "v6");
        String utc = at.equals(day.end()) ? "24:00" : Words.minute(at);
        svg.leaf("text", utc, "x", x, "y", frame.lower() + 20, "class", "middle");
        svg.leaf("text", Words.local(at), "x", x, "y", frame.lower() + 38, "class", "middle soft");
    }

    /** Where local clocks change, which must make no difference. */
    private void clocks(Xml svg) {
        ZoneOffsetTransition change = Words.LOCAL.getRules().nextTransition(day.start());
        if (change != null && change.getInstant().isBefore(day.end())) {
            String x = frame.x(change.getInstant());
            String words = change.isGap() ? "clocks go forward" : "clocks go back";
            svg.empty("path", "class", "tick", "d", "M" + x + " " + (frame.lower() + 42) + "v6");
            svg.leaf("text", words, "x", x, "y", frame.lower() + 60, "class", "middle soft small");
        }
    }
}
