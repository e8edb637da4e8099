package com.betterfleet.oscp.examples.vectordepot.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.RegisterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Simulated buses in real time: their register goes on whatever the scheduler does, and never above the circuit. */
class LiveFleetsTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final ManagedScope SCOPE = new ManagedScope("mg-7", "grid");
    private static final GroupBinding GROUP = GroupBinding.of("AKL01")
            .scope("mg-7", "grid")
            .siteLimit(Power.kilowatts("36"))
            .fallback(Power.kilowatts("1"))
            .build();

    private final LiveFleets fleets =
            new LiveFleets(List.of(GROUP), new MemoryCircuits(Set.of(SCOPE)), T.plusMillis(300));

    private List<RegisterReading> readings(String group, Instant from, Duration length) {
        TimeInterval window = new TimeInterval(from, from.plus(length));
        return fleets
                .read(new MeterQuery(GroupRef.of("cp", group), SCOPE, new AssetId("A"), window, window))
                .toCompletableFuture()
                .join()
                .series()
                .stream()
                .findFirst()
                .map(MeterSeries.class::cast)
                .orElseThrow()
                .registers();
    }

    @Test
    void secondsThatTheSchedulerMissedAreMadeUpFor() {
        fleets.passUntil(T.plusMillis(900));
        fleets.passUntil(T.plusSeconds(301));
        List<RegisterReading> readings = readings("AKL01", T, Duration.ofMinutes(5));
        assertThat(readings).hasSize(6);
        assertThat(readings.get(5)
                        .register()
                        .wattHours()
                        .subtract(readings.get(0).register().wattHours()))
                .as("five minutes at no more than 36 kW")
                .isEqualByComparingTo("3000");
    }

    @Test
    void aLeapOfTheClockIsNotMadeUpForSoThatTheWindowLacksReadings() {
        fleets.passUntil(T.plusSeconds(60));
        Instant later = T.plus(Duration.ofDays(30));
        fleets.passUntil(later.plusSeconds(60));
        assertThat(readings("AKL01", later.minusSeconds(600), Duration.ofMinutes(12)))
                .extracting(RegisterReading::at)
                .containsExactly(later.plusSeconds(60));
        fleets.passUntil(T.plusSeconds(120));
        assertThat(readings("AKL01", T.plusSeconds(120), Duration.ofMinutes(1))).hasSize(1);
    }

    @Test
    void whatIsOldIsForgotten() {
        fleets.passUntil(T.plusSeconds(60));
        fleets.passUntil(T.plus(Duration.ofHours(2)));
        fleets.passUntil(T.plus(Duration.ofHours(3)));
        assertThat(readings("AKL01", T, Duration.ofMinutes(59))).isEmpty();
        assertThat(readings("AKL01", T.plus(Duration.ofHours(1)), Duration.ofHours(1)))
                .hasSize(61);
    }

    @Test
    void anotherGroupHasNoFleet() {
        assertThatThrownBy(() -> readings("AKL02", T, Duration.ofMinutes(1)))
                .hasMessage("there is no fleet of group cp/AKL02");
    }
}
