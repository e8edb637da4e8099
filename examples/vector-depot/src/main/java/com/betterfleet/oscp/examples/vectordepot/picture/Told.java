package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a journal tells, as the picture asks for it. Events are read by their names and fields as they stand, so that one
 * that nobody knows yet costs nothing.
 *
 * @param lines its lines
 * @param binding what the first group was bound with
 */
record Told(List<FileLine> lines, JsonNode binding) {
    /**
     * Reads lines.
     *
     * @throws IllegalArgumentException if there is no day to be seen in them
     */
    static Told of(List<FileLine> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a picture needs the lines of a day, the journal has none");
        }
        JsonNode binding = lines.stream()
                .filter(line ->
                        line.kind().equals("configuration") && line.text("what").equals("bind"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a picture needs a group,"
                        + " the journal must have a line of kind configuration that says bind, and has none"))
                .field("settings");
        return new Told(List.copyOf(lines), binding);
    }

    String group() {
        return binding.path("group").asText();
    }

    /** The first midnight, an hour of grace for a host that boots before it. */
    Instant start() {
        return lines.get(0).at().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.DAYS);
    }

    Instant end() {
        return start().plus(Duration.ofDays(1));
    }

    /** The end of the day, or of the journal if that ends before. */
    Instant last() {
        Instant last = lines.get(lines.size() - 1).at();
        return last.isBefore(end()) ? last : end();
    }

    Stream<FileLine> kind(String kind) {
        return lines.stream().filter(line -> line.kind().equals(kind));
    }

    /** The events of some names that concern the group, or no group. */
    Stream<FileLine> events(String... names) {
        Set<String> wanted = Set.of(names);
        return kind("event").filter(line -> wanted.contains(name(line)) && concerns(line));
    }

    private boolean concerns(FileLine line) {
        JsonNode group = event(line).path("group");
        JsonNode direction = event(line).path("direction");
        return (group.isMissingNode() || group.path("group").asText().equals(group()))
                && (direction.isMissingNode() || direction.asText().equals("IMPORT"));
    }

    static JsonNode event(FileLine line) {
        return line.field("event");
    }

    static String name(FileLine line) {
        return event(line).path("is").asText();
    }

    static String text(FileLine line, String field) {
        return event(line).path(field).asText();
    }
}
