package com.betterfleet.oscp.message;

/** The body of one OSCP 2.0 request. Immutable; the family is closed. */
public sealed interface OscpMessage
        permits Register,
                Handshake,
                HandshakeAcknowledge,
                Heartbeat,
                UpdateGroupCapacityForecast,
                AdjustGroupCapacityForecast,
                GroupCapacityComplianceError,
                UpdateGroupMeasurements,
                UpdateAssetMeasurements {

    /**
     * Which message this is.
     *
     * @return the action under whose path it is sent
     */
    Action action();
}
