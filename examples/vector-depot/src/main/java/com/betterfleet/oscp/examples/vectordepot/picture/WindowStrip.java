package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Fate;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Window;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far each metering window of the day came. */
final class WindowStrip implements Reading {
    /** From its end on; a window is read a minute after it. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Map<Instant, Window> windows = new HashMap<>();

    @Override
    public void take(JournalLine line) {
        line.event("WindowQueued").ifPresent(event -> become(event, Fate.WAITING, "queued " + Times.clock(line.at())));
        line.event("WindowAcknowledged").ifPresent(event -> acknowledged(line.at(), event));
        line.event("WindowParked")
                .ifPresent(event -> become(event, Fate.PARKED, event.path("why").asText()));
        line.event("WindowDropped")
                .ifPresent(
                        event -> become(event, Fate.DROPPED, event.path("why").asText()));
    }

    private void acknowledged(Instant at, JsonNode event) {
        Instant end = JournalLine.instant(event.path("start")).plus(DayPicture.WINDOW);
        boolean late = at.isAfter(end.plus(LATE));
        become(event, late ? Fate.LATE : Fate.ACKNOWLEDGED, "acknowledged " + Times.clock(at));
    }

    private void become(JsonNode event, Fate fate, String why) {
        Instant start = JournalLine.instant(event.path("start"));
        windows.put(start, new Window(start, fate, why));
    }

    List<Window> of(Instant start, Instant end) {
        List<Window> all = new ArrayList<>();
        for (Instant at = start; at.isBefore(end); at = at.plus(DayPicture.WINDOW)) {
            all.add(windows.getOrDefault(at, new Window(at, Fate.MISSING, "")));
        }
        return List.copyOf(all);
    }
}
