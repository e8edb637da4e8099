package com.betterfleet.oscp.testkit.cp;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a Flexibility Provider can be wrong on the wire is caught, with a text that names what is wrong. */
class ComplaintsTest {

    private static final String MEASUREMENTS = "update_asset_measurements";
    private static final String ADJUST = "adjust_group_capacity_forecast";
    private static final String COMPLIANCE = "group_capacity_compliance_error";
    private static final String GOOD = Bench.window("10:00", "10:15");

    private Bench bench;

    @BeforeEach
    void anOnlineLinkAtHalfPastTen() {
        bench = new Bench();
        bench.time.runUntil(Bench.START.plus(Duration.ofMinutes(30)));
        bench.online();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void anFpThatDoesNothingWrongIsNotComplainedOf() {
        assertThat(bench.post(MEASUREMENTS, GOOD)).isEqualTo(204);
        assertThat(bench.post(MEASUREMENTS, Bench.window("10:15", "10:30"))).isEqualTo(204);
        assertThat(bench.heartbeat(Duration.ofMinutes(3))).isEqualTo(204);

        assertThat(bench.cp.complaints()).isEmpty();
        AcceptedWindow window = bench.cp.windows("AKL01").get(0);
        assertThat(window.window().energy()).isEqualByComparingTo("12.5");
        assertThat(window.window().instantaneous().orElseThrow().unit()).isEqualTo("KW");
        assertThat(window.window().start()).contains(Bench.START);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "value":12.5                           | "value":1.25e1                        | BODY | exponent
            "value":12.5                           | "value":12.0                          | BODY | whole number written with a fraction
            "value":12.5                           | "value":"12.5"                        | BODY | must be a number
            "value":12.5                           | "value":-12.5                         | BODY | is negative
            "value":12.5                           | "value":null                          | BODY | must not be null
            ,"initial_measure_time":"2026-03-01T10:00:00.000Z" | ''                        | BODY | initial_measure_time: is required
            10:00:00.000Z                          | 10:05:00.000Z                         | BODY | is not aligned
            10:00:00.000Z                          | 09:45:00.000Z                         | BODY | the window is PT30M long
            10:15:00.000Z                          | 10:15:00Z                             | BODY | exactly three fraction digits
            10:15:00.000Z                          | 10:15:00.000000Z                      | BODY | exactly three fraction digits
            2026-03-01T10:15:00.000Z               | 2026-03-01T23:15:00.000+13:00         | BODY | UTC time with Z
            2026-03-01T10:15:00.000Z               | 2026-02-30T10:15:00.000Z              | BODY | is no time
            10:15:00.000Z                          | 10:45:00.000Z                         | BODY | lies ahead
            "unit":"KWH"                           | "unit":"WH"                           | BODY | WH is not one of KWH
            "unit":"KW",                           | "unit":"A",                           | BODY | A is not one of KW, W
            "direction":"IMPORT"                   | "direction":"EXPORT"                  | BODY | EXPORT is not one of
            "energy_type":"FLEXIBLE"               | "energy_type":"flexible"              | BODY | flexible is not one of
            "asset_category":"CHARGING"            | "asset_category":"STORAGE"            | BODY | STORAGE is not one of
            "asset_id":"AKL01A"                    | "asset_id":"bus-7"                    | BODY | bus-7 is not the group's AKL01A
            "group_id":"AKL01"                     | "group_id":"AKL02"                    | BODY | AKL02 is not known
            "group_id":"AKL01",                    | ''                                    | BODY | group_id: is required
            "group_id":"AKL01"                     | "group_id":"AKL01","site":1           | BODY | site: is no property
            "group_id":"AKL01"                     | "group_id":"AKL01","group_id":"AKL01" | JSON | occurs twice
            "energy_measurement"                   | "energy"                              | BODY | energy_measurement: is required
            """)
    void aWrongFieldIsRefusedAndNamed(String from, String to, Complaint.Rule rule, String text) {
        assertThat(GOOD).contains(from);

        assertThat(bench.post(MEASUREMENTS, GOOD.replace(from, to))).isEqualTo(400);

        assertThat(bench.cp.complaints()).anySatisfy(complaint -> {
            assertThat(complaint.rule()).isEqualTo(rule);
            assertThat(complaint.text()).contains(text);
        });
        assertThat(bench.cp.windows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"group_id"                       | ends early
            []                                | must be an object
            {} {}                             | follows the document
            {"group_id":01}                   | expected
            {"group_id":"a\\u12"}             | hexadecimal
            """)
    void whatIsNoMessageAtAllIsRefused(String body, String text) {
        assertThat(bench.post(MEASUREMENTS, body)).isEqualTo(400);
        only(body.equals("[]") ? Complaint.Rule.BODY : Complaint.Rule.JSON, text);
    }

    @Test
    void twoAssetsInOneMessageAreRefused() {
        String asset = GOOD.substring(GOOD.indexOf('[') + 1, GOOD.lastIndexOf(']'));
        bench.post(MEASUREMENTS, GOOD.replace(asset, asset + "," + asset));

        only(Complaint.Rule.BODY, "holds 2 assets");
    }

    @Test
    void aWindowSentTwiceWithANewIdIsCaughtAndTheSameIdIsNot() {
        bench.post(MEASUREMENTS, "m1", GOOD);
        assertThat(bench.post(MEASUREMENTS, "m1", GOOD)).isEqualTo(204);
        assertThat(bench.cp.complaints()).isEmpty();

        assertThat(bench.post(MEASUREMENTS, "m2", GOOD)).isEqualTo(400);

        only(Complaint.Rule.WINDOW, "sent twice");
        assertThat(bench.cp.windows()).hasSize(1);
    }

    @Test
    void aWindowThatComesAfterALaterOneIsCaught() {
        bench.post(MEASUREMENTS, Bench.window("10:15", "10:30"));
        bench.post(MEASUREMENTS, GOOD);

        only(Complaint.Rule.WINDOW, "comes after");
    }

    @Test
    void anIdUsedForAnotherBodyIsAConflict() {
        bench.post(MEASUREMENTS, "m1", GOOD);

        assertThat(bench.post(MEASUREMENTS, "m1", Bench.window("10:15", "10:30")))
                .isEqualTo(409);

        only(Complaint.Rule.REQUEST_ID, "another message");
    }

    @Test
    void theIdOfARefusedMessageMayBeUsedAgain() {
        bench.post(MEASUREMENTS, "m1", "{}");

        assertThat(bench.post(MEASUREMENTS, "m1", GOOD)).isEqualTo(204);
    }

    @Test
    void twoRequestIdsAreCaught() {
        assertThat(bench.post(MEASUREMENTS, "m1", GOOD, new RawHeader("x-request-id", "m2")))
                .isEqualTo(400);

        only(Complaint.Rule.HEADERS, "X-Request-ID must occur once, occurs 2 times");
    }

    @Test
    void missingAndWrongHeadersAreCaughtAndNoSecretIsTold() {
        assertThat(changed(headers -> without(headers, "Authorization"))).isEqualTo(401);
        assertThat(changed(headers -> with(without(headers, "Authorization"), "Authorization", "Token stale")))
                .isEqualTo(401);
        assertThat(changed(headers -> without(headers, "fp-id"))).isEqualTo(400);
        assertThat(changed(headers -> with(without(headers, "fp-id"), "fp-id", "F2")))
                .isEqualTo(400);
        assertThat(changed(headers -> without(headers, "X-Request-ID"))).isEqualTo(400);
        assertThat(changed(headers -> with(without(headers, "Content-Type"), "Content-Type", "text/plain")))
                .isEqualTo(400);

        assertThat(bench.cp.complaints()).hasSize(6);
        assertThat(bench.cp.complaints().toString()).doesNotContain("stale", "F2", "fp-to-cp");
        assertThat(changed(headers -> with(without(headers, "Authorization"), "Authorization", "token fp-to-cp")))
                .as("the scheme is compared without regard to case")
                .isEqualTo(204);
    }

    @Test
    void anUnknownPathAndAnotherMethodAreCaught() {
        assertThat(bench.post("update_group_measurements", "{}")).isEqualTo(404);
        assertThat(bench.call("PUT", "heartbeat", List.of(), "{}")).isEqualTo(405);

        assertThat(bench.cp.complaints()).extracting(Complaint::rule).containsOnly(Complaint.Rule.ROUTE);
    }

    @Test
    void nothingButHandshakesAndHeartbeatsMayBeSentBeforeAHandshakeIsAcknowledged() {
        try (Bench fresh = new Bench()) {
            fresh.time.runUntil(Bench.START.plus(Duration.ofMinutes(30)));
            assertThat(fresh.post(MEASUREMENTS, GOOD)).isEqualTo(400);
            fresh.post("handshake", Bench.handshake());
            assertThat(fresh.post(MEASUREMENTS, GOOD)).isEqualTo(400);

            assertThat(fresh.cp.complaints())
                    .hasSize(2)
                    .allSatisfy(
                            complaint -> assertThat(complaint.text()).contains("before a handshake was acknowledged"));
        }
    }

    @Test
    void nothingButHandshakesAndHeartbeatsMayBeSentOnceThePromiseHasPassed() {
        bench.time.runFor(Duration.ofMinutes(3));
        bench.post(MEASUREMENTS, GOOD);

        only(Complaint.Rule.LINK, "before a handshake was acknowledged");
    }

    @Test
    void anAcknowledgementOfNothingIsCaught() {
        bench.post("handshake_acknowledge", "{}");

        only(Complaint.Rule.LINK, "X-Correlation-ID");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"heartbeat_interval":60,"measurement_configuration":["INTERMITTENT"]}                    | is no property
            {"required_behaviour":{"heartbeat_interval":60}}                                          | measurement_configuration: is required
            {"required_behaviour":{"heartbeat_interval":0.5,"measurement_configuration":["CONTINUOUS"]}} | is below 1
            {"required_behaviour":{"measurement_configuration":["CONTINUOUS","CONTINUOUS"]}}          | occurs twice
            {"required_behaviour":{"measurement_configuration":[]}}                                   | at least one
            {"required_behaviour":{"measurement_configuration":["SOMETIMES"]}}                        | SOMETIMES is not one of
            """)
    void aWrongHandshakeIsCaught(String body, String text) {
        assertThat(bench.post("handshake", body)).isEqualTo(400);

        assertThat(bench.cp.complaints())
                .anySatisfy(complaint -> assertThat(complaint.text()).contains(text));
    }

    @Test
    void aPromiseThatHasPassedIsCaught() {
        assertThat(bench.heartbeat(Duration.ofSeconds(-1))).isEqualTo(400);

        only(Complaint.Rule.BODY, "has passed already");
    }

    @Test
    void anAnswerOtherThan204IsCaught() {
        bench.answers.put("heartbeat", 200);
        bench.time.runFor(Duration.ofMinutes(1));

        only(Complaint.Rule.ANSWER, "answered 200, not 204");
    }

    @Test
    void aComplianceErrorMustNameAForecast() {
        try (Bench lenient = new Bench(settings -> settings.accept("group_capacity_compliance_error"))) {
            lenient.online();
            String forecast = lenient.cp.forecast(
                    "AKL01", "CONSUMPTION", List.of(RawBlock.kilowatts("1", Bench.START, Bench.START.plusSeconds(9))));
            String body = "{\"message\":\"too late\"}";
            lenient.post("group_capacity_compliance_error", "c1", body, new RawHeader("X-Correlation-ID", forecast));
            assertThat(lenient.cp.complaints()).isEmpty();

            lenient.post("group_capacity_compliance_error", "c2", body);
            assertThat(lenient.cp.complaints()).hasSize(1);
        }
    }

    @Test
    void anAdjustedForecastIsJudgedBlockByBlock() {
        try (Bench lenient = new Bench(settings -> settings.accept("adjust_group_capacity_forecast"))) {
            lenient.online();
            String body = "{\"group_id\":\"AKL01\",\"type\":\"CONSUMPTION\",\"forecasted_blocks\":[{\"capacity\":1,"
                    + "\"phase\":\"ALL\",\"unit\":\"KW\",\"start_time\":\"2026-03-01T10:00:00.000Z\","
                    + "\"end_time\":\"2026-03-01T10:15:00.000Z\"}]}";
            assertThat(lenient.post("adjust_group_capacity_forecast", body)).isEqualTo(204);
            assertThat(lenient.post("adjust_group_capacity_forecast", body.replace("10:15", "10:00")))
                    .isEqualTo(400);

            assertThat(lenient.cp.complaints().get(0).text()).startsWith("forecasted_blocks[0].end_time");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "capacity":1                    | "capacity":-1                   | forecasted_blocks[0].capacity: -1 is negative
            "start_time":"2026-03-01T10:15  | "start_time":"2026-03-01T10:14  | overlaps another block of phase ALL
            2026-03-01T10                   | 2026-03-01T09                   | are all over
            "AKL01"                         | "AKL02"                         | AKL02 is not known
            "CONSUMPTION"                   | "MORE"                          | MORE is not one of
            """)
    void anAdjustmentMustCarryFullValuesForATimeAheadAndSayOneThingOfEach(String from, String to, String text) {
        try (Bench asked = asking()) {
            assertThat(asked.post(ADJUST, adjustment().replace(from, to))).isEqualTo(400);

            assertThat(asked.cp.complaints().get(0).text()).contains(text);
            assertThat(asked.cp.adjustments()).isEmpty();
        }
    }

