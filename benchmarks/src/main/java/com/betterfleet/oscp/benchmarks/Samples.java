package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.InstantaneousMeasurement;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The two messages that make up nearly all traffic. */
final class Samples {
    private static final int BLOCKS = 96;
    private static final Duration BLOCK = Duration.ofMinutes(15);
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final GroupId GROUP = new GroupId("AKL01");

    private Samples() {}

    /** A day of quarter hours. */
    static UpdateGroupCapacityForecast forecast() {
        return new UpdateGroupCapacityForecast(
                GROUP,
                ForecastType.CONSUMPTION,
                IntStream.range(0, BLOCKS).mapToObj(Samples::block).toList());
    }

    /** A quarter hour of one asset. */
    static UpdateAssetMeasurements measurement() {
        Instant end = MIDNIGHT.plus(BLOCK);
        EnergyMeasurement energy = new EnergyMeasurement(
                new BigDecimal("21.375"),
                Phase.ALL,
                EnergyUnit.KWH,
                EnergyDirection.IMPORT,
                Optional.of(EnergyType.FLEXIBLE),
                end,
                Optional.of(MIDNIGHT));
        InstantaneousMeasurement power =
                new InstantaneousMeasurement(new BigDecimal("85.5"), Phase.ALL, CapacityUnit.KW, end);
        AssetMeasurement asset = new AssetMeasurement(
                new AssetId("AKL01"), AssetCategory.CHARGING, Optional.of(energy), Optional.of(power));
        return new UpdateAssetMeasurements(GROUP, List.of(asset));
    }

    private static ForecastedBlock block(int index) {
        Instant start = MIDNIGHT.plus(BLOCK.multipliedBy(index));
        return new ForecastedBlock(
                new BigDecimal("123.5").add(BigDecimal.valueOf(index)),
                Phase.ALL,
                CapacityUnit.KW,
                start,
                start.plus(BLOCK));
    }
}
