package com.betterfleet.oscp.examples.vectordepot.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A line of a journal.
 *
 * @param number its number, from 1
 * @param content its text without its part of the chain
 * @param fields its fields
 * @param at when it was written
 */
public record FileLine(int number, String content, JsonNode fields, Instant at) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads a line.
     *
     * @param number its number, from 1
     * @param content its text without its part of the chain
     * @return the line
     * @throws IllegalArgumentException if it is no JSON, or says not when it was written
     */
    public static FileLine of(int number, String content) {
        try {
            JsonNode fields = JSON.readTree(content);
            return new FileLine(
                    number, content, fields, Instant.parse(fields.path("at").asText()));
        } catch (JsonProcessingException | DateTimeException unreadable) {
            throw new IllegalArgumentException("a line must be JSON with an instant at, was " + content, unreadable);
        }
    }

    /**
     * What it is about.
     *
     * @return its kind, empty if it says none
     */
    public String kind() {
        return fields.path("kind").asText();
    }

    long call() {
        return fields.path("call").asLong();
    }

    boolean within() {
        return fields.path("within").asBoolean();
    }

    /**
     * A field.
     *
     * @param name its name
     * @return its value, a missing node if it is not there
     */
    public JsonNode field(String name) {
        return fields.path(name);
    }

    /**
     * A field as text.
     *
     * @param name its name
     * @return its text, empty if it is not there
     */
    public String text(String name) {
        return field(name).asText();
    }
}
