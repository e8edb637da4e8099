package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.json.Tolerance;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Tolerances are named (protocol.md 1): each dialect as its peer writes it, at the door of a whole provider. It is taken
 * where it is named, counted, seen in the status and told once; where nothing is named it is refused and changes nothing.
 */
class DialectTest {
    private static final String FORECAST = "update_group_capacity_forecast";
    private static final String HANDSHAKE = "handshake";
    private static final String ACKNOWLEDGE = "handshake_acknowledge";

    /** Single quotes stand for double ones. */
    static final List<Arguments> DIALECTS = List.of(
            // The TypeScript SDK is generated from an OpenAPI without required_behaviour; the utility's profile has
            // none.
            dialect(
                    Tolerance.FLAT_HANDSHAKE,
                    HANDSHAKE,
                    "{'heartbeat_interval':60,'measurement_configuration':['INTERMITTENT']}",
                    "heartbeat_interval: belongs inside required_behaviour"),
            dialect(
                    Tolerance.FLAT_HANDSHAKE,
                    HANDSHAKE,
                    "{'measurement_configuration':['CONTINUOUS','INTERMITTENT']}",
                    "measurement_configuration: belongs inside required_behaviour"),
            // The utility's profile acknowledges with an empty object.
            dialect(Tolerance.EMPTY_ACKNOWLEDGEMENT, ACKNOWLEDGE, "{}", "required_behaviour: is missing"),
            // The Python library and the Java Flexibility Provider leave the configuration out of the acknowledgement.
            dialect(
                    Tolerance.ACKNOWLEDGEMENT_WITHOUT_MEASUREMENT_CONFIGURATION,
                    ACKNOWLEDGE,
                    "{'required_behaviour':{'heartbeat_interval':60}}",
                    "required_behaviour.measurement_configuration: is missing"),
            // The Python library spells the path with one e less; others with one more.
            dialect(
                    Tolerance.ACKNOWLEDGEMENT_PATH_SPELLING,
                    "handshake_acknowledgment",
                    "{'required_behaviour':{'measurement_configuration':['INTERMITTENT']}}",
                    "there is nothing at this path"),
            dialect(
                    Tolerance.ACKNOWLEDGEMENT_PATH_SPELLING,
                    "handshake_acknowledgement",
                    "{'required_behaviour':{'measurement_configuration':['INTERMITTENT']}}",
                    "there is nothing at this path"),
            // The TypeScript SDK's capacity is a decimal string.
            dialect(
                    Tolerance.CAPACITY_AS_TEXT,
                    FORECAST,
                    Depot.forecastBody("AKL01", Depot.START, "500")
                            .replaceAll("\"capacity\":(\\d+)", "'capacity':'$1'"),
                    "forecasted_blocks[0].capacity: must be a number, is the text \"500\""),
            // The Java implementation's interval is a double.
            dialect(
                    Tolerance.WHOLE_INTERVAL_WITH_FRACTION,
                    HANDSHAKE,
                    "{'required_behaviour':{'heartbeat_interval':60.0,'measurement_configuration':['INTERMITTENT']}}",
                    "required_behaviour.heartbeat_interval: \"60.0\" is a whole number and must be written as one"),
            dialect(
                    Tolerance.UNKNOWN_PROPERTIES,
                    "heartbeat",
                    "{'offline_mode_at':'2026-03-01T10:05:00.000Z','sender':{'role':'cp'}}",
                    "sender: is not a property of OSCP 2.0"),
            dialect(
                    Tolerance.NULL_FOR_ABSENT,
                    HANDSHAKE,
                    "{'required_behaviour':{'heartbeat_interval':null,'measurement_configuration':['INTERMITTENT']}}",
                    "required_behaviour.heartbeat_interval: is null; an absent value is left out"),
            // The Python library's heartbeat is datetime.now().isoformat(): 13 hours ahead in this summer.
            dialect(
                    Tolerance.NAIVE_LOCAL_TIME,
                    "heartbeat",
                    "{'offline_mode_at':'2026-03-01T23:05:00.123456'}",
                    "offline_mode_at: \"2026-03-01T23:05:00.123456\" is not a date-time with an offset"));

    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void everyToleranceHasADocument() {
        assertThat(DIALECTS.stream().map(row -> row.get()[0])).containsAll(EnumSet.allOf(Tolerance.class));
    }

    @ParameterizedTest
    @FieldSource("DIALECTS")
    void isTakenWhereItIsNamedCountedSeenInTheStatusAndToldOnce(
            Tolerance tolerance, String action, String body, String complaint) {
        reading(Set.of(tolerance));
        assertThat(depot.post(action, "d-1", body).status()).isEqualTo(204);
        assertThat(depot.link().tolerancesUsed()).isEqualTo(Map.of(tolerance.name(), 1L));
        assertThat(depot.fp().status().toJson()).contains("\"tolerancesUsed\":{\"" + tolerance + "\":1}");

        depot.post(action, "d-1", body);
        assertThat(depot.link().tolerancesUsed()).isEqualTo(Map.of(tolerance.name(), 2L));
        depot.run(Duration.ofSeconds(1));
        assertThat(depot.heard(LinkEvent.TolerancesUsed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.tolerances()).containsExactly(tolerance.name()));
    }

    @ParameterizedTest
    @FieldSource("DIALECTS")
    void isRefusedWhereNothingIsNamedAndChangesNothing(
            Tolerance tolerance, String action, String body, String complaint) {
        reading(Tolerance.none());
        Map<String, String> content = depot.store.content();
        InboundAnswer answer = depot.post(action, "d-1", body);

        assertThat(answer.status()).isEqualTo(tolerance == Tolerance.ACKNOWLEDGEMENT_PATH_SPELLING ? 404 : 400);
        assertThat(OscpCodec.strict().decodeError(answer.body()).orElseThrow()).startsWith(complaint);
        assertThat(depot.store.content()).isEqualTo(content);
        assertThat(depot.link().tolerancesUsed()).isEmpty();
    }

    /** A provider whose handshake was answered but not acknowledged. */
    private void reading(Set<Tolerance> tolerances) {
        depot.readingDialects(tolerances);
        depot.cp.answer(HANDSHAKE, 204);
        depot.boot().run(Duration.ofSeconds(2));
    }

    private static Arguments dialect(Tolerance tolerance, String action, String body, String complaint) {
        return arguments(tolerance, action, body.replace('\'', '"'), complaint);
    }
}
