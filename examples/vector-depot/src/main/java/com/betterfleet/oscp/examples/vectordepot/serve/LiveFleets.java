package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.examples.vectordepot.BusFleet;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * A simulated fleet behind each circuit, in real time: no meter is attached to this process, so what is reported is what
 * simulated buses drew, which is never above what their circuit has available. Thread-safe.
 */
final class LiveFleets implements MeterSource {
    private static final Duration KEPT = Duration.ofHours(2);

    private final Map<GroupId, BusFleet> fleets;
    private Instant next;

    LiveFleets(List<GroupBinding> groups, MemoryCircuits circuits, Instant start) {
        fleets = groups.stream()
                .collect(Collectors.toUnmodifiableMap(
                        GroupBinding::group,
                        group -> new BusFleet(
                                group.group().value().hashCode(),
                                () -> circuits.available(group.scope(), group.siteLimit()))));
        next = start.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Lets the seconds pass that have passed; after a leap of the clock, from there on. */
    synchronized void passUntil(Instant now) {
        if (Duration.between(next, now).abs().compareTo(KEPT) > 0) {
            next = now.truncatedTo(ChronoUnit.SECONDS);
        }
        for (; !next.isAfter(now); next = next.plusSeconds(1)) {
            Instant second = next;
            fleets.values().forEach(fleet -> fleet.second(second));
        }
        fleets.values().forEach(fleet -> fleet.forget(now.minus(KEPT)));
    }

    @Override
    public CompletionStage<MeterReadings> read(MeterQuery query) {
        BusFleet fleet = fleets.get(query.group().group());
        if (fleet == null) {
            throw new IllegalArgumentException("there is no fleet of group " + query.group());
        }
        return fleet.read(query);
    }
}
