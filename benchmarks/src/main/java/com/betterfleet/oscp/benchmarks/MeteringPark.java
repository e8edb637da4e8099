package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.RegisterReading;
import com.betterfleet.oscp.store.OscpStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Many groups whose meters answer at once, with a register reading a minute, and a utility that takes every measurement at
 * once. A window closes 30 s after its end; the tick after that sends what it has put into the outbox.
 */
final class MeteringPark {
    static final int READINGS = 20;

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");
    private static final HttpReply NO_CONTENT = new HttpReply(204, List.of(), new byte[0]);
    private static final long DRAWN_BEFORE = 5_000_000;

    private final LimitPark park;
    private Instant known = Instant.MIN;
    private MeterReadings readings = new MeterReadings(List.of());
    private long measurements;
    private Runnable onMeasurement = () -> {};

    MeteringPark(int groups, OscpStore store) {
        park = new LimitPark(
                groups, builder -> builder.store(store).meters(this::read).sender(this::send));
        park.open().host().skip(SETTLING);
    }

    /** Time passes until the next tick closes a window of every group. */
    MeteringPark beforeWindowsClose() {
        Duration since = Duration.between(FIRST.plus(SETTLING), park.host().wall());
        Duration left = QUARTER.minusSeconds(since.toSeconds() % QUARTER.toSeconds());
        park.host().skip(left.minusSeconds(3));
        park.host().tick();
        park.host().tick();
        return this;
    }

    TickingHost host() {
        return park.host();
    }

    LimitPark park() {
        return park;
    }

    /** Measurement messages that the utility took. */
    long measurements() {
        return measurements;
    }

    /** Called with each measurement message. */
    void onMeasurement(Runnable listener) {
        onMeasurement = listener;
    }

    private CompletionStage<HttpReply> send(HttpCall call) {
        if (call.uri().getPath().endsWith("_measurements")) {
            measurements++;
            onMeasurement.run();
        }
        return CompletableFuture.completedFuture(NO_CONTENT);
    }

    /** The same for all groups, so that making them costs nothing. */
    private CompletionStage<MeterReadings> read(MeterQuery query) {
        Instant end = query.window().end();
        if (!end.equals(known)) {
            readings = new MeterReadings(List.of(new MeterSeries("main", upTo(end), List.of())));
            known = end;
        }
        return CompletableFuture.completedFuture(readings);
    }

    private static List<RegisterReading> upTo(Instant end) {
        return IntStream.range(0, READINGS)
                .mapToObj(i -> end.minus(Duration.ofMinutes(READINGS - 1L - i)))
                .map(minute -> new RegisterReading(minute, register(minute)))
                .toList();
    }

    private static Energy register(Instant minute) {
        long minutes = Duration.between(FIRST, minute).toMinutes();
        return Energy.wattHours(Long.toString(DRAWN_BEFORE + minutes * 1_234));
    }
}
