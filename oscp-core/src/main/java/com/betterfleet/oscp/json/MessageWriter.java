package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.AdjustGroupCapacityForecast;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupCapacityComplianceError;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Register;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import com.betterfleet.oscp.message.VersionUrl;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes messages; {@link MeasurementWriter} has the parts of the measurement messages. */
final class MessageWriter {
    static final SerializableString GROUP_ID = Output.name("group_id");
    static final SerializableString PHASE = Output.name("phase");
    static final SerializableString UNIT = Output.name("unit");
    private static final SerializableString TOKEN = Output.name("token");
    private static final SerializableString VERSION_URL = Output.name("version_url");
    private static final SerializableString VERSION = Output.name("version");
    private static final SerializableString BASE_URL = Output.name("base_url");
    private static final SerializableString REQUIRED_BEHAVIOUR = Output.name("required_behaviour");
    private static final SerializableString HEARTBEAT_INTERVAL = Output.name("heartbeat_interval");
    private static final SerializableString MEASUREMENT_CONFIGURATION = Output.name("measurement_configuration");
    private static final SerializableString OFFLINE_MODE_AT = Output.name("offline_mode_at");
    private static final SerializableString TYPE = Output.name("type");
    private static final SerializableString MESSAGE = Output.name("message");
    private static final SerializableString FORECASTED_BLOCKS = Output.name("forecasted_blocks");
    private static final SerializableString CAPACITY = Output.name("capacity");
    private static final SerializableString START_TIME = Output.name("start_time");
    private static final SerializableString END_TIME = Output.name("end_time");

    private MessageWriter() {}

    static void write(JsonGenerator json, OscpMessage message) throws IOException {
        Output out = new Output(json);
        json.writeStartObject();
        switch (message.action()) {
            case REGISTER -> register(out, (Register) message);
            case HANDSHAKE -> behaviour(out, ((Handshake) message).requiredBehaviour());
            case HANDSHAKE_ACKNOWLEDGE -> behaviour(out, ((HandshakeAcknowledge) message).requiredBehaviour());
            case HEARTBEAT -> out.time(OFFLINE_MODE_AT, ((Heartbeat) message).offlineModeAt());
            case UPDATE_GROUP_CAPACITY_FORECAST -> update(out, (UpdateGroupCapacityForecast) message);
            case ADJUST_GROUP_CAPACITY_FORECAST -> adjust(out, (AdjustGroupCapacityForecast) message);
            case GROUP_CAPACITY_COMPLIANCE_ERROR -> error(out, (GroupCapacityComplianceError) message);
            case UPDATE_GROUP_MEASUREMENTS -> MeasurementWriter.group(out, (UpdateGroupMeasurements) message);
            case UPDATE_ASSET_MEASUREMENTS -> MeasurementWriter.assets(out, (UpdateAssetMeasurements) message);
        }
        json.writeEndObject();
    }

    private static void register(Output out, Register message) throws IOException {
        out.text(TOKEN, message.token().value());
        out.json().writeFieldName(VERSION_URL);
        out.json().writeStartArray();
        for (VersionUrl entry : message.versionUrl()) {
            out.json().writeStartObject();
            out.text(VERSION, entry.version());
            out.text(BASE_URL, entry.baseUrl().toString());
            out.json().writeEndObject();
        }
        out.json().writeEndArray();
    }

    private static void behaviour(Output out, Optional<RequiredBehaviour> wanted) throws IOException {
        if (wanted.isEmpty()) {
            return;
        }
        out.json().writeFieldName(REQUIRED_BEHAVIOUR);
        out.json().writeStartObject();
        if (wanted.get().heartbeatInterval().isPresent()) {
            out.number(HEARTBEAT_INTERVAL, wanted.get().heartbeatInterval().get());
        }
        out.json().writeFieldName(MEASUREMENT_CONFIGURATION);
        out.json().writeStartArray();
        for (MeasurementConfiguration configuration : wanted.get().measurementConfiguration()) {
            out.json().writeString(configuration.name());
        }
        out.json().writeEndArray();
        out.json().writeEndObject();
    }

    private static void update(Output out, UpdateGroupCapacityForecast message) throws IOException {
        forecast(out, message.groupId(), message.type(), message.forecastedBlocks());
    }

    private static void adjust(Output out, AdjustGroupCapacityForecast message) throws IOException {
        forecast(out, message.groupId(), message.type(), message.forecastedBlocks());
    }

    private static void forecast(Output out, GroupId group, ForecastType type, List<ForecastedBlock> blocks)
            throws IOException {
        out.text(GROUP_ID, group.value());
        out.word(TYPE, type);
        blocks(out, blocks);
    }

    private static void error(Output out, GroupCapacityComplianceError message) throws IOException {
        out.text(MESSAGE, message.message());
        if (!message.forecastedBlocks().isEmpty()) {
            blocks(out, message.forecastedBlocks());
        }
    }

    private static void blocks(Output out, List<ForecastedBlock> blocks) throws IOException {
        out.json().writeFieldName(FORECASTED_BLOCKS);
        out.json().writeStartArray();
        for (ForecastedBlock block : blocks) {
            out.json().writeStartObject();
            out.number(CAPACITY, block.capacity());
            out.word(PHASE, block.phase());
            out.word(UNIT, block.unit());
            out.time(START_TIME, block.startTime());
            out.time(END_TIME, block.endTime());
            out.json().writeEndObject();
        }
        out.json().writeEndArray();
    }
}
