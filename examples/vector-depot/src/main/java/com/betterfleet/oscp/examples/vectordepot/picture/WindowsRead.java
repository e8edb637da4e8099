package com.betterfleet.oscp.examples.vectordepot.picture;

import static com.betterfleet.oscp.examples.vectordepot.picture.Window.State.ACKNOWLEDGED;
import static com.betterfleet.oscp.examples.vectordepot.picture.Window.State.DROPPED;
import static com.betterfleet.oscp.examples.vectordepot.picture.Window.State.LATE;
import static com.betterfleet.oscp.examples.vectordepot.picture.Window.State.MISSING;
import static com.betterfleet.oscp.examples.vectordepot.picture.Window.State.PARKED;
import static com.betterfleet.oscp.examples.vectordepot.picture.Window.State.QUEUED;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The day's quarter hours, and what became of each as a metering window. */
final class WindowsRead {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Map<Instant, Window> windows = new TreeMap<>();

    private WindowsRead() {}

    static List<Window> of(Told told) {
        WindowsRead read = new WindowsRead();
        for (Instant start = told.start(); start.isBefore(told.end()); start = start.plus(QUARTER)) {
            read.set(start, MISSING, "nothing was told of it");
        }
        told.events("WindowQueued", "WindowAcknowledged", "WindowParked", "WindowDropped")
                .forEach(read::take);
        return List.copyOf(read.windows.values());
    }

    private void take(FileLine line) {
        Instant start = Instant.parse(Told.text(line, "start"));
        if (!windows.containsKey(start)) {
            return;
        }
        switch (Told.name(line)) {
            case "WindowQueued" -> set(start, QUEUED, "since " + Words.second(line.at()));
            case "WindowParked" -> set(start, PARKED, Told.text(line, "why"));
            case "WindowDropped" -> set(start, DROPPED, Told.text(line, "why"));
            default -> set(start, punctual(start, line.at()) ? ACKNOWLEDGED : LATE, "at " + Words.second(line.at()));
        }
    }

    private static boolean punctual(Instant start, Instant at) {
        return !at.isAfter(start.plus(QUARTER).plus(QUARTER));
    }

    private void set(Instant start, Window.State state, String detail) {
        windows.put(start, new Window(start, start.plus(QUARTER), state, detail));
    }
}
