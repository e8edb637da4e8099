package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Step;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The forecast as it stood: at each instant the block of the CONSUMPTION forecast that had been accepted last by then. It is
 * drawn of the utility's messages alone, not of what the library made of them.
 */
final class ForecastSteps implements Reading {
    private final Map<String, JsonNode> asked = new HashMap<>();
    private final NavigableMap<Instant, Step> book = new TreeMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Instant drawnUntil = Instant.MIN;

    @Override
    public void take(JournalLine line) {
        if (line.kind().equals("request") && line.field("path").asText().endsWith("update_group_capacity_forecast")) {
            asked.put(requestId(line), JournalLine.json(line.field("body").asText()));
        }
        line.event("ForecastAccepted")
                .filter(event -> event.path("type").asText().equals("CONSUMPTION"))
                .map(event -> asked.get(event.path("requestId").asText()))
                .ifPresent(forecast -> lay(line.at(), forecast.path("forecasted_blocks")));
    }

    private static String requestId(JournalLine line) {
        for (JsonNode header : line.field("headers")) {
            String text = header.asText();
            if (text.regionMatches(true, 0, "x-request-id:", 0, 13)) {
                return text.substring(13).strip();
            }
        }
        return "";
    }

    private void lay(Instant at, JsonNode blocks) {
        draw(at);
        List<Step> laid = new ArrayList<>();
        blocks.forEach(block -> laid.add(step(block)));
        laid.stream().map(Step::start).min(Instant::compareTo).ifPresent(this::cut);
        laid.forEach(step -> book.put(step.start(), step));
    }

    /** The new forecast replaces everything from its first start on. */
    private void cut(Instant first) {
        book.tailMap(first, true).clear();
        Map.Entry<Instant, Step> before = book.lowerEntry(first);
        if (before != null && before.getValue().end().isAfter(first)) {
            Step step = before.getValue();
            book.put(step.start(), new Step(step.start(), first, step.kilowatts(), step.word(), step.why()));
        }
    }

    private static Step step(JsonNode block) {
        BigDecimal capacity = new BigDecimal(block.path("capacity").asText());
        return new Step(
                JournalLine.instant(block.path("start_time")),
                JournalLine.instant(block.path("end_time")),
                block.path("unit").asText().equals("W") ? capacity.movePointLeft(3) : capacity,
                "FORECAST",
                "");
    }

    /** What the book says from where the drawing has come to until an instant. */
    private void draw(Instant until) {
        for (Step step : book.values()) {
            Instant start = step.start().isAfter(drawnUntil) ? step.start() : drawnUntil;
            Instant end = step.end().isBefore(until) ? step.end() : until;
            if (start.isBefore(end)) {
                steps.add(new Step(start, end, step.kilowatts(), step.word(), step.why()));
            }
        }
        drawnUntil = until;
    }

    List<Step> until(Instant end) {
        draw(end);
        return List.copyOf(steps);
    }
}
