package com.betterfleet.oscp.metering;

import static com.betterfleet.oscp.metering.MeteringSamples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/**
 * Protocol, measurements: over each run of consecutive windows that were sent the energies add up exactly to the difference
 * of the registers, whatever the meters and the host do.
 */
class MeteringConservationPropertiesTest {
    /** What was sent of one window, in kilowatt-hours as on the wire. */
    private record Sent(TimeInterval window, BigDecimal energy) {}

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void energiesOfARunAddUpToTheRegisterDifference(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int meters,
            @ForAll @IntRange(min = 1, max = 12) int n) {
        List<MeterHistory> histories = histories(seed, meters, n, false);
        Bench bench = run(histories, n, new Random(seed));
        for (List<Sent> run : runs(bench)) {
            BigDecimal difference = BigDecimal.ZERO;
            for (MeterHistory history : histories) {
                TimeInterval span = span(run);
                assertThat(history.onlyCountsUp(span))
                        .as("no reset within %s", span)
                        .isTrue();
                difference = difference
                        .add(oracle(history, span.end()).wattHours())
                        .subtract(oracle(history, span.start()).wattHours());
            }
            assertThat(sum(run)).isEqualByComparingTo(difference.movePointLeft(3));
        }
        Statistics.label("windows sent of those due").collect(share(bench, n));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void lateDataCannotUnbalanceARunBetweenTwoReadings(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int n) {
        MeterHistory history = histories(seed, 1, n, true).get(0);
        Bench bench = run(List.of(history), n, new Random(seed));
        for (List<Sent> run : runs(bench)) {
            Instant start = run.get(0).window().end();
            Instant end = span(run).end();
            boolean read = bench.readBoundaries.contains(start) && bench.readBoundaries.contains(end);
            Statistics.label("run between two readings").collect(read && end.isAfter(start));
            if (read) {
                Energy difference = history.truth.get(end).minus(history.truth.get(start));
                assertThat(sum(run.subList(1, run.size()))).isEqualByComparingTo(difference.inKilowattHours());
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everyWindowIsSentOnceOrPassedOverLoudly(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int n,
            @ForAll @IntRange(min = 1, max = 3) int meters) {
        Bench bench = run(histories(seed, meters, n, true), n, new Random(seed));
        List<Instant> starts = Stream.concat(
                        sent(bench).stream().map(sent -> sent.window().start()),
                        bench.events(GroupEvent.WindowParked.class).stream().map(GroupEvent.WindowParked::start))
                .sorted()
                .toList();
        List<Instant> all = IntStream.range(0, n)
                .mapToObj(i -> T0.plus(Duration.ofMinutes(15L * i)))
                .toList();
        assertThat(starts).isEqualTo(all);
        assertThat(sent(bench)).allSatisfy(sent -> assertThat(sent.energy()).isNotNegative());
        assertThat(sent(bench)).extracting(sent -> sent.window().start()).isSorted();
        assertThat(bench.sent()).extracting(MeteringEffect.Enqueue::id).doesNotHaveDuplicates();
    }

    private static List<MeterHistory> histories(long seed, int meters, int windows, boolean late) {
        return IntStream.range(0, meters)
                .mapToObj(i -> new MeterHistory("m" + i, seed + i, windows, late))
                .toList();
    }

    /** A host that answers at once, slowly, never or with a failure, and a process that restarts now and then. */
    private static Bench run(List<MeterHistory> histories, int windows, Random random) {
        Bench bench = Bench.quarters();
        Instant end = T0.plus(Duration.ofMinutes(15L * windows));
        Instant now = bench.record.nextDue().orElseThrow();
        while (bench.record.closedThrough().isBefore(end)) {
            bench.step(now, random.nextInt(20) == 0 ? new MeteringInput.Restarted() : new MeteringInput.Due());
            while (!bench.reads().isEmpty() && bench.record.closedThrough().isBefore(end)) {
                now = now.plusMillis(random.nextInt(2000));
                answer(bench, bench.reads().get(0), histories, now, random.nextInt(12));
            }
            Instant next = bench.record.nextDue().orElseThrow();
            now = next.isAfter(now) ? next : now;
        }
        return bench;
    }

    private static void answer(Bench bench, MeterQuery query, List<MeterHistory> histories, Instant now, int mood) {
        if (mood == 0) {
            bench.last = List.of();
        } else if (mood == 1) {
            bench.step(now, new MeteringInput.ReadFailed(query.window(), "offline"));
        } else {
            List<MeterSeries> series = histories.stream()
                    .map(history -> history.answer(query.wanted(), now))
                    .toList();
            bench.step(now, new MeteringInput.ReadingsArrived(query.window(), new MeterReadings(series)));
        }
    }

    private static List<Sent> sent(Bench bench) {
        return bench.sent().stream()
                .map(MeteringConservationPropertiesTest::sent)
                .toList();
    }

    private static Sent sent(MeteringEffect.Enqueue enqueue) {
        AssetMeasurement asset =
                ((UpdateAssetMeasurements) enqueue.message()).measurements().get(0);
        EnergyMeasurement energy = asset.energyMeasurement().orElseThrow();
        return new Sent(
                TimeInterval.of(energy.initialMeasureTime().orElseThrow(), energy.measureTime()), energy.value());
    }

    private static List<List<Sent>> runs(Bench bench) {
        List<List<Sent>> runs = new ArrayList<>();
        Instant end = Instant.MIN;
        for (Sent sent : sent(bench)) {
            if (!sent.window().start().equals(end)) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(sent);
            end = sent.window().end();
        }
        return runs;
    }

    private static TimeInterval span(List<Sent> run) {
        return TimeInterval.of(
                run.get(0).window().start(), run.get(run.size() - 1).window().end());
    }

    private static BigDecimal sum(List<Sent> run) {
        return run.stream().map(Sent::energy).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String share(Bench bench, int windows) {
        int sent = bench.sent().size();
        return sent == 0 ? "none" : sent == windows ? "all" : "some";
    }

    /** The register at a boundary by the book: read, or in proportion between its two neighbours. */
    private static Energy oracle(MeterHistory history, Instant boundary) {
        Energy read = history.truth.get(boundary);
        if (read != null) {
            return read;
        }
        Instant from = history.truth.lowerKey(boundary);
        Instant to = history.truth.higherKey(boundary);
        BigDecimal low = history.truth.get(from).wattHours();
        BigDecimal high = history.truth.get(to).wattHours();
        BigDecimal share = high.subtract(low)
                .multiply(BigDecimal.valueOf(Duration.between(from, boundary).toMillis()))
                .divide(
                        BigDecimal.valueOf(Duration.between(from, to).toMillis()),
                        Math.max(3, Math.max(low.scale(), high.scale())),
                        RoundingMode.HALF_UP);
        return Energy.wattHours(low.add(share));
    }
}