    @Test
    void anAdjustmentAnswersNothingUnlessItNamesAForecast() {
        try (Bench asked = asking()) {
            asked.post(ADJUST, "a1", adjustment(), new RawHeader("X-Correlation-ID", "made-up"));
            assertThat(asked.cp.complaints()).hasSize(1);
            assertThat(asked.cp.complaints().get(0).text()).contains("X-Correlation-ID", "made-up");
            assertThat(asked.post(ADJUST, "a2", adjustment())).isEqualTo(204);

            assertThat(asked.cp.adjustments())
                    .extracting(AcceptedAdjustment::requestId)
                    .containsExactly("a2");
            assertThat(asked.cp.adjustments().get(0).blocks()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "capacity":1                    | "capacity":2                    | is no block of forecast
            "unit":"KW"                     | "unit":"W"                      | is no block of forecast
            "end_time":"2026-03-01T10:30    | "end_time":"2026-03-01T10:31    | is no block of forecast
            nothing                         | else                            | was told before
            """)
    void aComplianceErrorMustNameBlocksOfItsForecastAndEachOnce(String from, String to, String text) {
        try (Bench told = new Bench(settings -> settings.accept(COMPLIANCE))) {
            told.online();
            String forecast = told.cp.forecast(
                    "AKL01",
                    "CONSUMPTION",
                    List.of(
                            RawBlock.kilowatts("1", Bench.START, Bench.START.plusSeconds(900)),
                            RawBlock.kilowatts("1.0", Bench.START.plusSeconds(900), Bench.START.plusSeconds(1800))));
            RawHeader source = new RawHeader("X-Correlation-ID", forecast);
            String body = adjustment().replace("\"group_id\":\"AKL01\",\"type\":\"CONSUMPTION\"", "\"message\":\"no\"");
            if (text.contains("before")) {
                assertThat(told.post(COMPLIANCE, "c1", body, source)).isEqualTo(204);
                assertThat(told.cp.complianceErrors()).hasSize(1);
            }
            assertThat(told.post(COMPLIANCE, "c2", body.replace(from, to), source))
                    .isEqualTo(400);

            assertThat(told.cp.complaints().get(0).text()).contains(text);
        }
    }

    @Test
    void anAdjustmentIsAnsweredByAForecastThatNamesIt() {
        try (Bench asked = asking()) {
            List<AcceptedAdjustment> heard = new ArrayList<>();
            asked.cp.onAdjustment(heard::add);
            asked.post(ADJUST, "a1", adjustment());
            asked.time.runFor(Duration.ofSeconds(1));
            String answer = asked.cp.answer(heard.get(0), heard.get(0).blocks());
            asked.time.runFor(Duration.ofSeconds(1));

            assertThat(asked.cp.sent())
                    .filteredOn(message -> message.requestId().equals(answer))
                    .singleElement()
                    .satisfies(message -> {
                        assertThat(message.action()).isEqualTo("update_group_capacity_forecast");
                        assertThat(message.correlationId()).contains("a1");
                        assertThat(message.body().toString()).isNotEmpty();
                    });
        }
    }

    private static Bench asking() {
        Bench bench = new Bench(settings -> settings.accept(ADJUST));
        bench.online();
        return bench;
    }

    private static String adjustment() {
        return "{\"group_id\":\"AKL01\",\"type\":\"CONSUMPTION\",\"forecasted_blocks\":[" + block("10:00", "10:15")
                + "," + block("10:15", "10:30") + "]}";
    }

    private static String block(String start, String end) {
        return "{\"capacity\":1,\"phase\":\"ALL\",\"unit\":\"KW\",\"start_time\":\"2026-03-01T" + start
                + ":00.000Z\",\"end_time\":\"2026-03-01T" + end + ":00.000Z\"}";
    }

    private void only(Complaint.Rule rule, String text) {
        assertThat(bench.cp.complaints()).hasSize(1);
        assertThat(bench.cp.complaints().get(0).rule()).isEqualTo(rule);
        assertThat(bench.cp.complaints().get(0).text()).contains(text);
    }

    private int changed(UnaryOperator<List<RawHeader>> change) {
        List<RawHeader> good = List.of(
                new RawHeader("Authorization", "Token fp-to-cp"),
                new RawHeader("fp-id", "F1"),
                new RawHeader("Content-Type", "application/json"),
                new RawHeader("X-Request-ID", "changed"));
        return bench.call("POST", MEASUREMENTS, change.apply(good), GOOD);
    }

    private static List<RawHeader> without(List<RawHeader> headers, String name) {
        return headers.stream().filter(header -> !header.isNamed(name)).toList();
    }

    private static List<RawHeader> with(List<RawHeader> headers, String name, String value) {
        List<RawHeader> more = new ArrayList<>(headers);
        more.add(new RawHeader(name, value));
        return more;
    }
}
