package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One group's metering through some windows, made of a number: most lives have at most twelve windows, one in twenty a day, and
 * all begin shortly before the clocks of New Zealand change. The host answers at once, slowly, never or with a failure, the
 * process starts anew now and then, and the machine's clock is set.
 */
final class MeterLife {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final List<Instant> STARTS = Stream.of("2026-04-04", "2026-09-26", "2027-04-03", "2027-09-25")
            .map(day -> Instant.parse(day + "T12:30:00Z"))
            .toList();

    final Instant start;
    final int windows;
    final boolean late;
    final List<MeterHistory> meters;
    final Bench bench;
    private final Random random;
    private Instant now;

    /** What was sent of one window, in kilowatt-hours as on the wire. */
    record Sent(TimeInterval window, BigDecimal energy) {}

    MeterLife(long number) {
        random = new Random(number);
        start = STARTS.get(random.nextInt(STARTS.size()));
        windows = random.nextInt(20) == 0 ? 96 : 1 + random.nextInt(12);
        late = random.nextBoolean();
        meters = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> new MeterHistory("m" + i, random.nextLong(), start, windows, late))
                .toList();
        bench = new Bench(MeteringSamples.QUARTERS, start);
        now = bench.record.nextDue().orElseThrow();
        run(start.plus(QUARTER.multipliedBy(windows)));
    }

    private void run(Instant end) {
        while (bench.record.closedThrough().isBefore(end)) {
            trouble();
            bench.step(now, new MeteringInput.Due());
            while (!bench.reads().isEmpty() && bench.record.closedThrough().isBefore(end)) {
                now = now.plusMillis(random.nextInt(2000));
                answer(bench.reads().get(0), random.nextInt(12));
            }
            Instant next = bench.record.nextDue().orElseThrow();
            now = next.isAfter(now) ? next : now;
        }
    }

    private void trouble() {
        if (random.nextInt(20) == 0) {
            bench.step(now, new MeteringInput.Restarted());
        }
        if (random.nextInt(30) == 0) {
            Duration by = Duration.ofSeconds(random.nextInt(1200) - 600);
            now = now.plus(by);
            bench.step(now, new MeteringInput.ClockStepped(by));
        }
    }

    private void answer(MeterQuery query, int mood) {
        if (mood == 0) {
            bench.last = List.of();
        } else if (mood == 1) {
            bench.step(now, new MeteringInput.ReadFailed(query.window(), "offline"));
        } else {
            List<MeterSeries> series = meters.stream()
                    .map(meter -> meter.answer(query.wanted(), now))
                    .toList();
            bench.step(now, new MeteringInput.ReadingsArrived(query.window(), new MeterReadings(series)));
            List<MeteringEffect> done = bench.last;
            bench.record.sent().keySet().forEach(id -> bench.acknowledge(now, new RequestId(id)));
            bench.last = done;
        }
    }

    List<Sent> sent() {
        return bench.sent().stream().map(MeterLife::sent).toList();
    }

    private static Sent sent(MeteringEffect.Enqueue enqueue) {
        AssetMeasurement asset =
                ((UpdateAssetMeasurements) enqueue.message()).measurements().get(0);
        EnergyMeasurement energy = asset.energyMeasurement().orElseThrow();
        return new Sent(
                TimeInterval.of(energy.initialMeasureTime().orElseThrow(), energy.measureTime()), energy.value());
    }

    /** The windows that were sent, in runs without a hole. */
    List<List<Sent>> runs() {
        List<List<Sent>> runs = new ArrayList<>();
        Instant end = Instant.MIN;
        for (Sent sent : sent()) {
            if (!sent.window().start().equals(end)) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(sent);
            end = sent.window().end();
        }
        return runs;
    }

    /** Where every window of the life began. */
    List<Instant> due() {
        return IntStream.range(0, windows)
                .mapToObj(i -> start.plus(QUARTER.multipliedBy(i)))
                .toList();
    }

    /** Where each began that was sent or passed over with an event. */
    List<Instant> accountedFor() {
        return Stream.of(
                        sent().stream().map(sent -> sent.window().start()),
                        bench.events(MeteringEvent.WindowParked.class).stream().map(MeteringEvent.WindowParked::start),
                        bench.events(MeteringEvent.WindowDropped.class).stream()
                                .map(MeteringEvent.WindowDropped::start))
                .flatMap(starts -> starts)
                .sorted()
                .toList();
    }
}
