package com.betterfleet.oscp.json;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Every message byte by byte as we write it. Properties stand in the order of the standard's tables; each comment derives
 * what is not obvious.
 */
class GoldenDocumentsTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant QUARTER_PAST = Instant.parse("2026-01-01T10:15:00Z");
    private static final GroupId GROUP = new GroupId("AKL01");

    @Test
    void registerCarriesTokenAndVersionUrls() {
        // The first of the messages of one of each: token and one entry of version_url, both required.
        assertWritten(
                Messages.oneOfEach().get(0),
                "{'token':'t0k3n','version_url':[{'version':'2.0','base_url':'https://cp.example/oscp/cp/2.0'}]}");
    }

    @Test
    void handshakeIsNestedAndWritesAWholeIntervalWithoutFraction() {
        // 60 s kept as 60.000 by Duration's milliseconds is 60: a Python peer refuses 60.0.
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
        // 2.5 s is not whole, so its fraction stays; an acknowledgement that asks for nothing is the empty object.
        assertWritten(
                HandshakeAcknowledge.of(
                        RequiredBehaviour.of(Duration.ofMillis(2500), MeasurementConfiguration.CONTINUOUS)),
                "{'required_behaviour':{'heartbeat_interval':2.5,'measurement_configuration':['CONTINUOUS']}}");
        assertWritten(new HandshakeAcknowledge(Optional.empty()), "{}");
    }

    @Test
    void heartbeatHasExactlyThreeFractionDigits() {
        // 7.9 ms is cut to 7, never rounded up to 8: a promise is never longer than meant. A Java peer refuses one,
        // two and four to nine digits.
        assertWritten(
                new Heartbeat(Instant.parse("2026-01-01T10:00:00.007900Z")),
                "{'offline_mode_at':'2026-01-01T10:00:00.007Z'}");
        assertWritten(new Heartbeat(TEN), "{'offline_mode_at':'2026-01-01T10:00:00.000Z'}");
    }

    @Test
    void forecastWritesPlainNumbers() {
        // 1e5 is 100000, 0.000 is 0, 12.50 is 12.5: no exponent, no trailing zero.
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
    void adjustmentHasTheBodyOfAForecast() {
        // The sixth of one of each: GENERATION, one block of 12.5 kW.
        assertWritten(
                Messages.oneOfEach().get(5),
                "{'group_id':'AKL01','type':'GENERATION','forecasted_blocks':["
                        + "{'capacity':12.5,'phase':'ALL','unit':'KW','start_time':'2026-01-01T10:00:00.000Z','end_time':'2026-01-01T10:15:00.000Z'}]}");
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
    void assetMeasurementOfAWindowHasBothTimes() {
        // INTERMITTENT: the energy of a quarter hour, from initial_measure_time to measure_time; and its mean power.
        assertWritten(
                Messages.oneOfEach().get(8),
                "{'group_id':'AKL01','measurements':[{'asset_id':'AKL01','asset_category':'CHARGING',"
                        + "'energy_measurement':{'value':10,'phase':'ALL','unit':'KWH','direction':'IMPORT','energy_type':'FLEXIBLE',"
                        + "'measure_time':'2026-01-01T10:15:00.000Z','initial_measure_time':'2026-01-01T10:00:00.000Z'},"
                        + "'instantaneous_measurement':{'value':40,'phase':'ALL','unit':'KW','measure_time':'2026-01-01T10:15:00.000Z'}}]}");
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

    private static ForecastedBlock block(String capacity, CapacityUnit unit, Instant start, Instant end) {
        return new ForecastedBlock(new BigDecimal(capacity), Phase.ALL, unit, start, end);
    }

    /** Single quotes stand for double ones. */
    private static void assertWritten(OscpMessage message, String golden) {
        String written = new String(OscpCodec.strict().encode(message), StandardCharsets.UTF_8);
        assertThat(written).isEqualTo(golden.replace('\'', '"'));
    }
}
