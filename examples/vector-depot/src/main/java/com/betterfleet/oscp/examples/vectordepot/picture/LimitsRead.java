package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.annotation.Nullable;

/** The limit in force: what was read back of each order, from its confirmation until the next, or until its lease ends. */
final class LimitsRead {
    private final Map<Long, JsonNode> orders = new HashMap<>();
    private final List<LimitStep> steps = new ArrayList<>();
    private final Told told;

    /** The order behind the last step, whose lease may end it. */
    @Nullable
    private JsonNode lease;

    private LimitsRead(Told told) {
        this.told = told;
    }

    static List<LimitStep> of(Told told) {
        LimitsRead read = new LimitsRead(told);
        told.events("LimitOrdered", "LimitConfirmed", "LimitReleased").forEach(read::take);
        read.endBy(told.last());
        return List.copyOf(read.steps);
    }

    private void take(FileLine line) {
        if (Told.name(line).equals("LimitOrdered")) {
            ordered(Told.event(line).path("order"));
            return;
        }
        endBy(line.at());
        if (Told.name(line).equals("LimitReleased")) {
            begin(line.at(), OptionalLong.empty(), Look.RELEASED, "the scope was released");
        } else {
            confirmed(line.at(), Told.event(line));
        }
    }

    private void ordered(JsonNode order) {
        if (order.path("direction").asText().equals("IMPORT")) {
            orders.put(order.path("revision").asLong(), order);
        }
    }

    private void confirmed(Instant at, JsonNode event) {
        JsonNode order = orders.get(event.path("revision").asLong());
        if (order != null) {
            Look look = Look.of(
                    order.path("mode").asText(), order.path("protectiveZero").asBoolean());
            begin(at, watts(event.path("readBack")), look, order.path("reason").asText());
            lease = order;
        }
    }

    private void begin(Instant at, OptionalLong watts, Look look, String reason) {
        lease = null;
        steps.add(new LimitStep(at, Instant.MAX, watts, look, reason));
    }

    /** Ends the last step, by its lease if that is over before. */
    private void endBy(Instant end) {
        if (steps.isEmpty()) {
            return;
        }
        LimitStep open = steps.remove(steps.size() - 1);
        if (lease != null && Instant.parse(lease.path("validUntil").asText()).isBefore(end)) {
            Instant lapse = Instant.parse(lease.path("validUntil").asText());
            put(open.until(lapse));
            open = new LimitStep(
                    lapse, end, watts(lease.path("afterwards")), Look.LAPSED, "no newer order was confirmed");
        }
        put(open.until(end));
    }

    private void put(LimitStep step) {
        if (!step.from().isBefore(step.to()) || !step.meets(told.start(), told.end())) {
            return;
        }
        LimitStep last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        if (last != null && last.goesOnAs(step)) {
            steps.set(steps.size() - 1, last.until(step.to()));
        } else {
            steps.add(step);
        }
    }

    private static OptionalLong watts(JsonNode limit) {
        JsonNode most = limit.path("most").path("watts");
        return most.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(new BigDecimal(most.asText()).longValue());
    }
}
