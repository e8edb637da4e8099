package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.examples.vectordepot.BusFleet;
import com.betterfleet.oscp.examples.vectordepot.simulation.LimitChecker;
import com.betterfleet.oscp.examples.vectordepot.simulation.LimitChecker.Allowed;
import com.betterfleet.oscp.examples.vectordepot.simulation.SimulatedVector;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Counts what the day came to, from raw exchanges, the circuit and the fleet. */
final class DayJudge {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final long seed;
    private final DayWitness witness;
    private final SimulatedVector vector;
    private final BusFleet fleet;
    private final OscpStore store;
    private final NavigableMap<Instant, Long> inForce;

    DayJudge(
            long seed,
            DayWitness witness,
            SimulatedVector vector,
            BusFleet fleet,
            OscpStore store,
            NavigableMap<Instant, Long> inForce) {
        this.seed = seed;
        this.witness = witness;
        this.vector = vector;
        this.fleet = fleet;
        this.store = store;
        this.inForce = inForce;
    }

    DayResult judge(int restarts) {
        LimitChecker checker = new LimitChecker(SimulatedVector.AUTHORITY, 900_000, 120_000, DEADLINE);
        NavigableMap<Instant, Allowed> allowed = checker.allowed(witness.wire(), inForce.firstKey(), inForce.lastKey());
        List<Instant> above = checker.secondsAbove(allowed, drawn());
        List<Instant> blocks = blocksDue(allowed);
        Set<Instant> windows = new TreeSet<>(vector.windows(DepotSite.GROUP));
        windows.retainAll(quarters());
        Set<Instant> acknowledged = new TreeSet<>(witness.windowsAcknowledged());
        acknowledged.retainAll(quarters());
        return new DayResult(
                seed,
                vector.forecastsTaken(),
                forecastsRefused(),
                (int) blocks.stream().filter(block -> obeyed(allowed, block)).count(),
                blocks.size(),
                confirmed().size(),
                confirmed().stream()
                        .mapToLong(event -> event.latency().toMillis())
                        .max()
                        .orElse(0),
                quarters().size(),
                windows.size(),
                above.size(),
                witness.entries(Mode.FALLBACK) + 1, // a group begins in FALLBACK
                witness.exits(Mode.FALLBACK),
                restarts,
                lostForecasts() + lostWindows(windows, acknowledged),
                vector.complaints());
    }

    private List<GroupEvent.LimitConfirmed> confirmed() {
        return witness.events().stream()
                .filter(GroupEvent.LimitConfirmed.class::isInstance)
                .map(GroupEvent.LimitConfirmed.class::cast)
                .toList();
    }

    /** The day's quarter hours at whose start, and until the deadline, a block rules on a living line. */
    private static List<Instant> blocksDue(NavigableMap<Instant, Allowed> allowed) {
        return quarters().stream()
                .filter(start -> allowed.subMap(start, true, start.plus(DEADLINE), true).values().stream()
                        .allMatch(Allowed::block))
                .toList();
    }

    private boolean obeyed(NavigableMap<Instant, Allowed> allowed, Instant block) {
        Instant due = block.plus(DEADLINE);
        long wanted = Objects.requireNonNull(allowed.get(due)).watts();
        return Objects.requireNonNull(inForce.get(due)) == wanted && confirmed(due, wanted);
    }

    /** Whether the last read-back by then showed the limit that was wanted. */
    private boolean confirmed(Instant due, long wanted) {
        return confirmed().stream()
                .filter(event -> !event.at().isAfter(due))
                .reduce((earlier, later) -> later)
                .map(event -> event.readBack().equals(Limit.of(Power.watts(wanted))))
                .orElse(false);
    }

    private NavigableMap<Instant, Long> drawn() {
        NavigableMap<Instant, Long> drawn = new TreeMap<>();
        fleet.drawn().forEach(second -> drawn.put(second.at(), second.watts()));
        drawn.remove(drawn.lastKey());
        return drawn;
    }

    /** Forecasts answered 204 that were not committed, or of which nobody was told that they count. */
    private int lostForecasts() {
        Key link = new Key(Kind.LINK, ConnectionId.of("nz").value());
        Set<String> accepted = witness.events().stream()
                .filter(GroupEvent.ForecastAccepted.class::isInstance)
                .map(event -> ((GroupEvent.ForecastAccepted) event).requestId().value())
                .collect(Collectors.toSet());
        return (int) witness.wire().stream()
                .filter(DayJudge::forecastTaken)
                .map(DayJudge::requestId)
                .filter(id -> store.claim(link, id).isEmpty() || !accepted.contains(id))
                .count();
    }

    /** Windows that one side believes delivered and the other does not. */
    private static int lostWindows(Set<Instant> taken, Set<Instant> acknowledged) {
        Set<Instant> both = new TreeSet<>(taken);
        both.retainAll(acknowledged);
        return taken.size() + acknowledged.size() - 2 * both.size();
    }

    /** A normal utility's forecast is never refused; what nobody answered is the line's doing. */
    private int forecastsRefused() {
        return (int) witness.wire().stream()
                .filter(exchange -> isForecast(exchange)
                        && exchange.outcome() instanceof WireExchange.Outcome.Answered
                        && !forecastTaken(exchange))
                .count();
    }

    private static boolean isForecast(WireExchange exchange) {
        return exchange.call().uri().getPath().endsWith("/update_group_capacity_forecast");
    }

    private static boolean forecastTaken(WireExchange exchange) {
        return isForecast(exchange)
                && exchange.outcome() instanceof WireExchange.Outcome.Answered answered
                && answered.reply().status() == 204;
    }

    private static String requestId(WireExchange exchange) {
        return RawHeader.values(exchange.call().headers(), "X-Request-ID").get(0);
    }

    private static List<Instant> quarters() {
        return java.util.stream.Stream.iterate(
                        Day.START, start -> start.isBefore(Day.END), start -> start.plus(QUARTER))
                .toList();
    }
}
