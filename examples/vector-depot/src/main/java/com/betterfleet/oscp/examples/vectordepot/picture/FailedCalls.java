package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Trouble;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our calls that the utility refused or did not answer; like ones that follow one another are told together. */
final class FailedCalls implements Reading {
    private static final Duration TOGETHER = Duration.ofMinutes(15);

    private final Map<Long, String> actions = new HashMap<>();
    private final Map<String, Series> running = new LinkedHashMap<>();
    private final List<Series> over = new ArrayList<>();

    private record Series(Instant from, Instant until, String what, int count) {
        Series and(Instant at) {
            return new Series(from, at, what, count + 1);
        }

        Trouble trouble() {
            return new Trouble(
                    from,
                    until.equals(from) ? Optional.empty() : Optional.of(until),
                    what + (count == 1 ? "" : ", " + count + " times"),
                    count == 1 ? "tried again" : "tried again until it was answered");
        }
    }

    @Override
    public void take(JournalLine line) {
        if (line.kind().equals("call")) {
            String path = line.field("uri").asText();
            actions.put(line.field("call").asLong(), path.substring(path.lastIndexOf('/') + 1));
        } else if (line.kind().equals("reply")) {
            String action = actions.remove(line.field("call").asLong());
            failure(line.fields()).ifPresent(why -> note(line.at(), "Our " + action + " got " + why));
        }
    }

    private static Optional<String> failure(JsonNode reply) {
        if (reply.has("failed")) {
            return Optional.of("no answer (" + reply.path("failed").asText() + ")");
        }
        int status = reply.path("status").asInt();
        return status >= 400 ? Optional.of("the answer " + status) : Optional.empty();
    }

    private void note(Instant at, String what) {
        Series before = running.get(what);
        if (before != null && before.until().plus(TOGETHER).isBefore(at)) {
            over.add(before);
            before = null;
        }
        running.put(what, before == null ? new Series(at, at, what, 1) : before.and(at));
    }

    List<Trouble> all() {
        List<Series> all = new ArrayList<>(over);
        all.addAll(running.values());
        return all.stream().map(Series::trouble).toList();
    }
}
