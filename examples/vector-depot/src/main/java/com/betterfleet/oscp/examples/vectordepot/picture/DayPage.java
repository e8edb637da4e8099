package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.Incident.Sort;
import java.time.Duration;
import java.util.List;

/** The page of a day: one file that needs no other. */
final class DayPage {
    private final DayPicture day;
    private final Xml html = new Xml();

    private DayPage(DayPicture day) {
        this.day = day;
    }

    /** The page as text of HTML that is well-formed XML as well. */
    static String of(DayPicture day) {
        DayPage page = new DayPage(day);
        page.write();
        return page.html.toString();
    }

    private void write() {
        html.put("<!DOCTYPE html>\n").open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        head();
        html.open("body").open("main");
        html.open("header").leaf("h1", title());
        html.leaf("p", lead(), "class", "soft").close("header");
        chart();
        new Legend(day, html).draw();
        wrong();
        told();
        tallies();
        figures();
        html.close("main").open("script").put(Resource.text("picture.js")).close("script");
        html.close("body").close("html");
    }

    private void head() {
        html.open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.leaf("title", title())
                .open("style")
                .put(Resource.text("picture.css"))
                .close("style")
                .close("head");
    }

    private String title() {
        return "Group " + day.group() + " on " + Words.date(day.start());
    }

    private String lead() {
        long windows = day.windows().stream()
                .filter(window -> window.state() == Window.State.ACKNOWLEDGED || window.state() == Window.State.LATE)
                .count();
        return windows + " of " + day.windows().size() + " metering windows acknowledged, "
                + day.incidents().stream()
                        .filter(incident -> incident.sort() != Sort.ASKED)
                        .count()
                + " incidents. Times are UTC unless NZ is said.";
    }

    private void chart() {
        html.leaf(
                "p",
                "Point at the picture, or focus it and use the arrow keys, to read a moment.",
                "id",
                "readout",
                "class",
                "readout",
                "role",
                "status");
        html.open(
                "div",
                "class",
                "scroll",
                "id",
                "chart",
                "tabindex",
                "0",
                "role",
                "group",
                "aria-label",
                "Picture of the day");
        new DaySvg(day).draw(html);
        html.close("div");
    }

    private void wrong() {
        html.leaf("h2", "What went wrong");
        incidents(false, "Nothing did.");
    }

    private void told() {
        html.leaf("h2", "What we asked and told the utility");
        incidents(true, "Neither an adjustment nor a compliance error.");
    }

    private void incidents(boolean asked, String none) {
        if (day.incidents().stream().noneMatch(incident -> (incident.sort() == Sort.ASKED) == asked)) {
            html.leaf("p", none);
            return;
        }
        heads("No.", "UTC", "NZ", "What", "Lasted", "Why", "Limit in force meanwhile");
        for (int i = 0; i < day.incidents().size(); i++) {
            Incident incident = day.incidents().get(i);
            if ((incident.sort() == Sort.ASKED) == asked) {
                row(List.of(
                        Integer.toString(i + 1),
                        Words.second(incident.at(), day.start()),
                        Words.local(incident.at()),
                        incident.what(),
                        lasted(incident),
                        incident.detail(),
                        day.meanwhile(incident)));
            }
        }
        foot();
    }

    private static String lasted(Incident incident) {
        return incident.until()
                .map(until -> Words.duration(Duration.between(incident.at(), until)))
                .orElse("");
    }

    private void tallies() {
        if (day.tallies().isEmpty()) {
            return;
        }
        html.leaf("h2", "Small things, counted");
        heads("How often", "First", "Last", "What");
        day.tallies()
                .forEach(tally -> row(List.of(
                        Long.toString(tally.count()),
                        Words.second(tally.first(), day.start()),
                        Words.second(tally.last(), day.start()),
                        tally.what())));
        foot();
    }

    private void figures() {
        html.leaf("h2", "Figures").open("dl");
        day.figures()
                .forEach(figure -> html.open("div")
                        .leaf("dt", figure.name())
                        .leaf("dd", figure.value())
                        .close("div"));
        html.close("dl");
        html.leaf(
                "p",
                "Counted from the journal. What an independent witness saw of the same day (blocks obeyed, seconds above the"
                        + " limit, messages lost, the utility's complaints) stands in the line RESULT that ends the day.",
                "class",
                "soft");
    }

    private void heads(String... names) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label", "Table")
                .open("table")
                .open("thead")
                .open("tr");
        for (String name : names) {
            html.leaf("th", name, "scope", "col");
        }
        html.close("tr").close("thead").open("tbody");
    }

    private void row(List<String> cells) {
        html.open("tr");
        cells.forEach(cell -> html.leaf("td", cell));
        html.close("tr");
    }

    private void foot() {
        html.close("tbody").close("table").close("div");
    }
}
