package com.betterfleet.oscp.json;

import static com.betterfleet.oscp.json.Bodies.GOOD_BLOCK;
import static com.betterfleet.oscp.json.Bodies.STRICT;
import static com.betterfleet.oscp.json.Bodies.TOLERANT;
import static com.betterfleet.oscp.json.Bodies.capacity;
import static com.betterfleet.oscp.json.Bodies.forecast;
import static com.betterfleet.oscp.json.Bodies.refused;
import static com.betterfleet.oscp.json.Bodies.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.GroupCapacityComplianceError;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules on tolerant reading: each named departure is taken where it is tolerated, reported, and refused elsewhere. */
class TolerancesTest {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    @Test
    void flatHandshakeAsATypeScriptSdkWritesIt() {
        String body = "{'heartbeat_interval':60,'measurement_configuration':['CONTINUOUS']}";
        var wanted =
                new RequiredBehaviour(Optional.of(BigDecimal.valueOf(60)), Set.of(MeasurementConfiguration.CONTINUOUS));
        assertNeeds(Tolerance.FLAT_HANDSHAKE, Handshake.of(wanted), body);
        assertNeeds(Tolerance.FLAT_HANDSHAKE, HandshakeAcknowledge.of(wanted), body);
    }

    @Test
    void flatHandshakeIsNeverDroppedAsUnknown() {
        OscpCodec codec = OscpCodec.of(Set.of(Tolerance.UNKNOWN_PROPERTIES), Optional.empty());
        assertThat(refused(
                        codec, Handshake.class, "{'heartbeat_interval':60,'measurement_configuration':['CONTINUOUS']}"))
                .containsExactly("heartbeat_interval: belongs inside required_behaviour");
    }

    @Test
    void flatAndNestedAtOnceIsRefused() {
        String body =
                "{'required_behaviour':{'measurement_configuration':['CONTINUOUS']},'measurement_configuration':['INTERMITTENT']}";
        assertThat(refused(TOLERANT, Handshake.class, body))
                .containsExactly("measurement_configuration: belongs inside required_behaviour");
    }

    @Test
    void flatHandshakeStillNeedsItsConfiguration() {
        assertThat(refused(TOLERANT, Handshake.class, "{'heartbeat_interval':60}"))
                .containsExactly("measurement_configuration: is missing");
    }

    @Test
    void emptyAcknowledgementAsAUtilitysProfileWritesIt() {
        assertNeeds(Tolerance.EMPTY_ACKNOWLEDGEMENT, new HandshakeAcknowledge(Optional.empty()), "{}");
        assertThat(refused(STRICT, HandshakeAcknowledge.class, "{}")).containsExactly("required_behaviour: is missing");
    }

    @Test
    void emptyHandshakeNeedsNoTolerance() {
        assertThat(taken(STRICT, Handshake.class, "{}").value()).isEqualTo(new Handshake(Optional.empty()));
    }

    @Test
    void acknowledgementWithoutConfigurationAsAPythonPeerWritesIt() {
        var intervalOnly = new RequiredBehaviour(Optional.of(BigDecimal.valueOf(60)), Set.of());
        assertNeeds(
                Tolerance.ACKNOWLEDGEMENT_WITHOUT_MEASUREMENT_CONFIGURATION,
                HandshakeAcknowledge.of(intervalOnly),
                "{'required_behaviour':{'heartbeat_interval':60}}");
        assertThat(refused(TOLERANT, Handshake.class, "{'required_behaviour':{'heartbeat_interval':60}}"))
                .containsExactly("required_behaviour.measurement_configuration: is missing");
    }

    @Test
    void wholeIntervalWithFractionAsAJavaPeerWritesIt() {
        var minute =
                new RequiredBehaviour(Optional.of(BigDecimal.valueOf(60)), Set.of(MeasurementConfiguration.CONTINUOUS));
        assertNeeds(
                Tolerance.WHOLE_INTERVAL_WITH_FRACTION,
                Handshake.of(minute),
                "{'required_behaviour':{'heartbeat_interval':60.0,'measurement_configuration':['CONTINUOUS']}}");
        // A scale of zero remains of 61.0 and of 60.0 one below, 6E+1: both are whole.
        for (String whole : List.of("60.0", "61.0", "6.1e1")) {
            String body = "{'required_behaviour':{'heartbeat_interval':" + whole
                    + ",'measurement_configuration':['CONTINUOUS']}}";
            assertThat(refused(STRICT, Handshake.class, body))
                    .containsExactly("required_behaviour.heartbeat_interval: \"" + whole
                            + "\" is a whole number and must be written as one");
        }
        String fractional =
                "{'required_behaviour':{'heartbeat_interval':60.5,'measurement_configuration':['CONTINUOUS']}}";
        assertThat(taken(STRICT, Handshake.class, fractional).tolerancesUsed()).isEmpty();
    }

