package com.betterfleet.oscp.examples.vectordepot.simulation;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Writes down what was seen on the wire, for the witnesses to judge. */
final class Wire {
    static final String UTILITY = "utility";
    static final String DEPOT = "depot";

    private final List<WireExchange> seen = new ArrayList<>();

    /** The body of a forecast of quarter hours, one after the other. */
    static String forecast(Instant first, String... kilowatts) {
        StringJoiner blocks = new StringJoiner(",", "{\"forecasted_blocks\":[", "]}");
        Instant start = first;
        for (String capacity : kilowatts) {
            Instant end = start.plus(Duration.ofMinutes(15));
            blocks.add("{\"capacity\":" + capacity + ",\"unit\":\"KW\",\"start_time\":\"" + start + "\",\"end_time\":\""
                    + end + "\"}");
            start = end;
        }
        return blocks.toString();
    }

    Wire forecastTaken(Instant at, Instant first, String... kilowatts) {
        return exchange(at, UTILITY, "update_group_capacity_forecast", forecast(first, kilowatts), 204);
    }

    Wire forecastRefused(Instant at, Instant first, String... kilowatts) {
        return exchange(at, UTILITY, "update_group_capacity_forecast", forecast(first, kilowatts), 400);
    }

    Wire handshake(Instant at) {
        return exchange(at, UTILITY, "handshake", "{}", 204);
    }

    /** Heartbeats of both sides each minute from an instant up to another, each promising three minutes. */
    Wire heartbeats(Instant from, Instant to) {
        for (Instant t = from; t.isBefore(to); t = t.plusSeconds(60)) {
            heartbeat(t, UTILITY, 204);
            heartbeat(t, DEPOT, 204);
        }
        return this;
    }

    Wire heartbeat(Instant at, String from, int status) {
        String promise = "{\"offline_mode_at\":\"" + at.plusSeconds(180) + "\"}";
        return exchange(at, from, "heartbeat", promise, status);
    }

    Wire dropped(Instant at, String from, String action, String body) {
        seen.add(new WireExchange(
                at,
                from,
                to(from),
                call(action, body),
                new WireExchange.Outcome.Failed("IOException", Optional.empty())));
        return this;
    }

    Wire exchange(Instant at, String from, String action, String body, int status) {
        RawReply reply = new RawReply(status, List.of(), RawBytes.empty());
        seen.add(new WireExchange(at, from, to(from), call(action, body), new WireExchange.Outcome.Answered(reply)));
        return this;
    }

    List<WireExchange> seen() {
        return seen.stream().sorted(Comparator.comparing(WireExchange::at)).toList();
    }

    private static String to(String from) {
        return from.equals(UTILITY) ? DEPOT : UTILITY;
    }

    private static RawCall call(String action, String body) {
        URI uri = URI.create("https://a.example/oscp/2.0/" + action);
        return new RawCall("POST", uri, List.of(), RawBytes.utf8(body), Duration.ofSeconds(30));
    }
}
