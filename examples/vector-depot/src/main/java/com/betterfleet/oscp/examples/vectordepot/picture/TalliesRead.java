package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is counted instead of numbered, because it happens often or has a mark of its own. */
final class TalliesRead {
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    private TalliesRead() {}

    static List<Tally> of(Told told, List<LimitStep> limits) {
        TalliesRead read = new TalliesRead();
        told.events(
                        "LimitUnconfirmed",
                        "InputIgnored",
                        "MessageRefused",
                        "MessageFailed",
                        "MessageParked",
                        "WindowParked",
                        "WindowDropped",
                        "StoreSlow")
                .forEach(line -> read.count(words(line), line.at()));
        limits.stream()
                .filter(LimitStep::brief)
                .forEach(step ->
                        read.count("the lease ran out for seconds before the next order was confirmed", step.from()));
        return List.copyOf(read.tallies.values());
    }

    private static String words(FileLine line) {
        return switch (Told.name(line)) {
            case "LimitUnconfirmed" -> "a try to apply an order was not confirmed, and tried again";
            case "InputIgnored" -> "ignored: " + Told.text(line, "what") + " (" + Told.text(line, "reason") + ")";
            case "MessageRefused" ->
                "refused with " + Told.text(line, "status") + ": " + Told.text(line, "action") + " ("
                        + Told.text(line, "why") + ")";
            case "MessageFailed" -> "sending failed, and tried again: " + Told.text(line, "action");
            case "MessageParked" ->
                "message parked: " + Told.text(line, "action") + " (" + Told.text(line, "why") + ")";
            case "WindowParked" -> "window parked: " + Told.text(line, "why");
            case "WindowDropped" -> "window dropped: " + Told.text(line, "why");
            default -> "the store was slow";
        };
    }

    private void count(String what, Instant at) {
        tallies.merge(
                what,
                new Tally(what, 1, at, at),
                (one, other) -> new Tally(what, one.count() + 1, one.first(), other.last()));
    }
}
