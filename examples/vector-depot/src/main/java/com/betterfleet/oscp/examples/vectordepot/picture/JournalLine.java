package com.betterfleet.oscp.examples.vectordepot.picture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the journal of a day.
 *
 * @param at when it was written
 * @param kind what it is about
 * @param fields its fields
 */
record JournalLine(Instant at, String kind, JsonNode fields) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is no JSON, or says not when it was written
     */
    static JournalLine of(String text) {
        JsonNode fields = json(text);
        return new JournalLine(instant(fields.path("at")), fields.path("kind").asText(), fields);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("a line must be JSON, was " + text, unreadable);
        }
    }

    static Instant instant(JsonNode text) {
        try {
            return Instant.parse(text.asText());
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("an instant must be like 2026-09-26T00:00:00Z, was " + text, unreadable);
        }
    }

    /** The event of a name; empty if the line tells another one, or none. */
    Optional<JsonNode> event(String name) {
        JsonNode event = fields.path("event");
        return event.path("is").asText().equals(name) ? Optional.of(event) : Optional.empty();
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    JsonNode field(String name) {
        return fields.path(name);
    }

    /** A limit in kilowatts; empty where there is none, or it is unlimited. */
    static Optional<BigDecimal> kilowatts(JsonNode limit) {
        JsonNode watts = limit.has("most") ? limit.path("most").path("watts") : limit.path("watts");
        return watts.isMissingNode() || watts.isNull()
                ? Optional.empty()
                : Optional.of(plain(new BigDecimal(watts.asText()).movePointLeft(3)));
    }
}
