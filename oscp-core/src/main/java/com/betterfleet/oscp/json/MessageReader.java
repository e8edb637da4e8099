package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.AdjustGroupCapacityForecast;
import com.betterfleet.oscp.message.GroupCapacityComplianceError;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Register;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import java.io.IOException;
import java.util.Map;
import javax.annotation.Nullable;

/** Reads the object at the cursor as one kind of message; null after a complaint. */
interface MessageReader {
    /** The reader of each kind. */
    Map<Class<? extends OscpMessage>, MessageReader> ALL = Map.of(
            Register.class, RegisterReader::register,
            Handshake.class, HandshakeReader::handshake,
            HandshakeAcknowledge.class, HandshakeReader::acknowledge,
            Heartbeat.class, HandshakeReader::heartbeat,
            UpdateGroupCapacityForecast.class, ForecastReader::update,
            AdjustGroupCapacityForecast.class, ForecastReader::adjust,
            GroupCapacityComplianceError.class, ForecastReader::complianceError,
            UpdateGroupMeasurements.class, MeasurementReader::group,
            UpdateAssetMeasurements.class, MeasurementReader::assets);

    @Nullable
    OscpMessage read(BodyReader in) throws IOException;
}
