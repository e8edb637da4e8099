package com.betterfleet.oscp.json;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The named departures from OSCP 2.0 that a reader may be told to take. Each stands for the shape in which some existing
 * implementation writes; none of them changes what is written by us. Using one is reported with the message.
 */
public enum Tolerance {
    /**
     * {@code heartbeat_interval} and {@code measurement_configuration} at the top level of Handshake and
     * HandshakeAcknowledge instead of inside {@code required_behaviour}: a TypeScript SDK, a utility's published profile.
     */
    FLAT_HANDSHAKE,
    /** A HandshakeAcknowledge whose body is {@code {}}: a utility's published profile. */
    EMPTY_ACKNOWLEDGEMENT,
    /**
     * A HandshakeAcknowledge that says something, but no {@code measurement_configuration}: a Python implementation, a
     * Java Flexibility Provider. The set is then empty.
     */
    ACKNOWLEDGEMENT_WITHOUT_MEASUREMENT_CONFIGURATION,
    /**
     * {@code handshake_acknowledgment} (a Python implementation) or {@code handshake_acknowledgement} as the path segment
     * of HandshakeAcknowledge.
     */
    ACKNOWLEDGEMENT_PATH_SPELLING,
    /** {@code capacity} of a block as a JSON string that holds a JSON number: a TypeScript SDK. */
    CAPACITY_AS_TEXT,
    /** A whole {@code heartbeat_interval} written with a fraction or an exponent, {@code 60.0} for 60: a Java implementation. */
    WHOLE_INTERVAL_WITH_FRACTION,
    /** Properties that the standard does not know; they are skipped. Everybody, sooner or later. */
    UNKNOWN_PROPERTIES,
    /** {@code null} for an optional property that is absent, as many serializers write it. Never for a required one. */
    NULL_FOR_ABSENT,
    /**
     * Times without an offset, read as local time of a named zone: a Python implementation's heartbeats. In force only
     * with a zone, and never part of {@link #all()}. Where clocks go back an ambiguous time is the earlier instant; where
     * they go forward a time that does not exist is moved by the length of the gap.
     */
    NAIVE_LOCAL_TIME;

    /**
     * Every tolerance that needs no further setting.
     *
     * @return all but {@link #NAIVE_LOCAL_TIME}, unmodifiable
     */
    public static Set<Tolerance> all() {
        return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(NAIVE_LOCAL_TIME)));
    }

    /**
     * No tolerance: strict reading.
     *
     * @return the empty set, unmodifiable
     */
    public static Set<Tolerance> none() {
        return Set.of();
    }
}
