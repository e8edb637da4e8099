package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Duration;
import java.util.List;

/** The limit in force: a line with a dash for each mode, over bands with a pattern for each mode but the normal one. */
final class LimitLayer {
    private static final int ROOM_FOR_WORDS = 16;

    private static final Duration SEEN_AS_ONE = Duration.ofMinutes(1);

    private final List<LimitStep> steps;
    private final List<LimitStep> dots;
    private final Frame frame;

    LimitLayer(List<LimitStep> steps, Frame frame) {
        this.steps = steps.stream().filter(step -> !step.brief()).toList();
        this.dots = steps.stream().filter(LimitStep::brief).toList();
        this.frame = frame;
    }

    void bands(Xml svg) {
        for (LimitStep step : steps) {
            boolean whole = step.look() != Look.LIVE;
            double upper = whole ? frame.upper() : height(step);
            svg.empty(
                    "rect",
                    "class",
                    "band " + step.look().style(),
                    "x",
                    frame.x(step.from()),
                    "y",
                    Frame.number(upper),
                    "width",
                    Frame.number(frame.at(step.to()) - frame.at(step.from())),
                    "height",
                    Frame.number(frame.lower() - upper));
        }
    }

    void line(Xml svg) {
        svg.empty("path", "class", "limit joint", "d", path(steps));
        int from = 0;
        for (int i = 1; i <= steps.size(); i++) {
            if (i == steps.size() || steps.get(i).look() != steps.get(from).look()) {
                String style = steps.get(from).look().style();
                svg.empty("path", "class", "limit " + style, "d", path(steps.subList(from, i)));
                from = i;
            }
        }
    }

    void dots(Xml svg) {
        for (LimitStep step : dots) {
            svg.empty("circle", "class", "lapse", "cx", frame.x(step.from()), "cy", Frame.number(height(step)), "r", 3);
        }
    }

    void words(Xml svg) {
        for (LimitStep step : steps) {
            double wide = frame.at(step.to()) - frame.at(step.from());
            if (step.look() != Look.LIVE && wide >= ROOM_FOR_WORDS) {
                String x = Frame.number(frame.at(step.from()) + wide / 2 + 4);
                int y = frame.upper() + 8;
                svg.leaf(
                        "text",
                        step.look().brief() + " " + Words.minute(step.from()) + "–" + Words.minute(step.to()),
                        "class",
                        "halo end",
                        "x",
                        x,
                        "y",
                        y,
                        "transform",
                        "rotate(-90 " + x + " " + y + ")");
            }
        }
    }

    private String path(List<LimitStep> run) {
        StringBuilder path = new StringBuilder();
        LimitStep before = null;
        for (LimitStep step : run) {
            String y = Frame.number(height(step));
            boolean joins = before != null && before.to().plus(SEEN_AS_ONE).isAfter(step.from());
            path.append(joins ? "V" + y : "M" + frame.x(step.from()) + " " + y);
            path.append("H").append(frame.x(step.to()));
            before = step;
        }
        return path.toString();
    }

    private double height(LimitStep step) {
        return step.watts().isPresent() ? frame.at(step.watts().getAsLong()) : frame.upper();
    }
}
