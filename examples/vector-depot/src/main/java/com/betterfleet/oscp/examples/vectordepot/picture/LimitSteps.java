package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Step;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limit in force: what was read back when an order was confirmed, by the order's mode. */
final class LimitSteps implements Reading {
    private final Map<Long, JsonNode> orders = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private Optional<Step> open = Optional.empty();

    @Override
    public void take(JournalLine line) {
        line.event("LimitOrdered").map(event -> event.path("order")).ifPresent(order -> {
            if (order.path("direction").asText().equals("IMPORT")) {
                orders.put(order.path("revision").asLong(), order);
            }
        });
        line.event("LimitConfirmed")
                .filter(event -> event.path("direction").asText().equals("IMPORT"))
                .ifPresent(event -> confirmed(line.at(), event));
        line.event("LimitReleased").ifPresent(event -> close(line.at()));
    }

    private void confirmed(Instant at, JsonNode event) {
        JsonNode order = orders.get(event.path("revision").asLong());
        Optional<BigDecimal> readBack = JournalLine.kilowatts(event.path("readBack"));
        if (order == null || readBack.isEmpty()) {
            return;
        }
        String word = order.path("protectiveZero").asBoolean()
                ? "ZERO"
                : order.path("mode").asText();
        Step next = new Step(
                at, Instant.MAX, readBack.get(), word, order.path("reason").asText());
        boolean same = open.filter(step -> step.kilowatts().compareTo(next.kilowatts()) == 0)
                .filter(step -> step.word().equals(word))
                .isPresent();
        if (!same) {
            close(at);
            open = Optional.of(next);
        }
    }

    private void close(Instant at) {
        open.filter(step -> step.start().isBefore(at))
                .ifPresent(step -> steps.add(new Step(step.start(), at, step.kilowatts(), step.word(), step.why())));
        open = Optional.empty();
    }

    List<Step> until(Instant end) {
        close(end);
        return List.copyOf(steps);
    }
}