    @Test
    void otherSpellingsOfTheAcknowledgementsPath() {
        for (String segment : List.of("handshake_acknowledgment", "handshake_acknowledgement")) {
            assertThat(TOLERANT.decodeAction(segment))
                    .isEqualTo(new DecodeResult.Decoded<>(
                            Action.HANDSHAKE_ACKNOWLEDGE, Set.of(Tolerance.ACKNOWLEDGEMENT_PATH_SPELLING)));
            assertThat(STRICT.decodeAction(segment)).isInstanceOf(DecodeResult.Refused.class);
        }
    }

    @Test
    void standardPathsNeedNoToleranceAndOthersAreUnknown() {
        for (Action action : Action.values()) {
            assertThat(STRICT.decodeAction(action.path())).isEqualTo(new DecodeResult.Decoded<>(action, Set.of()));
        }
        assertThat(TOLERANT.decodeAction("Handshake\n"))
                .isEqualTo(new DecodeResult.Refused<>(
                        List.of(new Violation("", "\"Handshake\\u000a\" is not the path of an OSCP 2.0 message"))));
    }

    @Test
    void capacityAsTextAsATypeScriptSdkWritesIt() {
        var plain = taken(STRICT, UpdateGroupCapacityForecast.class, capacity("12.5"))
                .value();
        assertNeeds(Tolerance.CAPACITY_AS_TEXT, plain, capacity("'12.5'"));
        for (String text :
                List.of("''", "' 1'", "'+1'", "'0x1'", "'NaN'", "'1,5'", "'.5'", "'1.'", "'01'", "'\u0661'")) {
            assertThat(refused(TOLERANT, UpdateGroupCapacityForecast.class, capacity(text)))
                    .singleElement()
                    .asString()
                    .startsWith("forecasted_blocks[0].capacity: must be a number, is the text");
        }
        assertThat(refused(TOLERANT, UpdateGroupCapacityForecast.class, capacity("'-1'")))
                .containsExactly("forecasted_blocks[0].capacity: -1 is below 0");
    }

    @Test
    void otherNumbersAsTextAreNeverTaken() {
        String body =
                "{'group_id':'G','measurements':[{'asset_id':'A','asset_category':'CHARGING','instantaneous_measurement':"
                        + "{'value':'1','phase':'ALL','unit':'KW','measure_time':'2026-01-01T10:00:00Z'}}]}";
        assertThat(refused(TOLERANT, UpdateAssetMeasurements.class, body))
                .containsExactly("measurements[0].instantaneous_measurement.value: must be a number, is a text");
    }

    @Test
    void unknownPropertiesAtEveryDepth() {
        var plain = taken(STRICT, UpdateGroupCapacityForecast.class, forecast(GOOD_BLOCK))
                .value();
        String body = forecast(GOOD_BLOCK.replace("}", ",'x_note':[{'a':[1,null,{}]}]}"))
                .replace("'type'", "'x':true,'type'");
        assertNeeds(Tolerance.UNKNOWN_PROPERTIES, plain, body);
        assertThat(refused(STRICT, UpdateGroupCapacityForecast.class, body))
                .containsExactly(
                        "x: is not a property of OSCP 2.0",
                        "forecasted_blocks[0].x_note: is not a property of OSCP 2.0");
    }

    @Test
    void nullForAnAbsentOptionalProperty() {
        assertNeeds(
                Tolerance.NULL_FOR_ABSENT,
                new GroupCapacityComplianceError("x", List.of()),
                "{'message':'x','forecasted_blocks':null}");
        assertThat(refused(TOLERANT, GroupCapacityComplianceError.class, "{'message':null}"))
                .containsExactly("message: is null, a value is required");
    }

