package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.integration.UnluckyPeers.Arrival;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.outbox.OutboxItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Two hours of a depot with five groups at two utilities, to which anything may happen, an operator who puts back or discards
 * what was parked, and a calm end in which all can come to rest.
 */
final class OutboxFaultRun {
    static final List<String> FIRST = List.of("AKL01", "CHC03", "WLG02");
    static final List<String> SECOND = List.of("MEL02", "SYD01");

    private static final Duration TROUBLE = Duration.ofHours(2).plusMinutes(3);
    /** Longer than the longest wait, a call that times out, and another try. */
    private static final Duration CALM = Duration.ofMinutes(9);

    private static final Duration BACKLOG = Duration.ofMinutes(25);

    private final long seed;
    private final Depot depot = new Depot(utility -> {
        FIRST.stream().skip(1).forEach(group -> utility.group(group, group));
        return Depot.vector(utility);
    });
    private final Set<String> putBack = new TreeSet<>();

    /**
     * What came of it.
     *
     * @param spared the groups that met no misfortune
     * @param windows the starts of the windows that are due
     * @param arrivals what the peers have read
     * @param putBack the ids that an operator put back into their queue
     * @param events what listeners heard
     * @param waiting how many messages wait still
     * @param failures what was thrown into the host's threads
     */
    record Outcome(
            Set<String> spared,
            List<Instant> windows,
            List<Arrival> arrivals,
            Set<String> putBack,
            List<OscpEvent> events,
            int waiting,
            List<?> failures) {}

    OutboxFaultRun(long seed) {
        this.seed = seed;
    }

    Outcome run() {
        try (depot) {
            Set<String> places = new TreeSet<>(FIRST);
            places.addAll(SECOND);
            places.addAll(List.of(Depot.CP_URL.getAuthority(), SecondUtility.AUTHORITY));
            Instant end = Depot.START.plus(TROUBLE);
            UnluckyPeers peers = new UnluckyPeers(depot.time, new Weather(seed, Depot.START, end, places, spared()));
            depot.carrying = peers;
            SecondUtility second = new SecondUtility(depot, SECOND);
            depot.network.serve(Depot.CP_URL.getAuthority(), "/oscp/cp/2.0", peers.before(depot.cp));
            depot.network.serve(SecondUtility.AUTHORITY, "/oscp/cp/2.0", peers.before(second.cp));
            depot.more = builder -> builder.profile(new ImpatientProfile(BACKLOG));
            depot.configuration = this::configure;
            depot.boot();
            operate(end);
            depot.time.runUntil(end.plus(CALM));
            return new Outcome(
                    spared(), windows(), peers.arrivals(), putBack, depot.events, waiting(), depot.time.failures());
        }
    }

    /** One group, all of one utility, or none. */
    private Set<String> spared() {
        return switch ((int) (seed % 4)) {
            case 0 -> Set.of("AKL01");
            case 1 -> Set.copyOf(FIRST);
            case 2 -> Set.copyOf(SECOND);
            default -> Set.of();
        };
    }

    /** Every third depot has utilities that have no use for what is 25 minutes old. */
    private void configure(FlexibilityProvider fp) {
        String profile = seed % 3 == 0 ? "impatient" : "vector";
        fp.configuration().connect(Depot.connection(profile).setting("forecast-cadence", "604800"), Depot.OPS);
        FIRST.forEach(group -> fp.configuration().bind("nz", SecondUtility.binding(group), Depot.OPS));
        SecondUtility.configure(fp, SECOND);
    }

    private void operate(Instant end) {
        SplittableRandom random = new SplittableRandom(~seed);
        for (Instant next = Depot.START; next.isBefore(end); next = next.plusSeconds(random.nextLong(1, 1200))) {
            depot.time.runUntil(next);
            List<OutboxItem> parked = new ArrayList<>();
            groups().forEach(group -> parked.addAll(depot.fp().operations().parked(group)));
            if (!parked.isEmpty()) {
                operate(parked.get(random.nextInt(parked.size())), random.nextBoolean());
            }
        }
    }

    private void operate(OutboxItem item, boolean back) {
        GroupRef owner = groups().filter(
                        group -> depot.fp().operations().parked(group).contains(item))
                .findFirst()
                .orElseThrow();
        if (back) {
            putBack.add(item.requestId().value());
            depot.fp().operations().retryParked(owner, item.requestId(), Depot.OPS);
        } else {
            depot.fp().operations().discardParked(owner, item.requestId(), Depot.OPS);
        }
    }

    private static Stream<GroupRef> groups() {
        return Stream.concat(
                FIRST.stream().map(group -> GroupRef.of("nz", group)),
                SECOND.stream().map(SecondUtility::group));
    }

    private static List<Instant> windows() {
        return Stream.iterate(Depot.START, start -> start.plus(Depot.QUARTER))
                .limit(TROUBLE.dividedBy(Depot.QUARTER))
                .toList();
    }

    private int waiting() {
        return depot.fp().status().connections().stream()
                .map(ConnectionStatus::groups)
                .flatMap(List::stream)
                .mapToInt(GroupStatus::waiting)
                .sum();
    }
}
