package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.metering.RegisterReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A meter under which the depot has always drawn 60 kW: a kilowatt hour a minute, read each minute. */
final class FieldMeter implements MeterSource {
    private final Supplier<Instant> now;
    private boolean throwing;
    private int reads;

    FieldMeter(Supplier<Instant> now) {
        this.now = now;
    }

    void throwing(boolean isThrowing) {
        throwing = isThrowing;
    }

    int reads() {
        return reads;
    }

    @Override
    public CompletionStage<MeterReadings> read(MeterQuery query) {
        reads++;
        if (throwing) {
            throw new IllegalStateException("the meter is out of reach");
        }
        List<RegisterReading> readings = new ArrayList<>();
        Instant minute = query.wanted().start();
        for (; !minute.isAfter(query.wanted().end()) && !minute.isAfter(now.get()); minute = minute.plusSeconds(60)) {
            readings.add(new RegisterReading(
                    minute, Energy.wattHours(Long.toString((minute.getEpochSecond() - 1_700_000_000L) / 60 * 1000))));
        }
        return CompletableFuture.completedFuture(
                new MeterReadings(List.of(new MeterSeries("depot-main", readings, List.of()))));
    }
}
