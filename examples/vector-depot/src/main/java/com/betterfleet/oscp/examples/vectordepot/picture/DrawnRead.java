package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was drawn: the mean power between any two neighbouring register readings, over all meters. */
final class DrawnRead {
    private static final BigDecimal MILLIS_OF_AN_HOUR = BigDecimal.valueOf(3_600_000);

    private final Map<String, TreeMap<Instant, BigDecimal>> meters = new TreeMap<>();

    private DrawnRead() {}

    static List<Level> of(Told told) {
        DrawnRead read = new DrawnRead();
        told.kind("readings").forEach(read::take);
        return read.meters.values().stream()
                .map(registers -> levels(registers, told))
                .reduce(DrawnRead::sum)
                .orElse(List.of());
    }

    private void take(FileLine line) {
        for (JsonNode series : line.field("readings").path("series")) {
            TreeMap<Instant, BigDecimal> registers =
                    meters.computeIfAbsent(series.path("meter").asText(), meter -> new TreeMap<>());
            for (JsonNode reading : series.path("registers")) {
                registers.put(
                        Instant.parse(reading.path("at").asText()),
                        new BigDecimal(
                                reading.path("register").path("wattHours").asText()));
            }
        }
    }

    private static List<Level> levels(Map<Instant, BigDecimal> registers, Told told) {
        List<Level> levels = new ArrayList<>();
        Map.Entry<Instant, BigDecimal> before = null;
        for (Map.Entry<Instant, BigDecimal> next : registers.entrySet()) {
            if (before != null && before.getValue().compareTo(next.getValue()) <= 0) {
                Level level = new Level(before.getKey(), next.getKey(), power(before, next));
                if (level.meets(told.start(), told.end())) {
                    levels.add(level);
                }
            }
            before = next;
        }
        return levels;
    }

    private static long power(Map.Entry<Instant, BigDecimal> from, Map.Entry<Instant, BigDecimal> to) {
        long millis = Duration.between(from.getKey(), to.getKey()).toMillis();
        return to.getValue()
                .subtract(from.getValue())
                .multiply(MILLIS_OF_AN_HOUR)
                .divide(BigDecimal.valueOf(millis), 0, RoundingMode.HALF_UP)
                .longValue();
    }

    /** Of meters that are read together: only where both say something of the same while is there a sum. */
    private static List<Level> sum(List<Level> one, List<Level> other) {
        return one.stream()
                .flatMap(level -> other.stream()
                        .filter(same ->
                                same.from().equals(level.from()) && same.to().equals(level.to()))
                        .map(same -> new Level(level.from(), level.to(), level.watts() + same.watts())))
                .toList();
    }
}
