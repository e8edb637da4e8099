package com.betterfleet.oscp.examples.vectordepot.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the utility has said so far for each quarter of an hour, read from the raw forecasts: a forecast replaces
 * everything from its first start on, and one that ends before the one before it may be late, so the smaller counts.
 */
final class ForecastWitness {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration BLOCK = Duration.ofMinutes(15);

    private final NavigableMap<Instant, Long> watts = new TreeMap<>();
    private Instant lastEnd = Instant.MIN;

    void take(String body) {
        NavigableMap<Instant, Long> said = read(body);
        Instant end = said.lastKey().plus(BLOCK);
        if (end.isBefore(lastEnd)) {
            said.forEach((start, value) -> watts.merge(start, value, Math::min));
        } else {
            watts.tailMap(said.firstKey(), true).clear();
            watts.putAll(said);
        }
        lastEnd = end;
    }

    Optional<Long> at(Instant t) {
        Map.Entry<Instant, Long> block = watts.floorEntry(t);
        boolean covers = block != null && t.isBefore(block.getKey().plus(BLOCK));
        return covers ? Optional.of(block.getValue()) : Optional.empty();
    }

    private static NavigableMap<Instant, Long> read(String body) {
        NavigableMap<Instant, Long> blocks = new TreeMap<>();
        try {
            for (JsonNode block : JSON.readTree(body).get("forecasted_blocks")) {
                BigDecimal kilowatts = new BigDecimal(block.get("capacity").asText());
                blocks.put(
                        Instant.parse(block.get("start_time").asText()),
                        kilowatts.movePointRight(3).longValueExact());
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the simulator sent what is no JSON", impossible);
        }
        return blocks;
    }
}
