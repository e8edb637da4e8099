package com.betterfleet.oscp.json;

import static com.betterfleet.oscp.json.Bodies.GOOD_BLOCK;
import static com.betterfleet.oscp.json.Bodies.STRICT;
import static com.betterfleet.oscp.json.Bodies.TOLERANT;
import static com.betterfleet.oscp.json.Bodies.block;
import static com.betterfleet.oscp.json.Bodies.capacity;
import static com.betterfleet.oscp.json.Bodies.forecast;
import static com.betterfleet.oscp.json.Bodies.json;
import static com.betterfleet.oscp.json.Bodies.refused;
import static com.betterfleet.oscp.json.Bodies.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.betterfleet.oscp.message.GroupCapacityComplianceError;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Register;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no tolerance takes, in both modes, with the very words of the complaint; and all complaints in one answer. */
class RefusedAlwaysTest {
    private static final Class<UpdateGroupCapacityForecast> FORECAST = UpdateGroupCapacityForecast.class;
    private static final String CAPACITY = "forecasted_blocks[0].capacity: ";
    private static final String NEITHER = "is not a date-time with an offset, like 2026-01-01T10:00:00Z";

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(FORECAST, capacity("-1"), CAPACITY + "-1 is below 0"),
                arguments(FORECAST, capacity("-0.0001"), CAPACITY + "-0.0001 is below 0"),
                arguments(FORECAST, capacity("1e400"), CAPACITY + "1E+400 has more than 15 digits before the point"),
                arguments(FORECAST, capacity("1e-400"), CAPACITY + "1E-400 has more than 40 digits after the point"),
                arguments(FORECAST, capacity("1e99999999999"), CAPACITY + "\"1e99999999999\" has an absurd exponent"),
                arguments(
                        FORECAST,
                        capacity("1000000000000000"),
                        CAPACITY + "1000000000000000 has more than 15 digits before the point"),
                arguments(
                        FORECAST,
                        capacity("1" + "0".repeat(40)),
                        CAPACITY + "1" + "0".repeat(40) + " has more than 15 digits before the point"),
                arguments(FORECAST, capacity("true"), CAPACITY + "must be a number, is true or false"),
                arguments(FORECAST, capacity("[1]"), CAPACITY + "must be a number, is a list"),
                arguments(FORECAST, capacity("{'a':1}"), CAPACITY + "must be a number, is an object"),
                arguments(FORECAST, capacity("null"), CAPACITY + "is null, a value is required"),
                arguments(FORECAST, forecast(), "forecasted_blocks: is empty, at least one entry is required"),
                arguments(
                        FORECAST,
                        "{'group_id':'G','type':'CONSUMPTION','forecasted_blocks':'none'}",
                        "forecasted_blocks: must be a list, is a text"),
                arguments(
                        GroupCapacityComplianceError.class,
                        "{'message':'x','forecasted_blocks':{}}",
                        "forecasted_blocks: must be a list, is an object"),
                arguments(FORECAST, "{'group_id':'G','type':'CONSUMPTION'}", "forecasted_blocks: is missing"),
                arguments(FORECAST, forecast("7"), "forecasted_blocks[0]: must be an object, is a number"),
                arguments(FORECAST, forecast("null"), "forecasted_blocks[0]: must be an object, is null"),
                arguments(FORECAST, forecast(GOOD_BLOCK).replace("'G'", "' '"), "group_id: is blank"),
                arguments(FORECAST, forecast(GOOD_BLOCK).replace("'G'", "7"), "group_id: must be a text, is a number"),
                arguments(
                        FORECAST,
                        forecast(GOOD_BLOCK).replace("'G'", "'a\\u0007b'"),
                        "group_id: \"a\\u0007b\" holds a control character or half a surrogate pair"),
                arguments(
                        FORECAST,
                        forecast(GOOD_BLOCK).replace("'G'", "'\\ud800'"),
                        "group_id: \"\\ud800\" holds a control character or half a surrogate pair"),
                arguments(
                        FORECAST,
                        forecast(GOOD_BLOCK).replace("CONSUMPTION", "consumption"),
                        "type: \"consumption\" is not one of CONSUMPTION, GENERATION, FALLBACK_CONSUMPTION, FALLBACK_GENERATION, OPTIMUM"),
                arguments(
                        FORECAST,
                        forecast(GOOD_BLOCK.replace("'ALL'", "'FOUR'")),
                        "forecasted_blocks[0].phase: \"FOUR\" is not one of UNKNOWN, ONE, TWO, THREE, ALL"),
                arguments(
                        FORECAST,
                        forecast(GOOD_BLOCK.replace("'KW'", "'MW'")),
                        "forecasted_blocks[0].unit: \"MW\" is not one of A, W, KW, WH, KWH"),
                arguments(
                        FORECAST,
                        forecast(GOOD_BLOCK.replace("10:15", "10:00")),
                        "forecasted_blocks[0].end_time: 2026-01-01T10:00:00Z is not after start_time 2026-01-01T10:00:00Z"),
                arguments(
                        FORECAST,
                        forecast(GOOD_BLOCK.replace("10:15:00Z", "10:00:00.0009Z")),
                        "forecasted_blocks[0].end_time: 2026-01-01T10:00:00.000900Z is not after start_time 2026-01-01T10:00:00Z"),
                arguments(
                        FORECAST,
                        forecast(GOOD_BLOCK).replace("'group_id'", "'type':'OPTIMUM','group_id'"),
                        "type: is given twice"),
                arguments(
                        FORECAST,
                        forecast(GOOD_BLOCK.replace("'phase'", "'capacity':{'a':1,'a':2},'phase'")),
                        CAPACITY + "is given twice; forecasted_blocks[0].capacity.a: is given twice"),
                arguments(Heartbeat.class, "{}", "offline_mode_at: is missing"),
                arguments(Heartbeat.class, "{'offline_mode_at':7}", "offline_mode_at: must be a text, is a number"),
                arguments(Heartbeat.class, heartbeat("2026-01-01T10:00:00"), beat("2026-01-01T10:00:00") + NEITHER),
                arguments(Heartbeat.class, heartbeat("2026-01-01T10:00:60Z"), beat("2026-01-01T10:00:60Z") + NEITHER),
                arguments(Heartbeat.class, heartbeat("2026-02-29T10:00:00Z"), beat("2026-02-29T10:00:00Z") + NEITHER),
                arguments(
                        Heartbeat.class,
                        heartbeat("0000-12-31T23:00:00Z"),
                        "offline_mode_at: 0000-12-31T23:00:00Z is outside the years 1 to 9999"),
                arguments(Handshake.class, behaviour("0.5"), interval("0.5 is not within 1 to 604800 seconds")),
                arguments(Handshake.class, behaviour("604801"), interval("604801 is not within 1 to 604800 seconds")),
                arguments(
                        Handshake.class,
                        behaviour("1e400"),
                        interval("1E+400 has more than 15 digits before the point")),
                arguments(
                        Handshake.class,
                        "{'required_behaviour':{'measurement_configuration':['CONTINUOUS','CONTINUOUS']}}",
                        "required_behaviour.measurement_configuration[1]: \"CONTINUOUS\" is given twice"),
                arguments(
                        Handshake.class,
                        "{'required_behaviour':{'measurement_configuration':'CONTINUOUS'}}",
                        "required_behaviour.measurement_configuration: must be a list, is a text"),
                arguments(
                        Handshake.class,
                        "{'required_behaviour':7}",
                        "required_behaviour: must be an object, is a number"),
                arguments(
                        Register.class,
                        "{'token':'a b','version_url':[]}",
                        "token: holds a space or a character outside printable ASCII; version_url: is empty, at least one entry is required"),
                arguments(
                        Register.class,
                        "{'token':'t','version_url':[{'version':'2.0','base_url':'ftp://x'},{'version':'2.0','base_url':'ht tp'}]}",
                        "version_url[0].base_url: is not an absolute http or https URL; version_url[1].base_url: is not a URL"),
                arguments(
                        UpdateGroupMeasurements.class,
                        "{'group_id':'G','measurements':[{'value':-1,'phase':'ALL','unit':'KWH','direction':'IMPORT','measure_time':'2026-01-01T10:00:00Z','initial_measure_time':'2026-01-01T10:15:00Z'}]}",
                        "measurements[0].value: -1 is below 0 and direction is IMPORT; measurements[0].initial_measure_time: 2026-01-01T10:15:00Z is after measure_time 2026-01-01T10:00:00Z"),
                arguments(
                        UpdateAssetMeasurements.class,
                        "{'group_id':'G','measurements':[{'asset_id':'A','asset_category':'CHARGING'}]}",
                        "measurements[0].energy_measurement: is missing, and so is instantaneous_measurement: one of them is required"),
                arguments(Heartbeat.class, "", "the body is not a JSON object"),
                arguments(Heartbeat.class, "[]", "the body is not a JSON object"),
                arguments(Heartbeat.class, "null", "the body is not a JSON object"),
                arguments(Heartbeat.class, "NaN", "the body is not well-formed JSON near byte 3"),
                arguments(
                        Heartbeat.class, heartbeat("2026-01-01T10:00:00Z") + "{}", "something follows the JSON object"),
                arguments(
                        Heartbeat.class,
                        "{'offline_mode_at':'2026-01-01T10:00:00Z'",
                        "the body is not well-formed JSON near byte 41"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isRefusedWhateverIsTolerated(Class<? extends OscpMessage> type, String body, String complaint) {
        assertThat(String.join("; ", refused(STRICT, type, body))).isEqualTo(complaint);
        assertThat(String.join("; ", refused(TOLERANT, type, body))).isEqualTo(complaint);
    }

    @Test
    void numberWordsThatJsonDoesNotKnowAreRefused() {
        for (String word : List.of("NaN", "Infinity", "-Infinity", "+1", ".5", "1.", "01", "0x1")) {
            assertThat(refused(TOLERANT, FORECAST, capacity(word)))
                    .singleElement()
                    .asString()
                    .startsWith("the body is not well-formed JSON near byte");
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] good = json(forecast(GOOD_BLOCK));
        int group = new String(good, StandardCharsets.UTF_8).indexOf("G");
        // 0xff begins nothing; 0xc1 would be an overlong A; 0xed alone would begin an encoded surrogate.
        for (int wrong : new int[] {0xff, 0xc1, 0xed, 0x80}) {
            byte[] bad = good.clone();
            bad[group] = (byte) wrong;
            assertThat(refused(TOLERANT, FORECAST, bad)).containsExactly("the body is not UTF-8");
        }
        assertThat(refused(TOLERANT, FORECAST, "{}".getBytes(StandardCharsets.UTF_16)))
                .containsExactly("the body is not UTF-8");
        assertThat(refused(TOLERANT, FORECAST, "{}".getBytes(StandardCharsets.UTF_16LE)))
                .hasSize(1);
    }

    @Test
    void byteOrderMarkIsRefused() {
        byte[] marked = ("\ufeff" + "{}").getBytes(StandardCharsets.UTF_8);
        assertThat(refused(TOLERANT, Handshake.class, marked))
                .containsExactly("the body starts with a byte order mark");
        assertThat(refused(TOLERANT, Handshake.class, "\ufeff".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("the body starts with a byte order mark");
    }

    @Test
    void deepNestingAndLongTextsAreRefusedWithoutBeingFollowed() {
        String deep = "{'x':" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String number = capacity("1".repeat(201));
        String text = forecast(GOOD_BLOCK).replace("'G'", "'" + "G".repeat(20_001) + "'");
        for (String body : List.of(deep, number, text)) {
            assertThat(refused(TOLERANT, FORECAST, body))
                    .contains("the body is beyond a bound: nesting 16, text 20000 characters, number 200, name 256");
        }
    }

    @Test
    void sixteenLevelsAreReadAndSeventeenAreNot() {
        String fifteen = "[".repeat(15) + "]".repeat(15);
        String body = "{'offline_mode_at':'2026-01-01T10:00:00Z','x':" + fifteen + "}";
        assertThat(taken(TOLERANT, Heartbeat.class, body).tolerancesUsed())
                .containsExactly(Tolerance.UNKNOWN_PROPERTIES);
        assertThat(refused(TOLERANT, Heartbeat.class, body.replace(fifteen, "[" + fifteen + "]")))
                .hasSize(1);
    }

    @Test
    void unknownPropertiesMayNotBeGivenTwiceEither() {
        String body = "{'x':1,'offline_mode_at':'2026-01-01T10:00:00Z','x':2}";
        assertThat(refused(TOLERANT, Heartbeat.class, body)).containsExactly("x: is given twice");
    }

    @Test
    void everyViolationOfABodyIsInOneAnswer() {
        String bad = block(
                "'capacity':-1,'phase':'FOUR','unit':7,'start_time':'2026-01-01T10:15:00Z','end_time':'2026-01-01T10:00:00Z'");
        assertThat(refused(STRICT, FORECAST, forecast(GOOD_BLOCK, bad, "{}").replace("'group_id':'G',", "")))
                .containsExactly(
                        "forecasted_blocks[1].capacity: -1 is below 0",
                        "forecasted_blocks[1].phase: \"FOUR\" is not one of UNKNOWN, ONE, TWO, THREE, ALL",
                        "forecasted_blocks[1].unit: must be a text, is a number",
                        "forecasted_blocks[1].end_time: 2026-01-01T10:00:00Z is not after start_time 2026-01-01T10:15:00Z",
                        "forecasted_blocks[2].capacity: is missing",
                        "forecasted_blocks[2].phase: is missing",
                        "forecasted_blocks[2].unit: is missing",
                        "forecasted_blocks[2].start_time: is missing",
                        "forecasted_blocks[2].end_time: is missing",
                        "group_id: is missing");
    }

    @Test
    void violationsBeforeABreakInTheDocumentAreNotLost() {
        assertThat(refused(STRICT, FORECAST, "{'type':'X','group_id':7,oops"))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("the body is not well-formed JSON near byte");
    }

    @Test
    void theAnswerIsBoundedAndSaysHowMuchWasLeftOut() {
        String blocks = IntStream.range(0, 60).mapToObj(i -> "{}").collect(Collectors.joining(","));
        List<String> violations = refused(STRICT, FORECAST, forecast(blocks));
        assertThat(violations).hasSize(101).last().isEqualTo("and 200 more");
        List<String> exactly = refused(STRICT, FORECAST, forecast(blocks.substring(0, 20 * 3 - 1)));
        assertThat(exactly).hasSize(100).last().isEqualTo("forecasted_blocks[19].end_time: is missing");
    }

    @Test
    void valuesAndNamesOfOthersAreShownBoundedAndPrintable() {
        String name = "x\\u001b[31m" + "y".repeat(200);
        assertThat(refused(STRICT, Heartbeat.class, "{'" + name + "':1,'offline_mode_at':'" + "z".repeat(500) + "'}"))
                .allSatisfy(
                        violation -> assertThat(violation).hasSizeLessThan(200).matches("\\p{Print}*"));
    }

    @Test
    void noComplaintShowsAToken() {
        assertThat(refused(STRICT, Register.class, "{'token':'s3cret s3cret','version_url':7}")
                        .toString())
                .doesNotContain("s3cret");
    }

    private static String heartbeat(String time) {
        return "{'offline_mode_at':'" + time + "'}";
    }

    private static String beat(String time) {
        return "offline_mode_at: \"" + time + "\" ";
    }

    private static String behaviour(String interval) {
        return "{'required_behaviour':{'heartbeat_interval':" + interval
                + ",'measurement_configuration':['CONTINUOUS']}}";
    }

    private static String interval(String complaint) {
        return "required_behaviour.heartbeat_interval: " + complaint;
    }
}
