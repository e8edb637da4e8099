package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the line was agreed, and whether the host ran. */
final class LinkSpans implements Reading {
    static final String DOWN = "DOWN";

    private final List<Span> spans = new ArrayList<>();
    private Optional<Span> open = Optional.empty();
    private String state = "REGISTERED";

    @Override
    public void take(JournalLine line) {
        line.event("LinkChanged").ifPresent(event -> {
            state = event.path("to").asText();
            begin(line.at(), state, event.path("reason").asText());
        });
        if (line.kind().equals("clock") && line.fields().has("crashed")) {
            begin(line.at(), DOWN, "the host is down");
        } else if (line.kind().equals("clock") && line.fields().has("booted")) {
            begin(line.at(), state, "the host starts");
        }
    }

    private void begin(Instant at, String word, String why) {
        if (open.filter(span -> span.word().equals(word)).isEmpty()) {
            close(at);
            open = Optional.of(new Span(at, Instant.MAX, word, why));
        }
    }

    private void close(Instant at) {
        open.filter(span -> span.start().isBefore(at))
                .ifPresent(span -> spans.add(new Span(span.start(), at, span.word(), span.why())));
        open = Optional.empty();
    }

    List<Span> until(Instant end) {
        close(end);
        return List.copyOf(spans);
    }
}
