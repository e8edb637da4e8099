package com.betterfleet.oscp.examples.vectordepot.picture;

import java.util.List;

/** The drawing of a day. */
final class DaySvg {
    private final DayPicture day;
    private final Marks marks;
    private final Frame frame;

    DaySvg(DayPicture day) {
        this.day = day;
        this.marks = Marks.of(day);
        this.frame = Frame.of(day, marks.height());
    }

    void draw(Xml svg) {
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + Frame.WIDTH + " " + frame.height(),
                "role",
                "img",
                "aria-labelledby",
                "drawing-title drawing-text");
        svg.leaf("title", "The day of group " + day.group() + " in kilowatts", "id", "drawing-title");
        svg.leaf("desc", described(), "id", "drawing-text");
        svg.put(PATTERNS);
        LimitLayer limits = new LimitLayer(day.limits(), frame);
        new Axes(day, frame).draw(svg);
        limits.bands(svg);
        levels(svg, "forecast", day.forecast());
        area(svg);
        levels(svg, "drawn", day.drawn());
        level(svg, "site", day.site());
        level(svg, "floor", day.fallback());
        limits.line(svg);
        limits.dots(svg);
        limits.words(svg);
        named(svg, "site limit " + Words.kilowatts(day.site()), day.site());
        named(svg, "fallback " + Words.kilowatts(day.fallback()), day.fallback());
        Strip.draw(svg, day, frame);
        svg.empty("path", "id", "cross", "class", "cross", "d", "M0 " + frame.upper() + "V" + frame.lower());
        Slots.draw(svg, day, frame);
        marks.draw(svg, frame);
        svg.close("svg");
    }

    private String described() {
        return "The limit in force by mode, the forecast as it stood and the power drawn on " + Words.date(day.start())
                + " from 00:00 to 24:00 UTC, with " + day.incidents().size()
                + " numbered incidents that are listed below, and "
                + day.windows().size() + " metering windows.";
    }

    private void levels(Xml svg, String style, List<Level> levels) {
        svg.empty("path", "class", style, "d", path(levels));
    }

    private String path(List<Level> levels) {
        StringBuilder path = new StringBuilder();
        Level before = null;
        for (Level level : levels) {
            boolean joins = before != null && before.to().equals(level.from());
            path.append(joins ? "V" : "M" + frame.x(level.from()) + " ").append(frame.y(level.watts()));
            path.append("H").append(frame.x(level.to()));
            before = level;
        }
        return path.toString();
    }

    private void area(Xml svg) {
        StringBuilder path = new StringBuilder();
        Level before = null;
        for (Level level : day.drawn()) {
            if (before == null || !before.to().equals(level.from())) {
                path.append(before == null ? "M" : "V" + frame.lower() + "M").append(frame.x(level.from()));
                path.append(" ").append(frame.lower());
            }
            path.append("V").append(frame.y(level.watts())).append("H").append(frame.x(level.to()));
            before = level;
        }
        path.append(before == null ? "" : "V" + frame.lower());
        svg.empty("path", "class", "area", "d", path);
    }

    private void level(Xml svg, String style, long watts) {
        svg.empty("path", "class", style, "d", "M" + Frame.LEFT + " " + frame.y(watts) + "H" + Frame.RIGHT);
    }

    private void named(Xml svg, String words, long watts) {
        String y = Frame.number(frame.at(watts) - 6);
        svg.leaf("text", words, "x", Frame.RIGHT - 6, "y", y, "class", "halo end");
    }

    private static final String PATTERNS = Resource.text("patterns.svg");
}
