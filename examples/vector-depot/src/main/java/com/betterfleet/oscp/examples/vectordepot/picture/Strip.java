package com.betterfleet.oscp.examples.vectordepot.picture;

import java.util.Locale;

/** The metering windows, one cell each: full, crossed, hollow, or with a sign, so that no colour is needed. */
final class Strip {
    static final int HIGH = 20;

    private Strip() {}

    static void draw(Xml svg, DayPicture day, Frame frame) {
        int y = frame.height() - HIGH - 14;
        svg.open("g", "class", "strip");
        svg.leaf("text", "metering windows", "x", Frame.LEFT, "y", y - 7, "class", "small soft");
        for (Window window : day.windows()) {
            double x = frame.at(window.start());
            svg.open("g");
            svg.leaf(
                    "title",
                    Words.minute(window.start()) + "–" + Words.minute(window.end()) + " UTC: "
                            + window.state().words() + ", " + window.detail());
            cell(svg, window.state(), x + 1, y, frame.at(window.end()) - x - 2);
            svg.close("g");
        }
        svg.close("g");
    }

    static void cell(Xml svg, Window.State state, double x, double y, double wide) {
        String style = "cell " + state.style();
        svg.empty(
                "rect",
                "class",
                style,
                "x",
                Frame.number(x),
                "y",
                Frame.number(y),
                "width",
                Frame.number(wide),
                "height",
                HIGH);
        String sign = sign(state, x, y, x + wide, y + HIGH);
        if (!sign.isEmpty()) {
            svg.empty("path", "class", "sign " + state.style(), "d", sign);
        }
    }

    private static String sign(Window.State state, double left, double upper, double right, double lower) {
        double middle = (upper + lower) / 2;
        return switch (state) {
            case LATE -> path("M%.1f %.1fL%.1f %.1f", left, lower, right, upper);
            case PARKED ->
                path("M%.1f %.1fL%.1f %.1f", left, lower, right, upper)
                        + path("M%.1f %.1fL%.1f %.1f", left, upper, right, lower);
            case DROPPED -> path("M%.1f %.1fH%.1f", left, middle, right);
            case QUEUED -> path("M%.1f %.1fV%.1f", (left + right) / 2, upper + 5, lower - 5);
            case ACKNOWLEDGED, MISSING -> "";
        };
    }

    private static String path(String form, Object... numbers) {
        return String.format(Locale.ROOT, form, numbers);
    }
}