    @Test
    void naiveTimesAsAPythonPeerWritesThem() {
        OscpCodec codec = OscpCodec.of(EnumSet.of(Tolerance.NAIVE_LOCAL_TIME), Optional.of(AUCKLAND));
        // NZDT is 13 hours ahead of UTC; isoformat() gives microseconds, or none when they are zero.
        assertThat(taken(codec, Heartbeat.class, "{'offline_mode_at':'2026-01-01T23:00:00.123456'}"))
                .isEqualTo(new DecodeResult.Decoded<>(
                        new Heartbeat(Instant.parse("2026-01-01T10:00:00.123Z")), Set.of(Tolerance.NAIVE_LOCAL_TIME)));
        assertThat(taken(codec, Heartbeat.class, "{'offline_mode_at':'2026-01-01T23:00:00+13:00'}")
                        .tolerancesUsed())
                .isEmpty();
        assertThat(refused(codec, Heartbeat.class, "{'offline_mode_at':'2026-02-30T23:00:00'}"))
                .hasSize(1);
    }

    @Test
    void naiveTimesAreEarlierWhereAmbiguousAndMovedOnWhereTheyDoNotExist() {
        OscpCodec codec = OscpCodec.of(EnumSet.of(Tolerance.NAIVE_LOCAL_TIME), Optional.of(AUCKLAND));
        // Clocks go back at 03:00 NZDT on 5 April 2026 (02:30 is 13:30Z, then 14:30Z) and forward at 02:00 NZST on
        // 27 September 2026 (02:30 does not exist; 03:30 NZDT is 14:30Z).
        assertThat(taken(codec, Heartbeat.class, "{'offline_mode_at':'2026-04-05T02:30:00'}")
                        .value())
                .isEqualTo(new Heartbeat(Instant.parse("2026-04-04T13:30:00Z")));
        assertThat(taken(codec, Heartbeat.class, "{'offline_mode_at':'2026-09-27T02:30:00'}")
                        .value())
                .isEqualTo(new Heartbeat(Instant.parse("2026-09-26T14:30:00Z")));
    }

    @Test
    void naiveTimesAreNotPartOfAllAndNeedBothNameAndZone() {
        String body = "{'offline_mode_at':'2026-01-01T23:00:00'}";
        assertThat(Tolerance.all()).hasSize(Tolerance.values().length - 1).doesNotContain(Tolerance.NAIVE_LOCAL_TIME);
        assertThat(refused(TOLERANT, Heartbeat.class, body)).hasSize(1);
        assertThat(refused(OscpCodec.of(Tolerance.all(), Optional.of(AUCKLAND)), Heartbeat.class, body))
                .hasSize(1);
        assertThatThrownBy(() -> OscpCodec.of(Set.of(Tolerance.NAIVE_LOCAL_TIME), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NAIVE_LOCAL_TIME needs a zone");
    }

    @Test
    void severalTolerancesOfOneBodyAreAllReported() {
        assertThat(taken(TOLERANT, HandshakeAcknowledge.class, "{'heartbeat_interval':60.0,'x':1}")
                        .tolerancesUsed())
                .containsExactlyInAnyOrder(
                        Tolerance.FLAT_HANDSHAKE,
                        Tolerance.WHOLE_INTERVAL_WITH_FRACTION,
                        Tolerance.ACKNOWLEDGEMENT_WITHOUT_MEASUREMENT_CONFIGURATION,
                        Tolerance.UNKNOWN_PROPERTIES);
    }

    /** Taken with exactly this tolerance; refused with all others, and by the strict codec. */
    private static void assertNeeds(Tolerance tolerance, OscpMessage expected, String body) {
        OscpCodec codec = OscpCodec.of(EnumSet.of(tolerance), Optional.empty());
        assertThat(taken(codec, expected.getClass().asSubclass(OscpMessage.class), body))
                .isEqualTo(new DecodeResult.Decoded<>(expected, Set.of(tolerance)));
        EnumSet<Tolerance> others = EnumSet.copyOf(Tolerance.all());
        others.remove(tolerance);
        refused(OscpCodec.of(others, Optional.empty()), expected.getClass(), body);
        refused(STRICT, expected.getClass(), body);
    }
}
