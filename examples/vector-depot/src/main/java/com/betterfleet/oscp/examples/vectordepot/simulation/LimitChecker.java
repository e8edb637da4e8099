package com.betterfleet.oscp.examples.vectordepot.simulation;

import com.betterfleet.oscp.testkit.wire.WireExchange;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Judges the day from the outside: from the raw exchanges on the wire it works out what the depot was allowed to draw at
 * each second, knowing nothing of the library. Where the utility said nothing, or the line was dead, the binding's
 * fallback is the most, and never more than the utility last said for that time.
 */
public final class LimitChecker {
    private static final JsonMapper JSON = new JsonMapper();

    private final String capacityProvider;
    private final long siteLimitWatts;
    private final long fallbackWatts;
    private final Duration deadline;

    /**
     * A checker for one group.
     *
     * @param capacityProvider the name under which the simulated utility calls
     * @param siteLimitWatts the site limit
     * @param fallbackWatts the binding's fallback
     * @param deadline how long applying a limit may take
     */
    public LimitChecker(String capacityProvider, long siteLimitWatts, long fallbackWatts, Duration deadline) {
        this.capacityProvider = capacityProvider;
        this.siteLimitWatts = siteLimitWatts;
        this.fallbackWatts = fallbackWatts;
        this.deadline = deadline;
    }

    /**
     * What was allowed, second by second.
     *
     * @param wire every exchange of the day, in order
     * @param from the first second
     * @param to the end, exclusive
     * @return the most that was allowed at each second, in watts
     */
    public NavigableMap<Instant, Allowed> allowed(List<WireExchange> wire, Instant from, Instant to) {
        List<Instant[]> dead = dead(wire, from, to);
        NavigableMap<Instant, Allowed> allowed = new TreeMap<>();
        ForecastWitness book = new ForecastWitness();
        List<WireExchange> forecasts = wire.stream().filter(this::takenForecast).toList();
        int next = 0;
        for (Instant t = from; t.isBefore(to); t = t.plusSeconds(1)) {
            while (next < forecasts.size() && !forecasts.get(next).at().isAfter(t)) {
                book.take(forecasts.get(next++).call().body().text());
            }
            allowed.put(t, judge(book, t, isDead(dead, t)));
        }
        return allowed;
    }

    /**
     * What was allowed at one second.
     *
     * @param watts the most
     * @param block whether a block of a forecast said so, on a living line
     */
    public record Allowed(long watts, boolean block) {}

    /**
     * Counts the seconds in which more was drawn than was allowed at any time within the deadline before. The first seconds
     * of the record, up to one deadline, are not judged: nobody had asked for less before them.
     *
     * @param allowed what was allowed
     * @param drawn what was drawn at each second
     * @return the seconds
     */
    public List<Instant> secondsAbove(NavigableMap<Instant, Allowed> allowed, NavigableMap<Instant, Long> drawn) {
        List<Instant> above = new ArrayList<>();
        Instant first = allowed.firstKey().plus(deadline);
        drawn.tailMap(first, true).forEach((t, watts) -> {
            long most = allowed.subMap(t.minus(deadline), true, t, true).values().stream()
                    .mapToLong(Allowed::watts)
                    .max()
                    .orElse(fallbackWatts);
            if (watts > most) {
                above.add(t);
            }
        });
        return Collections.unmodifiableList(above);
    }

    private Allowed judge(ForecastWitness book, Instant t, boolean dead) {
        long said = book.at(t).orElse(fallbackWatts);
        long most = dead ? Math.min(said, fallbackWatts) : said;
        return new Allowed(Math.min(most, siteLimitWatts), !dead && book.at(t).isPresent());
    }

    private static boolean isDead(List<Instant[]> dead, Instant t) {
        return dead.stream().anyMatch(span -> !t.isBefore(span[0]) && t.isBefore(span[1]));
    }

    private List<Instant[]> dead(List<WireExchange> wire, Instant from, Instant to) {
        LineWitness line = new LineWitness(from);
        for (WireExchange exchange : wire) {
            if (taken(exchange)) {
                tell(line, exchange, action(exchange));
            }
        }
        return line.deadUntil(to);
    }

    private void tell(LineWitness line, WireExchange exchange, String action) {
        boolean heard = exchange.from().equals(capacityProvider);
        Instant at = exchange.at();
        if (action.equals("heartbeat")) {
            Instant promise = promise(exchange);
            if (heard) {
                line.heardHeartbeat(at, promise);
            } else {
                line.ourHeartbeatTaken(at, promise);
            }
        } else if (heard && action.startsWith("handshake")) {
            line.heardHandshake(at);
        } else if (heard && action.equals("update_group_capacity_forecast")) {
            line.heardForecast(at);
        }
    }

    private boolean takenForecast(WireExchange exchange) {
        return taken(exchange)
                && exchange.from().equals(capacityProvider)
                && action(exchange).equals("update_group_capacity_forecast");
    }

    private static boolean taken(WireExchange exchange) {
        return exchange.outcome() instanceof WireExchange.Outcome.Answered answered
                && answered.reply().status() == 204;
    }

    private static String action(WireExchange exchange) {
        String path = exchange.call().uri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Instant promise(WireExchange exchange) {
        try {
            return Instant.parse(JSON.readTree(exchange.call().body().text())
                    .get("offline_mode_at")
                    .asText());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a heartbeat that was taken is no JSON", impossible);
        }
    }
}
