package com.betterfleet.oscp.examples.vectordepot.picture;

import java.util.Arrays;
import java.util.List;

/** What the lines, patterns, shapes and cells mean; of modes and marks, those that are there to be seen. */
final class Legend {
    private final DayPicture day;
    private final Xml html;

    Legend(DayPicture day, Xml html) {
        this.day = day;
        this.html = html;
    }

    void draw() {
        html.open("ul", "class", "legend", "aria-label", "Legend");
        for (Look look : Look.values()) {
            if (look == Look.LIVE || (look != Look.LAPSED && seen(look))) {
                entry("Limit in force, " + look.words(), () -> {
                    html.empty("rect", "class", "band " + look.style(), "width", 36, "height", 20);
                    html.empty("path", "class", "limit " + look.style(), "d", "M0 4H36");
                });
            }
        }
        if (seen(Look.LAPSED)) {
            entry("Limit in force, " + Look.LAPSED.words(), () -> {
                html.empty("path", "class", "limit lapsed", "d", "M12 10H36");
                html.empty("circle", "class", "lapse", "cx", 4, "cy", 10, "r", 3);
            });
        }
        List.of("forecast", "drawn", "site", "floor").forEach(this::line);
        for (Incident.Sort sort : Incident.Sort.values()) {
            if (day.incidents().stream().anyMatch(incident -> incident.sort() == sort)) {
                entry("Number: " + sort.words(), () -> Marks.shape(html, sort, 18, 10));
            }
        }
        Arrays.stream(Window.State.values())
                .filter(state -> day.windows().stream().anyMatch(window -> window.state() == state))
                .forEach(state -> entry("Window: " + state.words(), () -> Strip.cell(html, state, 13, 0, 10)));
        html.close("ul");
    }

    private boolean seen(Look look) {
        return day.limits().stream().anyMatch(step -> step.look() == look);
    }

    private void line(String style) {
        String words = switch (style) {
            case "forecast" -> "Forecast as it stood";
            case "drawn" -> "Power drawn, as the meter tells";
            case "site" -> "Site limit";
            default -> "Fallback";
        };
        entry(words, () -> {
            if (style.equals("drawn")) {
                html.empty("rect", "class", "area", "y", 10, "width", 36, "height", 10);
            }
            html.empty("path", "class", style, "d", "M0 10H36");
        });
    }

    private void entry(String words, Runnable swatch) {
        html.open("li").open("svg", "viewBox", "-1 -3 38 26", "width", 38, "height", 26, "aria-hidden", "true");
        swatch.run();
        html.close("svg").leaf("span", words).close("li");
    }
}
