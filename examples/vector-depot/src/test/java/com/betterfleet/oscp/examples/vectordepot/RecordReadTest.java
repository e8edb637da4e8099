package com.betterfleet.oscp.examples.vectordepot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.PowerSample;
import com.betterfleet.oscp.metering.RegisterReading;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written of a record can be read back as the same record. */
class RecordReadTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant T = Instant.parse("2026-01-01T00:00:00.25Z");

    private static JsonNode written(Object value) {
        return JSON.valueToTree(RecordJson.of(value));
    }

    static List<Outcome> outcomes() {
        return List.of(
                new Outcome.Confirmed(Limit.of(Power.watts("120000.5"))),
                new Outcome.Confirmed(Limit.unlimited()),
                new Outcome.Stale(17),
                new Outcome.NotApplicable("no such circuit"),
                new Outcome.Refused("no such circuit"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyOutcomeComesBackAsItWas(Outcome outcome) {
        assertThat(RecordRead.of(written(outcome), Outcome.class)).isEqualTo(outcome);
    }

    @Test
    void readingsComeBackAsTheyWere() {
        MeterReadings readings = new MeterReadings(List.of(new MeterSeries(
                "m",
                List.of(new RegisterReading(T, Energy.wattHours("7.25"))),
                List.of(new PowerSample(T, Power.watts(3))))));
        assertThat(RecordRead.of(written(readings), MeterReadings.class)).isEqualTo(readings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"is\":\"Limited\",\"most\":{\"watts\":\"-1\"}}",
                "{\"is\":\"Limited\",\"most\":{\"watts\":\"many\"}}",
                "{\"is\":\"Power\",\"watts\":\"1\"}",
                "{}",
                "7"
            })
    void whatIsNoLimitIsRefused(String text) {
        assertThatThrownBy(() -> RecordRead.of(JSON.readTree(text), Limit.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInstantThatIsNoneIsRefused() {
        assertThatThrownBy(
                        () -> RecordRead.of(JSON.readTree("{\"at\":\"noon\",\"register\":{}}"), RegisterReading.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("noon");
    }
}
