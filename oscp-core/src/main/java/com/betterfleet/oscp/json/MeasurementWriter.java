package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.InstantaneousMeasurement;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;

/** Writes the messages that carry measurements. */
final class MeasurementWriter {
    private static final SerializableString MEASUREMENTS = Output.name("measurements");
    private static final SerializableString VALUE = Output.name("value");
    private static final SerializableString DIRECTION = Output.name("direction");
    private static final SerializableString ENERGY_TYPE = Output.name("energy_type");
    private static final SerializableString MEASURE_TIME = Output.name("measure_time");
    private static final SerializableString INITIAL_MEASURE_TIME = Output.name("initial_measure_time");
    private static final SerializableString ASSET_ID = Output.name("asset_id");
    private static final SerializableString ASSET_CATEGORY = Output.name("asset_category");
    private static final SerializableString ENERGY_MEASUREMENT = Output.name("energy_measurement");
    private static final SerializableString INSTANTANEOUS_MEASUREMENT = Output.name("instantaneous_measurement");

    private MeasurementWriter() {}

    static void group(Output out, UpdateGroupMeasurements message) throws IOException {
        out.text(MessageWriter.GROUP_ID, message.groupId().value());
        out.json().writeFieldName(MEASUREMENTS);
        out.json().writeStartArray();
        for (EnergyMeasurement measurement : message.measurements()) {
            energy(out, measurement);
        }
        out.json().writeEndArray();
    }

    static void assets(Output out, UpdateAssetMeasurements message) throws IOException {
        out.text(MessageWriter.GROUP_ID, message.groupId().value());
        out.json().writeFieldName(MEASUREMENTS);
        out.json().writeStartArray();
        for (AssetMeasurement measurement : message.measurements()) {
            asset(out, measurement);
        }
        out.json().writeEndArray();
    }

    private static void asset(Output out, AssetMeasurement measurement) throws IOException {
        out.json().writeStartObject();
        out.text(ASSET_ID, measurement.assetId().value());
        out.word(ASSET_CATEGORY, measurement.assetCategory());
        if (measurement.energyMeasurement().isPresent()) {
            out.json().writeFieldName(ENERGY_MEASUREMENT);
            energy(out, measurement.energyMeasurement().get());
        }
        if (measurement.instantaneousMeasurement().isPresent()) {
            out.json().writeFieldName(INSTANTANEOUS_MEASUREMENT);
            instantaneous(out, measurement.instantaneousMeasurement().get());
        }
        out.json().writeEndObject();
    }

    private static void energy(Output out, EnergyMeasurement measurement) throws IOException {
        out.json().writeStartObject();
        out.number(VALUE, measurement.value());
        out.word(MessageWriter.PHASE, measurement.phase());
        out.word(MessageWriter.UNIT, measurement.unit());
        out.word(DIRECTION, measurement.direction());
        if (measurement.energyType().isPresent()) {
            out.word(ENERGY_TYPE, measurement.energyType().get());
        }
        out.time(MEASURE_TIME, measurement.measureTime());
        if (measurement.initialMeasureTime().isPresent()) {
            out.time(INITIAL_MEASURE_TIME, measurement.initialMeasureTime().get());
        }
        out.json().writeEndObject();
    }

    private static void instantaneous(Output out, InstantaneousMeasurement measurement) throws IOException {
        out.json().writeStartObject();
        out.number(VALUE, measurement.value());
        out.word(MessageWriter.PHASE, measurement.phase());
        out.word(MessageWriter.UNIT, measurement.unit());
        out.time(MEASURE_TIME, measurement.measureTime());
        out.json().writeEndObject();
    }
}
