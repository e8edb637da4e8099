package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The forecast as it stood: at each instant what the newest forecasts accepted by then say of that instant. */
final class ForecastRead {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Integer> WATTS = Map.of("W", 0, "KW", 3, "MW", 6);

    private final Map<String, List<Level>> messages = new HashMap<>();
    private final Set<String> merged = new HashSet<>();
    private final List<Level> told = new ArrayList<>();
    private TreeMap<Instant, Level> book = new TreeMap<>();
    private Instant since;

    private ForecastRead(Instant since) {
        this.since = since;
    }

    static List<Level> of(Told told) {
        ForecastRead read = new ForecastRead(told.start());
        for (FileLine line : told.lines()) {
            if (line.text("path").endsWith("/update_group_capacity_forecast")) {
                read.arrived(line, told.group());
            }
        }
        told.events("ForecastMerged").forEach(line -> read.merged.add(Told.text(line, "requestId")));
        told.events("ForecastAccepted").forEach(read::accepted);
        read.tell(told.last());
        return List.copyOf(read.told);
    }

    private void arrived(FileLine line, String group) {
        JsonNode message = message(line.text("body"));
        if (message.path("group_id").asText().equals(group)
                && message.path("type").asText().equals("CONSUMPTION")) {
            line.field("headers").forEach(header -> {
                String[] parts = header.asText().split(": ", 2);
                if (parts[0].equalsIgnoreCase("X-Request-ID") && parts.length == 2) {
                    messages.put(parts[1], blocks(message));
                }
            });
        }
    }

    private static JsonNode message(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException refusedAnyway) {
            return JSON.createObjectNode();
        }
    }

    private static List<Level> blocks(JsonNode message) {
        List<Level> blocks = new ArrayList<>();
        for (JsonNode block : message.path("forecasted_blocks")) {
            Integer scale = WATTS.get(block.path("unit").asText());
            Instant from = Instant.parse(block.path("start_time").asText());
            Instant to = Instant.parse(block.path("end_time").asText());
            if (scale != null && from.isBefore(to)) {
                BigDecimal watts = new BigDecimal(block.path("capacity").asText()).scaleByPowerOfTen(scale);
                blocks.add(new Level(from, to, watts.longValue()));
            }
        }
        return blocks;
    }

    private void accepted(FileLine line) {
        List<Level> blocks = messages.getOrDefault(Told.text(line, "requestId"), List.of());
        if (blocks.isEmpty()) {
            return;
        }
        tell(line.at());
        if (merged.contains(Told.text(line, "requestId"))) {
            blocks.forEach(this::merge);
        } else if (Told.event(line).path("laidIn").asBoolean()) {
            book = new TreeMap<>(book.headMap(blocks.get(0).from()));
            blocks.forEach(block -> book.put(block.from(), block));
        }
    }

    private void merge(Level block) {
        book.merge(block.from(), block, (one, other) -> one.watts() <= other.watts() ? one : other);
    }

    /** Tells what stood from the last time on until now. */
    private void tell(Instant now) {
        for (Level block : book.values()) {
            Instant from = block.from().isAfter(since) ? block.from() : since;
            Instant to = block.to().isBefore(now) ? block.to() : now;
            if (from.isBefore(to)) {
                put(new Level(from, to, block.watts()));
            }
        }
        since = now.isAfter(since) ? now : since;
    }

    private void put(Level level) {
        Level last = told.isEmpty() ? null : told.get(told.size() - 1);
        if (last != null && last.to().equals(level.from()) && last.watts() == level.watts()) {
            told.set(told.size() - 1, new Level(last.from(), level.to(), level.watts()));
        } else {
            told.add(level);
        }
    }
}
