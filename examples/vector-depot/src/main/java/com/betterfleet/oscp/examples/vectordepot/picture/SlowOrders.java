package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Orders that the circuit did not answer in time; they are told together. */
final class SlowOrders implements Reading {
    private final List<Instant> unconfirmed = new ArrayList<>();
    private Duration slowest = Duration.ZERO;

    @Override
    public void take(JournalLine line) {
        line.event("LimitUnconfirmed").ifPresent(event -> unconfirmed.add(line.at()));
        line.event("LimitConfirmed")
                .map(event -> Duration.parse(event.path("latency").asText("PT0S")))
                .filter(latency -> latency.compareTo(slowest) > 0)
                .ifPresent(latency -> slowest = latency);
    }

    List<Trouble> all() {
        return unconfirmed.isEmpty()
                ? List.of()
                : List.of(new Trouble(
                        unconfirmed.get(0),
                        Optional.of(unconfirmed.get(unconfirmed.size() - 1)),
                        "The circuit was slow: " + unconfirmed.size() + " looks found an order unconfirmed",
                        "sent again until confirmed; the slowest took " + Times.lasting(slowest)));
    }
}
