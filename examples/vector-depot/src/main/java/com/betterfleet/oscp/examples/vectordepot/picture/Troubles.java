package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Trouble;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What went wrong, from when until when, and what that did. */
final class Troubles implements Reading {
    private final List<Trouble> over = new ArrayList<>();
    private final Map<String, Trouble> open = new HashMap<>();
    private final FailedCalls calls = new FailedCalls();
    private final SlowOrders orders = new SlowOrders();

    @Override
    public void take(JournalLine line) {
        calls.take(line);
        orders.take(line);
        Instant at = line.at();
        line.event("LinkChanged").ifPresent(event -> link(at, event));
        line.event("ConditionRaised")
                .ifPresent(event -> begin(
                        event.path("condition").asText(),
                        at,
                        "Condition " + event.path("condition").asText() + ": "
                                + event.path("detail").asText(),
                        "shown in the status until it is mended"));
        line.event("ConditionCleared")
                .ifPresent(event -> end(event.path("condition").asText(), at));
        line.event("LimitBreached")
                .ifPresent(event -> begin(
                        "breach",
                        at,
                        "Limit breached: " + event.path("why").asText(),
                        "the order is sent again and again"));
        line.event("LimitBreachEnded").ifPresent(event -> end("breach", at));
        line.event("ForecastOverdue").ifPresent(event -> begin("overdue", at, "Forecasts are overdue", "an alarm"));
        line.event("ForecastOverdueEnded").ifPresent(event -> end("overdue", at));
        line.event("ForecastMerged").ifPresent(event -> once(at, "A forecast came late", Words.merged(event)));
        line.event("ForecastNotKept").ifPresent(event -> once(at, "A forecast cannot be kept", Words.notKept(event)));
        line.event("WindowParked").ifPresent(event -> window(at, event, "parked"));
        line.event("WindowDropped").ifPresent(event -> window(at, event, "dropped"));
        line.event("MessageParked")
                .ifPresent(event ->
                        once(at, "A message was parked: " + event.path("why").asText(), "it waits for an operator"));
        if (line.kind().equals("clock")) {
            clock(at, line.fields());
        }
    }

    private void link(Instant at, JsonNode event) {
        String to = event.path("to").asText();
        if (to.equals("OFFLINE")) {
            begin(
                    "line",
                    at,
                    "The line was lost: " + event.path("reason").asText(),
                    "the fallback ruled until the line was agreed and a forecast had come");
        } else if (to.equals("ONLINE")) {
            end("line", at);
        }
    }

    private void clock(Instant at, JsonNode fields) {
        if (fields.has("crashed")) {
            begin("crash", at, "The host crashed", "the circuit followed the order it held; nothing was lost");
        } else if (fields.has("booted")) {
            end("crash", at);
        }
    }

    private void window(Instant at, JsonNode event, String fate) {
        once(
                at,
                "The window of " + Times.clock(JournalLine.instant(event.path("start"))) + " was " + fate,
                event.path("why").asText());
    }

    private void once(Instant at, String what, String effect) {
        over.add(new Trouble(at, Optional.empty(), what, effect));
    }

    private void begin(String key, Instant at, String what, String effect) {
        open.putIfAbsent(key, new Trouble(at, Optional.empty(), what, effect));
    }

    private void end(String key, Instant at) {
        Trouble begun = open.remove(key);
        if (begun != null) {
            over.add(new Trouble(begun.from(), Optional.of(at), begun.what(), begun.effect()));
        }
    }

    List<Trouble> all() {
        List<Trouble> all = new ArrayList<>(over);
        all.addAll(open.values());
        all.addAll(calls.all());
        all.addAll(orders.all());
        all.sort(Comparator.comparing(Trouble::from).thenComparing(Trouble::what));
        return List.copyOf(all);
    }
}
