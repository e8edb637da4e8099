package com.betterfleet.oscp.message;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The messages of OSCP 2.0 by the last segment of their path: {@code {base_url}/{action}}. */
public enum Action {
    /** {@link Register}. */
    REGISTER("register", Register.class),
    /** {@link Handshake}. */
    HANDSHAKE("handshake", Handshake.class),
    /** {@link HandshakeAcknowledge}. */
    HANDSHAKE_ACKNOWLEDGE("handshake_acknowledge", HandshakeAcknowledge.class),
    /** {@link Heartbeat}. */
    HEARTBEAT("heartbeat", Heartbeat.class),
    /** {@link UpdateGroupCapacityForecast}. */
    UPDATE_GROUP_CAPACITY_FORECAST("update_group_capacity_forecast", UpdateGroupCapacityForecast.class),
    /** {@link AdjustGroupCapacityForecast}. */
    ADJUST_GROUP_CAPACITY_FORECAST("adjust_group_capacity_forecast", AdjustGroupCapacityForecast.class),
    /** {@link GroupCapacityComplianceError}. */
    GROUP_CAPACITY_COMPLIANCE_ERROR("group_capacity_compliance_error", GroupCapacityComplianceError.class),
    /** {@link UpdateGroupMeasurements}. */
    UPDATE_GROUP_MEASUREMENTS("update_group_measurements", UpdateGroupMeasurements.class),
    /** {@link UpdateAssetMeasurements}. */
    UPDATE_ASSET_MEASUREMENTS("update_asset_measurements", UpdateAssetMeasurements.class);

    private static final Map<String, Action> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Action::path, Function.identity()));

    private final String path;
    private final Class<? extends OscpMessage> messageType;

    Action(String path, Class<? extends OscpMessage> messageType) {
        this.path = path;
        this.messageType = messageType;
    }

    /**
     * The path segment by the standard; a profile may override it.
     *
     * @return for example {@code update_group_capacity_forecast}, without slashes
     */
    public String path() {
        return path;
    }

    /**
     * The type of the message's body.
     *
     * @return a record class
     */
    public Class<? extends OscpMessage> messageType() {
        return messageType;
    }

    /**
     * The action of a path segment, by the standard's spelling and case only.
     *
     * @param segment one path segment without slashes
     * @return the action, or empty if the standard knows none of that name
     */
    public static Optional<Action> ofPath(String segment) {
        return Optional.ofNullable(BY_PATH.get(segment));
    }
}
