package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The figures of the day as far as the journal tells them. */
final class FiguresRead {
    private final Told told;
    private final List<Figure> figures = new ArrayList<>();

    private FiguresRead(Told told) {
        this.told = told;
    }

    static List<Figure> of(Told told, List<Window> windows) {
        FiguresRead read = new FiguresRead(told);
        read.forecasts();
        read.orders();
        read.add("windows due", windows.size());
        read.add(
                "windows acknowledged",
                windows.stream().filter(FiguresRead::acknowledged).count());
        read.fallbacks();
        read.add(
                "restarts",
                told.kind("clock")
                        .filter(line -> !line.text("crashed").isEmpty())
                        .count());
        told.kind("clock")
                .map(line -> line.text("seed"))
                .filter(seed -> !seed.isEmpty())
                .forEach(seed -> read.figures.add(new Figure("seed", seed)));
        return List.copyOf(read.figures);
    }

    private static boolean acknowledged(Window window) {
        return window.state() == Window.State.ACKNOWLEDGED || window.state() == Window.State.LATE;
    }

    private void forecasts() {
        long taken = 0;
        long refused = 0;
        boolean asked = false;
        for (FileLine line : told.lines()) {
            if (line.kind().equals("request")) {
                asked = line.text("path").endsWith("/update_group_capacity_forecast");
            } else if (asked && line.kind().equals("answer")) {
                asked = false;
                taken += line.field("status").asInt() == 204 ? 1 : 0;
                refused += line.field("status").asInt() == 204 ? 0 : 1;
            }
        }
        add("forecasts received", taken);
        add("forecasts refused", refused);
    }

    private void orders() {
        add("orders confirmed", told.events("LimitConfirmed").count());
        Duration worst = told.events("LimitConfirmed")
                .map(line -> Duration.parse(Told.text(line, "latency")))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        figures.add(new Figure("longest from cause to confirmation", worst.toMillis() + " ms"));
    }

    /** A group begins in FALLBACK. */
    private void fallbacks() {
        add("times in FALLBACK", 1 + modes("to"));
        add("times out of FALLBACK", modes("from"));
    }

    private long modes(String side) {
        return told.events("ModeChanged")
                .filter(line -> Told.text(line, side).equals("FALLBACK"))
                .count();
    }

    private void add(String name, long count) {
        figures.add(new Figure(name, Long.toString(count)));
    }
}
