package com.betterfleet.oscp.examples.vectordepot.picture;

import static com.betterfleet.oscp.examples.vectordepot.picture.Scale.number;
import static com.betterfleet.oscp.examples.vectordepot.picture.Xml.element;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Mark;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Span;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Step;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws a day as an SVG: power over time, what happened above it, the line and the metering windows below it. */
final class Chart {
    static final String WIDTH = "1200";
    static final String HEIGHT = "530";
    private static final double LINK = 462;
    private static final double STRIP = 496;
    private static final double THICK = 16;
    private static final int LANES = 3;
    private static final double LANE = 22;
    private static final Duration HOVER = Duration.ofMinutes(5);
    private static final double LABELLED = 64;

    private final DayPicture day;
    private final Scale scale;
    private final StringBuilder out = new StringBuilder();

    Chart(DayPicture day) {
        this.day = day;
        this.scale = new Scale(day.start(), day.end(), most(day));
    }

    private static double most(DayPicture day) {
        double most = Stream.of(day.limit(), day.forecast(), day.drawn())
                .flatMap(List::stream)
                .map(Step::kilowatts)
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(0);
        double site = day.siteLimit().map(BigDecimal::doubleValue).orElse(0.0);
        return Math.max(1, Math.ceil((Math.max(most, site) + 1) / 100)) * 100;
    }

