package com.betterfleet.oscp.examples.vectordepot.picture;

import static com.betterfleet.oscp.examples.vectordepot.picture.Xml.element;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Fate;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Mark;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Step;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Trouble;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the page around the chart: legend, what happened, what went wrong, and every quarter of an hour as a table. */
final class Page {
    private static final List<String> LEGEND = List.of(
            "limit live", "limit by the forecast (LIVE)",
            "limit uncovered", "limit, no forecast for that time (UNCOVERED)",
            "limit fallback", "limit by the fallback (FALLBACK)",
            "limit zero", "protective zero (ZERO)",
            "forecast", "forecast as it stood",
            "site", "site limit",
            "agreed", "fallback",
            "drawnline", "power drawn");

    private final DayPicture day;

    Page(DayPicture day) {
        this.day = day;
    }

    String html() {
        String title = "The depot on " + day.start().toString().substring(0, 10)
                + (day.seed().isEmpty() ? "" : ", seed " + day.seed());
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                + element("title", List.of(), Xml.text(title))
                + "\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n"
                + element("h1", List.of(), Xml.text(title))
                + "\n" + element("p", List.of("class", "lead"), Xml.text(lead()))
                + "\n<figure>\n<div class=\"scroll\" tabindex=\"0\" aria-label=\"Chart, scrolls sideways\">"
                + new Chart(day).svg() + "</div>\n" + legend() + "</figure>\n"
                + happened() + wrong() + quarters() + "</main>\n</body>\n</html>\n";
    }

    private static String style() {
        try (InputStream sheet = Page.class.getResourceAsStream("day.css")) {
            if (sheet == null) {
                throw new IllegalStateException("day.css is missing beside " + Page.class.getName());
            }
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String lead() {
        long acknowledged = count(Fate.ACKNOWLEDGED) + count(Fate.LATE);
        return acknowledged + " of " + day.windows().size() + " metering windows acknowledged, "
                + (day.troubles().size() == 1 ? "one thing" : day.troubles().size() + " things")
                + " went wrong. Times are UTC; NZ is the time in Auckland. Rest the pointer on the chart for values.";
    }

    private long count(Fate fate) {
        return day.windows().stream().filter(window -> window.fate() == fate).count();
    }

    private String legend() {
        StringBuilder out = new StringBuilder("<figcaption><ul class=\"legend\">\n");
        for (int i = 0; i < LEGEND.size(); i += 2) {
            String swatch =
                    element("line", List.of("class", LEGEND.get(i), "x1", "1", "y1", "7", "x2", "35", "y2", "7"), "");
            out.append(entry(swatch, LEGEND.get(i + 1)));
        }
        out.append(entry(box("online", ""), "line agreed"))
                .append(entry(box("offline", "url(#hatch-fallback)"), "line not agreed"))
                .append(entry(box("downed", "url(#hatch-down)"), "host down"));
        Stream.of(Fate.values())
                .filter(fate -> count(fate) > 0 || fate == Fate.ACKNOWLEDGED)
                .forEach(fate -> {
                    String name = fate.name().toLowerCase(Locale.ROOT);
                    out.append(entry(
                            box("window " + name, fate == Fate.LATE ? "url(#hatch-late)" : ""),
                            "window " + fate.words));
                });
        return out.append("</ul></figcaption>\n").toString();
    }

    private static String box(String kind, String fill) {
        List<String> plain = List.of("class", kind, "x", "9", "y", "1", "width", "18", "height", "12");
        return element(
                "rect",
                fill.isEmpty()
                        ? plain
                        : Stream.concat(plain.stream(), Stream.of("fill", fill)).toList(),
                "");
    }

    private static String entry(String swatch, String words) {
        return "<li><svg class=\"swatch\" width=\"36\" height=\"14\" aria-hidden=\"true\">" + swatch + "</svg>"
                + Xml.text(words) + "</li>\n";
    }

    private String happened() {
        String items = day.marks().stream().map(Page::item).collect(Collectors.joining("\n"));
        return "<section><h2>What happened</h2>\n<ol class=\"marks\">\n" + items + "\n</ol></section>\n";
    }

    private static String item(Mark mark) {
        return "<li><span class=\"badge\">" + mark.number() + "</span><time datetime=\"" + mark.at() + "\">"
                + Times.clock(mark.at()) + "</time> <strong>" + Xml.text(mark.title()) + "</strong> "
                + Xml.text(mark.why()) + "</li>";
    }

    private String wrong() {
        if (day.troubles().isEmpty()) {
            return "<section><h2>What went wrong</h2><p>Nothing.</p></section>\n";
        }
        String rows = day.troubles().stream().map(Page::row).collect(Collectors.joining("\n"));
        return "<section><h2>What went wrong</h2>\n<div class=\"scroll\" tabindex=\"0\" aria-label=\"Table\"><table>\n"
                + "<thead><tr><th scope=\"col\">From</th><th scope=\"col\">Lasted</th><th scope=\"col\">What</th>"
                + "<th scope=\"col\">What it did</th></tr></thead>\n<tbody>\n" + rows
                + "\n</tbody></table></div></section>\n";
    }

    private static String row(Trouble trouble) {
        String lasted = trouble.until()
                .map(until -> Times.lasting(Duration.between(trouble.from(), until)))
                .orElse("");
        return "<tr>" + cell(Times.clock(trouble.from())) + cell(lasted) + cell(trouble.what()) + cell(trouble.effect())
                + "</tr>";
    }

    private static String cell(String words) {
        return element("td", List.of(), Xml.text(words));
    }

    private String quarters() {
        String rows = day.windows().stream().map(this::quarter).collect(Collectors.joining("\n"));
        return "<section><details><summary>Every quarter of an hour</summary>\n<div class=\"scroll\" tabindex=\"0\""
                + " aria-label=\"Table\"><table class=\"numbers\">\n<thead><tr><th scope=\"col\">From</th><th scope=\"col\">"
                + "Limit kW</th><th scope=\"col\">Mode</th><th scope=\"col\">Forecast kW</th><th scope=\"col\">Drawn kW</th>"
                + "<th scope=\"col\">Window</th></tr></thead>\n<tbody>\n" + rows
                + "\n</tbody></table></div></details></section>\n";
    }

    private String quarter(Window window) {
        Instant middle = window.start().plus(DayPicture.WINDOW.dividedBy(2));
        Optional<Step> limit = DayPicture.at(day.limit(), middle);
        return "<tr>" + cell(Times.clock(window.start()))
                + cell(limit.map(Page::number).orElse(""))
                + cell(limit.map(Step::word).orElse(""))
                + cell(DayPicture.at(day.forecast(), middle).map(Page::number).orElse(""))
                + cell(mean(window.start())) + cell(window.fate().words) + "</tr>";
    }

    private String mean(Instant start) {
        Instant end = start.plus(DayPicture.WINDOW);
        List<Step> within = day.drawn().stream()
                .filter(step -> !step.start().isBefore(start) && !step.end().isAfter(end))
                .toList();
        return within.isEmpty()
                ? ""
                : within.stream()
                        .map(Step::kilowatts)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(within.size()), 1, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static String number(Step step) {
        return step.kilowatts().stripTrailingZeros().toPlainString();
    }
}
