package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Mark;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened, as an operator would tell it. */
final class Marks implements Reading {
    private final List<Mark> marks = new ArrayList<>();
    private int boots;

    @Override
    public void take(JournalLine line) {
        Instant at = line.at();
        line.event("LinkChanged").ifPresent(event -> link(at, event));
        line.event("ProtectiveZeroStarted")
                .ifPresent(event -> add(at, "Protective zero", "the utility asks for zero to protect its network"));
        line.event("ProtectiveZeroEnded")
                .ifPresent(event ->
                        add(at, "Protective zero ends", event.path("why").asText()));
        line.event("ForecastMerged").ifPresent(event -> add(at, "A forecast comes late", Words.merged(event)));
        line.event("AdjustmentChanged").ifPresent(event -> adjustment(at, event));
        line.event("ForecastNotKept").ifPresent(event -> add(at, "Compliance error", Words.notKept(event)));
        line.event("LimitBreached")
                .ifPresent(event -> add(at, "Limit breached", event.path("why").asText()));
        line.event("MessageParked")
                .ifPresent(event ->
                        add(at, "A message is parked", event.path("why").asText()));
        if (line.kind().equals("clock")) {
            clock(at, line.fields());
        }
    }

    private void link(Instant at, JsonNode event) {
        String to = event.path("to").asText();
        if (to.equals("ONLINE")) {
            add(
                    at,
                    "Line agreed, session " + event.path("session").asLong(),
                    event.path("reason").asText());
        } else if (to.equals("OFFLINE") || to.equals("SUSPENDED") || to.equals("DISABLED")) {
            add(at, "Line " + to.toLowerCase(Locale.ROOT), event.path("reason").asText());
        }
    }

    private void adjustment(Instant at, JsonNode event) {
        String state = event.path("state").asText();
        if (!state.equals("DELIVERED")) {
            String title = state.equals("SENT") ? "requested" : state.toLowerCase(Locale.ROOT);
            add(at, "Adjustment " + title, Words.blocks(event.path("blocks")));
        }
    }

    private void clock(Instant at, JsonNode fields) {
        if (fields.has("crashed")) {
            add(at, "The host crashes", "the circuit follows the order it holds");
        } else if (fields.has("booted") && boots++ > 0) {
            add(at, "The host starts again", "over the same store");
        }
    }

    private void add(Instant at, String title, String why) {
        marks.add(new Mark(marks.size() + 1, at, title, why));
    }

    List<Mark> all() {
        return List.copyOf(marks);
    }
}