    String svg() {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-labelledby=\"chart-title chart-desc\">");
        out.append(element("title", List.of("id", "chart-title"), "Limits and power of a day"));
        out.append(element("desc", List.of("id", "chart-desc"), Xml.text(summary())));
        patterns();
        grid();
        bands();
        area();
        horizontal(day.siteLimit(), "site", "site limit");
        horizontal(day.fallback(), "agreed", "fallback");
        steps(day.forecast(), step -> "forecast");
        steps(day.limit(), step -> "limit " + step.word().toLowerCase(Locale.ROOT));
        link();
        strip();
        marks();
        hover();
        return out.append("</svg>").toString();
    }

    private String summary() {
        long acknowledged = day.windows().stream()
                .filter(window ->
                        window.fate() == DayPicture.Fate.ACKNOWLEDGED || window.fate() == DayPicture.Fate.LATE)
                .count();
        return "From " + day.start() + " to " + day.end() + ": " + day.marks().size() + " marks, " + acknowledged
                + " of " + day.windows().size() + " windows acknowledged. The table below has the same values.";
    }

    private void patterns() {
        out.append("<defs>")
                .append(hatch("hatch-fallback", "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", "fallback"))
                .append(hatch("hatch-zero", "M0,0 l8,8 M8,0 l-8,8", "zero"))
                .append(hatch("hatch-uncovered", "M2,2 h1 M6,6 h1", "uncovered"))
                .append(hatch("hatch-down", "M0,4 h8", "down"))
                .append(hatch("hatch-late", "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", "late"))
                .append("</defs>");
    }

    private static String hatch(String id, String path, String kind) {
        return "<pattern id=\"" + id + "\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path d=\"" + path
                + "\" class=\"hatch " + kind + "\"/></pattern>";
    }

    private void grid() {
        for (int kilowatts = 0; kilowatts <= scale.mostKilowatts(); kilowatts += 100) {
            double y = scale.y(BigDecimal.valueOf(kilowatts));
            line("grid", Scale.LEFT, y, Scale.RIGHT, y);
            if (kilowatts % 200 == 0) {
                label("tick end", Scale.LEFT - 6, y + 4, String.valueOf(kilowatts));
            }
        }
        label("tick end", Scale.LEFT - 6, Scale.TOP - 10, "kW");
        for (int hour = 0; hour <= 24; hour += 2) {
            Instant at = day.start().plus(Duration.ofHours(hour));
            double x = scale.x(at);
            line("grid", x, Scale.TOP, x, Scale.BOTTOM);
            label("tick middle", x, Scale.BOTTOM + 17, Times.clock(at));
            label("tick middle muted", x, Scale.BOTTOM + 33, Times.auckland(at));
        }
        label("tick end", Scale.LEFT - 22, Scale.BOTTOM + 17, "UTC");
        label("tick end muted", Scale.LEFT - 22, Scale.BOTTOM + 33, "NZ");
    }

    /** Modes other than LIVE, told by a pattern and a word as well as by a colour. */
    private void bands() {
        for (Step step : day.limit()) {
            double from = scale.x(step.start());
            double wide = scale.x(step.end()) - from;
            if (!step.word().equals("LIVE") && wide > 0) {
                String word = step.word().toLowerCase(Locale.ROOT);
                rect("band " + word, from, Scale.TOP, wide, Scale.BOTTOM - Scale.TOP, "url(#hatch-" + word + ")");
            }
        }
        bandWords();
    }

    private void bandWords() {
        double last = 0;
        for (Step step : day.limit()) {
            double from = scale.x(step.start());
            boolean told = step.word().equals("LIVE") || from < last;
            if (!told && scale.x(step.end()) > from) {
                label("bandword " + step.word().toLowerCase(Locale.ROOT), from + 3, Scale.TOP + 13, step.word());
                last = from + LABELLED;
            }
        }
    }

    private void area() {
        StringBuilder path = new StringBuilder();
        for (Step step : day.drawn()) {
            if (step.start().isBefore(day.end()) && step.end().isAfter(day.start())) {
                path.append(path.length() == 0 ? "M" : "L")
                        .append(number(scale.x(step.start())))
                        .append(',')
                        .append(number(scale.y(step.kilowatts())))
                        .append("H")
                        .append(number(scale.x(step.end())));
            }
        }
        if (path.length() > 0) {
            String bottom = number(scale.y(BigDecimal.ZERO));
            out.append(element("path", List.of("class", "drawnline", "d", path.toString()), ""));
            int comma = path.indexOf(",");
            path.append("V")
                    .append(bottom)
                    .append("H")
                    .append(path.substring(1, comma))
                    .append("Z");
            out.append(element("path", List.of("class", "drawn", "d", path.toString()), ""));
        }
    }

    private void horizontal(Optional<BigDecimal> kilowatts, String kind, String words) {
        kilowatts.ifPresent(power -> {
            double y = scale.y(power);
            line(kind, Scale.LEFT, y, Scale.RIGHT, y);
            label("word end " + kind, Scale.RIGHT - 6, y - 5, words + " " + power.toPlainString() + " kW");
        });
    }

    private void steps(List<Step> steps, Function<Step, String> kind) {
        Optional<Step> before = Optional.empty();
        for (Step step : steps) {
            if (scale.x(step.end()) > scale.x(step.start())) {
                String path = rise(before, step) + "H" + number(scale.x(step.end()));
                out.append(element("path", List.of("class", kind.apply(step), "d", path), ""));
            }
            before = Optional.of(step);
        }
    }

    /** From the step before, where that ends as this one starts. */
    private String rise(Optional<Step> before, Step step) {
        String x = number(scale.x(step.start()));
        String y = number(scale.y(step.kilowatts()));
        return before.filter(one -> one.end().equals(step.start()))
                .map(one -> "M" + x + "," + number(scale.y(one.kilowatts())) + "V" + y)
                .orElse("M" + x + "," + y);
    }

    private void link() {
        label("tick end", Scale.LEFT - 6, LINK + 12, "line");
        for (Span span : day.link()) {
            double from = scale.x(span.start());
            double wide = Math.max(1.5, scale.x(span.end()) - from);
            boolean online = span.word().equals("ONLINE");
            boolean down = span.word().equals(LinkSpans.DOWN);
            String fill = online ? "" : down ? "url(#hatch-down)" : "url(#hatch-fallback)";
            String words = Times.clock(span.start()) + " to " + Times.clock(span.end()) + ": " + span.word() + ", "
                    + span.why();
            out.append("<g>").append(element("title", List.of(), Xml.text(words)));
            rect(online ? "online" : down ? "downed" : "offline", from, LINK, wide, THICK, fill);
            out.append("</g>");
        }
    }

    private void strip() {
        label("tick end", Scale.LEFT - 6, STRIP + 12, "told");
        for (Window window : day.windows()) {
            double from = scale.x(window.start()) + 1;
            double wide = scale.x(window.start().plus(DayPicture.WINDOW)) - from - 1;
            String words = "Window " + Times.clock(window.start()) + ": " + window.fate().words
                    + (window.why().isEmpty() ? "" : ", " + window.why());
            String fate = window.fate().name().toLowerCase(Locale.ROOT);
            out.append("<g>").append(element("title", List.of(), Xml.text(words)));
            rect("window " + fate, from, STRIP, wide, THICK, fate.equals("late") ? "url(#hatch-late)" : "");
            if (fate.equals("parked")) {
                line("cross", from + 2, STRIP + 3, from + wide - 2, STRIP + THICK - 3);
                line("cross", from + wide - 2, STRIP + 3, from + 2, STRIP + THICK - 3);
            } else if (fate.equals("dropped")) {
                line("cross", from + 2, STRIP + THICK / 2, from + wide - 2, STRIP + THICK / 2);
            }
            out.append("</g>");
        }
    }

    /** Numbers above the chart, in lanes where they would stand on one another. */
    private void marks() {
        double[] taken = new double[LANES];
        for (Mark mark : day.marks()) {
            double x = scale.x(mark.at());
            int lane = 0;
            while (lane < LANES - 1 && x < taken[lane]) {
                lane++;
            }
            taken[lane] = x + LANE;
            double y = 16 + lane * LANE;
            line("mark", x, y + 10, x, Scale.BOTTOM);
            out.append("<g class=\"number\">")
                    .append(element(
                            "title",
                            List.of(),
                            Xml.text(Times.clock(mark.at()) + " " + mark.title() + ": " + mark.why())))
                    .append(element("circle", List.of("cx", number(x), "cy", number(y), "r", "10"), ""));
            label("middle", x, y + 4, String.valueOf(mark.number()));
            out.append("</g>");
        }
    }

    /** What held in each five minutes, for a pointer to rest upon. */
    private void hover() {
        for (Instant at = day.start(); at.isBefore(day.end()); at = at.plus(HOVER)) {
            double from = scale.x(at);
            out.append(element(
                    "rect",
                    List.of(
                            "class", "hover",
                            "x", number(from),
                            "y", number(Scale.TOP),
                            "width", number(scale.x(at.plus(HOVER)) - from),
                            "height", number(Scale.BOTTOM - Scale.TOP)),
                    element("title", List.of(), Xml.text(values(at)))));
        }
    }

    private String values(Instant at) {
        return Stream.of(
                        Optional.of(Times.clock(at) + " UTC, " + Times.auckland(at) + " NZ"),
                        DayPicture.at(day.limit(), at).map(step -> "limit " + kilowatts(step) + ", " + step.why()),
                        DayPicture.at(day.forecast(), at).map(step -> "forecast " + kilowatts(step)),
                        DayPicture.at(day.drawn(), at).map(step -> "drawn " + kilowatts(step)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
    }

    static String kilowatts(Step step) {
        return step.kilowatts().stripTrailingZeros().toPlainString() + " kW";
    }

    private void rect(String kind, double x, double y, double wide, double high, String fill) {
        List<String> attributes = new ArrayList<>(
                List.of("class", kind, "x", number(x), "y", number(y), "width", number(wide), "height", number(high)));
        if (!fill.isEmpty()) {
            attributes.add("fill");
            attributes.add(fill);
        }
        out.append(element("rect", attributes, ""));
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        out.append(element(
                "line",
                List.of("class", kind, "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2)),
                ""));
    }

    private void label(String kind, double x, double y, String words) {
        out.append(element("text", List.of("class", kind, "x", number(x), "y", number(y)), Xml.text(words)));
    }
}
