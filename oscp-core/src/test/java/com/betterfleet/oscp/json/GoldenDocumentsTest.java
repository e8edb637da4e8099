package com.betterfleet.oscp.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.message.AssetMeasurement;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyMeasurement;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupCapacityComplianceError;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.message.UpdateAssetMeasurements;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.message.UpdateGroupMeasurements;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every message byte by byte as we write it. Properties stand in the order of the tables of protocol.md 1. What is not
 * obvious follows from the last paragraph there, "What we write", which is cited as W1 to W5:
 *
 * <ul>
 *   <li>W1: times in UTC with {@code Z} and exactly three fraction digits (a Java peer refuses 1, 2 and 4 to 9)
 *   <li>W2: integral numbers without {@code .0} (a Python peer refuses {@code 4.0})
 *   <li>W3: no exponents
 *   <li>W4: {@code required_behaviour} nested
 *   <li>W5: the acknowledgement's path as the profile spells it, which is the business of the client: {@code
 *       OscpClientTest}
 * </ul>
 */
class GoldenDocumentsTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant QUARTER_PAST = Instant.parse("2026-01-01T10:15:00Z");
    private static final String BLOCK =
            "{'capacity':12.5,'phase':'ALL','unit':'KW','start_time':'2026-01-01T10:00:00.000Z','end_time':'2026-01-01T10:15:00.000Z'}";
    private static final String ENERGY =
            "{'value':10,'phase':'ALL','unit':'KWH','direction':'IMPORT','energy_type':'FLEXIBLE',"
                    + "'measure_time':'2026-01-01T10:15:00.000Z','initial_measure_time':'2026-01-01T10:00:00.000Z'}";
    private static final GroupId GROUP = new GroupId("AKL01");

    @ParameterizedTest
    @EnumSource(Action.class)
    void everyKindOfMessageHasAGoldenDocument(Action action) {
        OscpMessage message = Messages.oneOfEach().stream()
                .filter(one -> one.action() == action)
                .findFirst()
                .orElseThrow();
        assertWritten(message, golden(action));
    }

    @Test
    void handshakeIsNestedAndWritesAWholeIntervalWithoutFraction() {
        // W4: the wish is inside required_behaviour. W2: 60 s kept as 60.000 by Duration's milliseconds is 60.
        assertWritten(
                Handshake.of(RequiredBehaviour.of(Duration.ofSeconds(60), MeasurementConfiguration.INTERMITTENT)),
                "{'required_behaviour':{'heartbeat_interval':60,'measurement_configuration':['INTERMITTENT']}}");
    }

    @Test
    void handshakeWithoutIntervalLeavesItOutAndListsConfigurationsInTheirOrder() {
        // The set is unordered; we write the order of the standard's list.
        var both = Set.of(MeasurementConfiguration.INTERMITTENT, MeasurementConfiguration.CONTINUOUS);
        assertWritten(
                Handshake.of(new RequiredBehaviour(Optional.empty(), both)),
                "{'required_behaviour':{'measurement_configuration':['CONTINUOUS','INTERMITTENT']}}");
    }

    @Test
    void acknowledgementMayHaveAFractionalIntervalOrNothing() {
        // "decimals allowed": 2.5 s is not whole, so its fraction stays. "{} allowed": an acknowledgement that asks for
        // nothing is the empty object.
        assertWritten(
                HandshakeAcknowledge.of(
                        RequiredBehaviour.of(Duration.ofMillis(2500), MeasurementConfiguration.CONTINUOUS)),
                "{'required_behaviour':{'heartbeat_interval':2.5,'measurement_configuration':['CONTINUOUS']}}");
        assertWritten(new HandshakeAcknowledge(Optional.empty()), "{}");
    }

    @Test
    void heartbeatHasExactlyThreeFractionDigits() {
        // W1. 7.9 ms is cut to 7, never rounded up to 8: a promise is never longer than meant.
        assertWritten(
                new Heartbeat(Instant.parse("2026-01-01T10:00:00.007900Z")),
                "{'offline_mode_at':'2026-01-01T10:00:00.007Z'}");
        assertWritten(new Heartbeat(TEN), "{'offline_mode_at':'2026-01-01T10:00:00.000Z'}");
    }

    @Test
    void forecastWritesPlainNumbers() {
        // W3: 1e5 is 100000. W2: 0.000 is 0. 12.50 is 12.5.
        ForecastedBlock large = block("1e5", CapacityUnit.W, TEN, QUARTER_PAST);
        ForecastedBlock zero = block("0.000", CapacityUnit.KW, QUARTER_PAST, QUARTER_PAST.plusSeconds(900));
        ForecastedBlock half = block("12.50", CapacityUnit.KW, TEN.plusSeconds(1800), TEN.plusSeconds(2700));
        assertWritten(
                new UpdateGroupCapacityForecast(GROUP, ForecastType.CONSUMPTION, List.of(large, zero, half)),
                "{'group_id':'AKL01','type':'CONSUMPTION','forecasted_blocks':["
                        + "{'capacity':100000,'phase':'ALL','unit':'W','start_time':'2026-01-01T10:00:00.000Z','end_time':'2026-01-01T10:15:00.000Z'},"
                        + "{'capacity':0,'phase':'ALL','unit':'KW','start_time':'2026-01-01T10:15:00.000Z','end_time':'2026-01-01T10:30:00.000Z'},"
                        + "{'capacity':12.5,'phase':'ALL','unit':'KW','start_time':'2026-01-01T10:30:00.000Z','end_time':'2026-01-01T10:45:00.000Z'}]}");
    }

    @Test
    void complianceErrorLeavesOutBlocksItDoesNotHave() {
        // forecasted_blocks is optional but, when there, has at least one entry: so none is written as nothing.
        assertWritten(
                new GroupCapacityComplianceError("line\nand \"quote\"", List.of()),
                "{'message':'line\\nand \\'quote\\''}");
        assertWritten(
                new GroupCapacityComplianceError("x", List.of(block("1", CapacityUnit.A, TEN, QUARTER_PAST))),
                "{'message':'x','forecasted_blocks':[{'capacity':1,'phase':'ALL','unit':'A','start_time':'2026-01-01T10:00:00.000Z','end_time':'2026-01-01T10:15:00.000Z'}]}");
    }

    @Test
    void numbersAsSmallAsTheyMayBeAreWrittenInFull() {
        // W3: forty digits after the point are the most that we take, so the most that we write. -0 is 0.
        ForecastedBlock tiny = block("1e-40", CapacityUnit.KW, TEN, QUARTER_PAST);
        ForecastedBlock large = block("999999999999999.5", CapacityUnit.W, TEN, QUARTER_PAST);
        ForecastedBlock minusZero = block("-0.0", CapacityUnit.W, TEN, QUARTER_PAST);
        String written = written(new GroupCapacityComplianceError("x", List.of(tiny, large, minusZero)));
        assertThat(written)
                .contains("\"capacity\":0." + "0".repeat(39) + "1,")
                .contains("\"capacity\":999999999999999.5,")
                .contains("\"capacity\":0,");
    }

    @Test
    void yearsHaveFourDigitsAndOffsetsBecomeUtc() {
        // W1, at both ends of what RFC 3339 can say; a time read with +13:00 is written with Z.
        assertWritten(
                new Heartbeat(Instant.parse("0001-01-01T00:00:00Z")), "{'offline_mode_at':'0001-01-01T00:00:00.000Z'}");
        assertWritten(
                new Heartbeat(Instant.parse("9999-12-31T23:59:59.999999999Z")),
                "{'offline_mode_at':'9999-12-31T23:59:59.999Z'}");
        assertWritten(
                Bodies.taken(Bodies.STRICT, Heartbeat.class, "{'offline_mode_at':'2026-01-01T23:00:00.5+13:00'}")
                        .value(),
                "{'offline_mode_at':'2026-01-01T10:00:00.500Z'}");
    }

    @Test
    void errorBodyHasOnlyItsMessage() {
        // The last row of the table: {message?}; we always have one.
        assertThat(new String(OscpCodec.strict().encodeError("no"), StandardCharsets.UTF_8))
                .isEqualTo("{\"message\":\"no\"}");
    }

    @Test
    void groupMeasurementOfARegisterHasNoInitialTime() {
        // CONTINUOUS: a reading at measure_time. An absent energy_type means TOTAL and is left out. NET may be
        // negative.
        var reading = new EnergyMeasurement(
                new BigDecimal("-7.25"),
                Phase.UNKNOWN,
                EnergyUnit.WH,
                EnergyDirection.NET,
                Optional.empty(),
                QUARTER_PAST,
                Optional.empty());
        assertWritten(
                new UpdateGroupMeasurements(GROUP, List.of(reading)),
                "{'group_id':'AKL01','measurements':[{'value':-7.25,'phase':'UNKNOWN','unit':'WH','direction':'NET','measure_time':'2026-01-01T10:15:00.000Z'}]}");
    }

    @Test
    void assetMeasurementWithoutEnergyLeavesItOut() {
        // Either of the two measurements suffices.
        var moment = ((UpdateAssetMeasurements) Messages.oneOfEach().get(8))
                .measurements()
                .get(0)
                .instantaneousMeasurement();
        var storage = new AssetMeasurement(new AssetId("B1"), AssetCategory.STORAGE, Optional.empty(), moment);
        assertWritten(
                new UpdateAssetMeasurements(GROUP, List.of(storage)),
                "{'group_id':'AKL01','measurements':[{'asset_id':'B1','asset_category':'STORAGE',"
                        + "'instantaneous_measurement':{'value':40,'phase':'ALL','unit':'KW','measure_time':'2026-01-01T10:15:00.000Z'}}]}");
    }

    /** What is written for the messages of one of each; the compiler sees to it that none is left out. */
    private static String golden(Action action) {
        return switch (action) {
            // Both required; version_url is a list of at least one {version, base_url}, and both are texts.
            case REGISTER ->
                "{'token':'t0k3n','version_url':[{'version':'2.0','base_url':'https://cp.example/oscp/cp/2.0'}]}";
            // W4, W2; "same as Handshake".
            case HANDSHAKE, HANDSHAKE_ACKNOWLEDGE ->
                "{'required_behaviour':{'heartbeat_interval':60,'measurement_configuration':['INTERMITTENT']}}";
            // W1.
            case HEARTBEAT -> "{'offline_mode_at':'2026-01-01T10:15:00.000Z'}";
            // W1 twice; 12.5 is no integral number and keeps its fraction.
            case UPDATE_GROUP_CAPACITY_FORECAST ->
                "{'group_id':'AKL01','type':'CONSUMPTION','forecasted_blocks':[" + BLOCK + "]}";
            // "same body".
            case ADJUST_GROUP_CAPACITY_FORECAST ->
                "{'group_id':'AKL01','type':'GENERATION','forecasted_blocks':[" + BLOCK + "]}";
            // No group_id: which forecast is meant is told by X-Correlation-ID alone.
            case GROUP_CAPACITY_COMPLIANCE_ERROR -> "{'message':'too much','forecasted_blocks':[" + BLOCK + "]}";
            // INTERMITTENT: initial_measure_time "must be set"; it stands last, as in the table. W2: 10, not 1E+1.
            case UPDATE_GROUP_MEASUREMENTS -> "{'group_id':'AKL01','measurements':[" + ENERGY + "]}";
            // The energy of a quarter of an hour and its mean power. W2: 40.
            case UPDATE_ASSET_MEASUREMENTS ->
                "{'group_id':'AKL01','measurements':[{'asset_id':'AKL01','asset_category':'CHARGING',"
                        + "'energy_measurement':" + ENERGY
                        + ",'instantaneous_measurement':{'value':40,'phase':'ALL','unit':'KW','measure_time':'2026-01-01T10:15:00.000Z'}}]}";
        };
    }

    private static ForecastedBlock block(String capacity, CapacityUnit unit, Instant start, Instant end) {
        return new ForecastedBlock(new BigDecimal(capacity), Phase.ALL, unit, start, end);
    }

    /** Single quotes stand for double ones. */
    private static void assertWritten(OscpMessage message, String golden) {
        assertThat(written(message)).isEqualTo(golden.replace('\'', '"'));
    }

    private static String written(OscpMessage message) {
        return new String(OscpCodec.strict().encode(message), StandardCharsets.UTF_8);
    }
}
