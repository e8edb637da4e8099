package com.betterfleet.oscp.examples.vectordepot;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.RegisterReading;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The example's fleet obeys its circuit, and its meter tells what was drawn. */
class BusFleetTest {
    private static final Instant T = Instant.parse("2026-01-01T12:00:00Z");
    private static final Power PLENTY = Power.kilowatts("5000");

    private static BusFleet fleetAfter(long seed, int seconds, Supplier<Power> available) {
        BusFleet fleet = new BusFleet(seed, available);
        for (int i = 0; i < seconds; i++) {
            fleet.second(T.plusSeconds(i));
        }
        return fleet;
    }

    private static List<RegisterReading> readings(BusFleet fleet, Instant start, Instant end) {
        TimeInterval interval = TimeInterval.of(start, end);
        MeterQuery query = new MeterQuery(
                GroupRef.of("nz", "AKL01"), new ManagedScope("mg-7", "grid"), new AssetId("AKL01"), interval, interval);
        return fleet.read(query).toCompletableFuture().join().series().stream()
                .flatMap(series -> ((MeterSeries) series).registers().stream())
                .toList();
    }

    @Property(tries = 50)
    void itNeverDrawsMoreThanTheCircuitHasAvailable(@ForAll long seed, @ForAll @IntRange(max = 900) int kilowatts) {
        BusFleet fleet = fleetAfter(seed, 60, () -> Power.kilowatts(String.valueOf(kilowatts)));
        assertThat(fleet.drawn()).hasSize(60).allMatch(drawn -> drawn.watts() <= kilowatts * 1000L);
    }

    @Property(tries = 50)
    void underZeroItDrawsNothing(@ForAll @LongRange(min = 0, max = 1000) long seed) {
        assertThat(fleetAfter(seed, 60, () -> Power.ZERO).drawn()).allMatch(drawn -> drawn.watts() == 0);
    }

    @Test
    void withoutALimitItWantsSomethingAtAnyHour() {
        for (int hour = 0; hour < 24; hour++) {
            BusFleet fleet = new BusFleet(1, () -> PLENTY);
            fleet.second(T.plusSeconds(3600L * hour));
            assertThat(fleet.drawn().get(0).watts()).isBetween(300_000L, 1_200_000L);
        }
    }

    @Test
    void aFractionOfAWattIsNotDrawn() {
        assertThat(fleetAfter(1, 1, () -> Power.watts("1000.9")).drawn()).containsExactly(new BusFleet.Drawn(T, 1000));
    }

    @Test
    void theSameSeedIsTheSameFleetAndAnotherIsAnother() {
        assertThat(fleetAfter(1, 120, () -> PLENTY).drawn())
                .isEqualTo(fleetAfter(1, 120, () -> PLENTY).drawn())
                .isNotEqualTo(fleetAfter(2, 120, () -> PLENTY).drawn());
    }

    @Test
    void theMeterCountsEachMinuteWhatWasDrawnBefore() {
        BusFleet fleet = fleetAfter(1, 181, () -> Power.kilowatts("60"));
        assertThat(readings(fleet, T, T.plusSeconds(180)))
                .extracting(reading -> reading.at().toString() + " " + reading.register())
                .containsExactly(
                        "2026-01-01T12:00:00Z 0 Wh",
                        "2026-01-01T12:01:00Z 1000 Wh",
                        "2026-01-01T12:02:00Z 2000 Wh",
                        "2026-01-01T12:03:00Z 3000 Wh");
    }

    @Test
    void theMeterIsReadWithBothEndsAndNoFurther() {
        BusFleet fleet = fleetAfter(1, 301, () -> PLENTY);
        assertThat(readings(fleet, T.plusSeconds(60), T.plusSeconds(120)))
                .extracting(RegisterReading::at)
                .containsExactly(T.plusSeconds(60), T.plusSeconds(120));
    }
}
