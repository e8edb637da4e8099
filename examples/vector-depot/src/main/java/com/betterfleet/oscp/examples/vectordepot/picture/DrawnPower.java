package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Step;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the depot drew: the mean power between two readings of its registers, all import meters together. */
final class DrawnPower implements Reading {
    private static final BigDecimal SECONDS_PER_HOUR = new BigDecimal(3600);

    private final NavigableMap<Instant, NavigableMap<String, BigDecimal>> registers = new TreeMap<>();

    @Override
    public void take(JournalLine line) {
        if (line.kind().equals("readings")) {
            line.field("readings").path("series").forEach(this::take);
        }
    }

    private void take(JsonNode series) {
        if (!series.path("is").asText().equals("MeterSeries")
                || !series.path("direction").asText("IMPORT").equals("IMPORT")) {
            return;
        }
        String meter = series.path("meter").asText();
        for (JsonNode reading : series.path("registers")) {
            registers
                    .computeIfAbsent(JournalLine.instant(reading.path("at")), at -> new TreeMap<>())
                    .put(
                            meter,
                            new BigDecimal(
                                    reading.path("register").path("wattHours").asText()));
        }
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        Map.Entry<Instant, NavigableMap<String, BigDecimal>> before = null;
        for (Map.Entry<Instant, NavigableMap<String, BigDecimal>> next : registers.entrySet()) {
            if (before != null
                    && before.getValue().keySet().equals(next.getValue().keySet())) {
                steps.add(step(before.getKey(), next.getKey(), sum(next).subtract(sum(before))));
            }
            before = next;
        }
        return List.copyOf(steps);
    }

    private static BigDecimal sum(Map.Entry<Instant, NavigableMap<String, BigDecimal>> reading) {
        return reading.getValue().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Step step(Instant start, Instant end, BigDecimal wattHours) {
        BigDecimal seconds = BigDecimal.valueOf(Duration.between(start, end).toMillis(), 3);
        BigDecimal kilowatts = wattHours
                .multiply(SECONDS_PER_HOUR)
                .divide(seconds, 0, RoundingMode.HALF_UP)
                .movePointLeft(3);
        return new Step(start, end, kilowatts, "DRAWN", "");
    }
}
