package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.Phase;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import javax.annotation.Nullable;

/** What one would write without a codec of one's own: plain records, databind and jsr310, and not one rule checked. */
final class Databind {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    record Forecast(String groupId, ForecastType type, List<Block> forecastedBlocks) {}

    record Block(BigDecimal capacity, Phase phase, CapacityUnit unit, Instant startTime, Instant endTime) {}

    record Measurements(String groupId, List<Asset> measurements) {}

    record Asset(
            String assetId,
            AssetCategory assetCategory,
            @Nullable Energy energyMeasurement,
            @Nullable Moment instantaneousMeasurement) {}

    record Energy(
            BigDecimal value,
            Phase phase,
            EnergyUnit unit,
            EnergyDirection direction,
            @Nullable EnergyType energyType,
            Instant measureTime,
            @Nullable Instant initialMeasureTime) {}

    record Moment(BigDecimal value, Phase phase, CapacityUnit unit, Instant measureTime) {}

    private final ObjectReader reader;
    private final ObjectWriter writer;

    Databind(Class<? extends Record> type) {
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    Object read(byte[] body) throws IOException {
        return reader.readValue(body);
    }

    byte[] write(Object message) throws IOException {
        return writer.writeValueAsBytes(message);
    }
}
