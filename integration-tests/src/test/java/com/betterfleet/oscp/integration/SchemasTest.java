package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.testkit.schema.OscpSchemas;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.SpecificationVersion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON Schemas of the test kit, held to the tables of protocol.md 1: each takes a golden document that has every
 * property, and refuses it with one thing made wrong. Single quotes stand for double ones.
 */
class SchemasTest {
    private static final String HANDSHAKE = OscpSchemas.idOf(Action.HANDSHAKE);
    private static final String ACKNOWLEDGE = OscpSchemas.idOf(Action.HANDSHAKE_ACKNOWLEDGE);
    private static final String HEARTBEAT = OscpSchemas.idOf(Action.HEARTBEAT);
    private static final String REGISTER = OscpSchemas.idOf(Action.REGISTER);
    private static final String FORECAST = OscpSchemas.idOf(Action.UPDATE_GROUP_CAPACITY_FORECAST);
    private static final String ADJUST = OscpSchemas.idOf(Action.ADJUST_GROUP_CAPACITY_FORECAST);
    private static final String COMPLIANCE = OscpSchemas.idOf(Action.GROUP_CAPACITY_COMPLIANCE_ERROR);
    private static final String GROUP = OscpSchemas.idOf(Action.UPDATE_GROUP_MEASUREMENTS);
    private static final String ASSETS = OscpSchemas.idOf(Action.UPDATE_ASSET_MEASUREMENTS);
    private static final String ERROR = OscpSchemas.idOfError();

    private static final String BLOCKS = "'forecasted_blocks':[{'capacity':12.5,'phase':'ALL','unit':'KW',"
            + "'start_time':'2026-01-01T10:00:00.000Z','end_time':'2026-01-01T10:15:00.000Z'}]";
    private static final String WISH =
            "{'required_behaviour':{'heartbeat_interval':60,'measurement_configuration':['CONTINUOUS','INTERMITTENT']}}";
    private static final String ENERGY = "{'value':10,'phase':'ALL','unit':'KWH','direction':'IMPORT',"
            + "'energy_type':'FLEXIBLE','measure_time':'2026-01-01T10:15:00.000Z',"
            + "'initial_measure_time':'2026-01-01T10:00:00.000Z'}";
    private static final String MOMENT =
            "{'value':-40,'phase':'ALL','unit':'KW','measure_time':'2026-01-01T10:15:00.000Z'}";

    private static final Map<String, String> GOLDEN = golden();

    static final List<Arguments> WRONG = List.of(
            wrong(REGISTER, "'token':'t0k3n',", "", " required"),
            wrong(REGISTER, "t0k3n", "t0 k3n", "/token pattern"),
            wrong(REGISTER, "t0k3n", "", "/token minLength"),
            wrong(REGISTER, "'token'", "'x':1,'token'", " additionalProperties"),
            wrong(REGISTER, "[{'version':'2.0','base_url':'https://cp.example/oscp/cp/2.0'}]", "[]", "/version_url minItems"),
            wrong(REGISTER, "'version':'2.0',", "", "/version_url/0 required"),
            wrong(REGISTER, "'2.0'", "2.0", "/version_url/0/version type"),
            wrong(REGISTER, "https:", "ftp:", "/version_url/0/base_url pattern"),
            wrong(REGISTER, "cp/2.0'", "cp/2.0?x=1'", "/version_url/0/base_url pattern"),
            wrong(REGISTER, "'version'", "'x':1,'version'", "/version_url/0 additionalProperties"),
            wrong(HANDSHAKE, "60", "0.5", "/required_behaviour/heartbeat_interval minimum"),
            wrong(HANDSHAKE, "60", "'60'", "/required_behaviour/heartbeat_interval type"),
            wrong(HANDSHAKE, "60", "604801", "/required_behaviour/heartbeat_interval maximum"),
            wrong(HANDSHAKE, "60", "null", "/required_behaviour/heartbeat_interval type"),
            wrong(HANDSHAKE, "CONTINUOUS", "SOMETIMES", "/required_behaviour/measurement_configuration/0 enum"),
            wrong(HANDSHAKE, "CONTINUOUS", "INTERMITTENT", "/required_behaviour/measurement_configuration uniqueItems"),
            wrong(HANDSHAKE, ",'measurement_configuration':['CONTINUOUS','INTERMITTENT']", "", "/required_behaviour required"),
            wrong(HANDSHAKE, "{'heartbeat", "{'x':1,'heartbeat", "/required_behaviour additionalProperties"),
            wrong(HANDSHAKE, "{'required_behaviour':", "{'heartbeat_interval':60,'required_behaviour':", " additionalProperties"),
            wrong(ACKNOWLEDGE, "60", "0", "/required_behaviour/heartbeat_interval minimum"),
            wrong(ACKNOWLEDGE, "CONTINUOUS", "INTERMITTENT", "/required_behaviour/measurement_configuration uniqueItems"),
            wrong(ACKNOWLEDGE, ",'measurement_configuration':['CONTINUOUS','INTERMITTENT']", "", "/required_behaviour required"),
            wrong(ACKNOWLEDGE, WISH, "{'measurement_configuration':['CONTINUOUS']}", " additionalProperties"),
            wrong(HEARTBEAT, "'offline_mode_at':'2026-01-01T10:03:00.000Z'", "", " required"),
            wrong(HEARTBEAT, ".000Z", ".000", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, ".000Z", ".000+00:00", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, ".000Z", "Z", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, ".000Z", ".0Z", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, ".000Z", ".000000Z", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, "T10", "T24", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, "T10", " 10", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, "'2026-01-01T10:03:00.000Z'", "1767261780", "/offline_mode_at type"),
            wrong(HEARTBEAT, "{", "{'x':1,", " additionalProperties"),
            wrong(FORECAST, "'group_id':'AKL01',", "", " required"),
            wrong(FORECAST, "AKL01", "", "/group_id minLength"),
            wrong(FORECAST, "AKL01", "A".repeat(256), "/group_id maxLength"),
            wrong(FORECAST, "'AKL01'", "7", "/group_id type"),
            wrong(FORECAST, "'CONSUMPTION'", "'consumption'", "/type enum"),
            wrong(FORECAST, "," + BLOCKS, "", " required"),
            wrong(FORECAST, BLOCKS, "'forecasted_blocks':[]", "/forecasted_blocks minItems"),
            wrong(FORECAST, "12.5", "'12.5'", "/forecasted_blocks/0/capacity type"),
            wrong(FORECAST, "12.5", "-0.1", "/forecasted_blocks/0/capacity minimum"),
            wrong(FORECAST, "12.5", "1e400", "/forecasted_blocks/0/capacity maximum"),
            wrong(FORECAST, "'capacity':12.5,", "", "/forecasted_blocks/0 required"),
            wrong(FORECAST, "'phase':'ALL',", "", "/forecasted_blocks/0 required"),
            wrong(FORECAST, "'ALL'", "'FOUR'", "/forecasted_blocks/0/phase enum"),
            wrong(FORECAST, "'KW'", "'MW'", "/forecasted_blocks/0/unit enum"),
            wrong(FORECAST, "10:15:00.000Z", "10:15:00.5Z", "/forecasted_blocks/0/end_time pattern"),
            wrong(FORECAST, "'capacity'", "'x_note':1,'capacity'", "/forecasted_blocks/0 additionalProperties"),
            wrong(ADJUST, "'type':'GENERATION',", "", " required"),
            wrong(ADJUST, "'GENERATION'", "'WISH'", "/type enum"),
            wrong(ADJUST, "12.5", "-12.5", "/forecasted_blocks/0/capacity minimum"),
            wrong(ADJUST, BLOCKS, "'forecasted_blocks':[]", "/forecasted_blocks minItems"),
            wrong(COMPLIANCE, "'message':'too much',", "", " required"),
            wrong(COMPLIANCE, "too much", "", "/message minLength"),
            wrong(COMPLIANCE, BLOCKS, "'forecasted_blocks':[]", "/forecasted_blocks minItems"),
            wrong(COMPLIANCE, BLOCKS, "'forecasted_blocks':null", "/forecasted_blocks type"),
            wrong(COMPLIANCE, "'message'", "'group_id':'AKL01','message'", " additionalProperties"),
            wrong(GROUP, "[" + ENERGY + "]", "[]", "/measurements minItems"),
            wrong(GROUP, "'KWH'", "'KW'", "/measurements/0/unit enum"),
            wrong(GROUP, "'IMPORT'", "'BOTH'", "/measurements/0/direction enum"),
            wrong(GROUP, "'FLEXIBLE'", "'SOME'", "/measurements/0/energy_type enum"),
            wrong(GROUP, "'value':10", "'value':-10", "/measurements/0/value minimum"),
            wrong(GROUP, "'value':10", "'value':'10'", "/measurements/0/value type"),
            wrong(GROUP, "'measure_time':'2026-01-01T10:15:00.000Z',", "", "/measurements/0 required"),
            wrong(GROUP, "'direction':'IMPORT',", "", "/measurements/0 required"),
            wrong(GROUP, "10:00:00.000Z", "10:00:00Z", "/measurements/0/initial_measure_time pattern"),
            wrong(GROUP, "{'value'", "{'asset_id':'A','value'", "/measurements/0 additionalProperties"),
            wrong(ASSETS, "'asset_id':'AKL01',", "", "/measurements/0 required"),
            wrong(ASSETS, "'CHARGING'", "'CAR'", "/measurements/0/asset_category enum"),
            wrong(ASSETS, "'unit':'KW'", "'unit':'MW'", "/measurements/0/instantaneous_measurement/unit enum"),
            wrong(ASSETS, "'unit':'KWH'", "'unit':'A'", "/measurements/0/energy_measurement/unit enum"),
            wrong(ASSETS, "'value':-40", "'value':'-40'", "/measurements/0/instantaneous_measurement/value type"),
            wrong(ASSETS, "'value':-40,", "", "/measurements/0/instantaneous_measurement required"),
            wrong(ASSETS, "{'asset_id'", "{'x':1,'asset_id'", "/measurements/0 additionalProperties"),
            wrong(ERROR, "'no'", "7", "/message type"),
            wrong(ERROR, "{", "{'status':400,", " additionalProperties"));

    @Test
    void everyMessageAndTheErrorBodyHaveOneThatIsNamedByItsOwnId() throws Exception {
        assertThat(Arrays.stream(Action.values()).map(OscpSchemas::idOf))
                .doesNotHaveDuplicates()
                .isSubsetOf(OscpSchemas.byId().keySet());
        assertThat(OscpSchemas.byId()).hasSize(Action.values().length + 2);
        for (Map.Entry<String, String> entry : OscpSchemas.byId().entrySet()) {
            var schema = JsonMapper.builder().build().readTree(entry.getValue());
            assertThat(schema.get("$id").asText()).isEqualTo(entry.getKey());
            assertThat(schema.get("title").asText()).isNotBlank();
            assertThat(schema.get("description").asText()).isNotBlank();
        }
        assertThat(Arrays.stream(Action.values()).map(OscpSchemas::of))
                .isSubsetOf(OscpSchemas.byId().values())
                .doesNotHaveDuplicates();
        assertThat(OscpSchemas.ofError()).isEqualTo(OscpSchemas.byId().get(ERROR));
    }

    @Test
    void eachIsAValidSchemaOfDraft202012() {
        String draft = SpecificationVersion.DRAFT_2020_12.getDialectId();
        for (String schema : OscpSchemas.byId().values()) {
            assertThat(schema).contains("\"$schema\": \"" + draft + "\"");
            assertThat(Schemas.complaints(draft, schema)).isEmpty();
        }
        assertThat(Schemas.complaints(draft, "{\"minItems\":-1}")).isNotEmpty();
    }

    @Test
    void eachTakesItsGoldenDocument() {
        assertThat(GOLDEN).hasSize(Action.values().length + 1);
        GOLDEN.forEach((schema, document) ->
                assertThat(complaints(schema, document)).as(document).isEmpty());
    }

    @Test
    void optionalPropertiesMayBeLeftOut() {
        assertThat(complaints(HANDSHAKE, "{}")).isEmpty();
        assertThat(complaints(ACKNOWLEDGE, "{}")).isEmpty();
        assertThat(complaints(ERROR, "{}")).isEmpty();
        assertThat(complaints(COMPLIANCE, "{'message':'x'}")).isEmpty();
        assertThat(complaints(HANDSHAKE, WISH.replace("'heartbeat_interval':60,", ""))).isEmpty();
        String bare = GOLDEN.get(GROUP)
                .replace("'energy_type':'FLEXIBLE',", "")
                .replace(",'initial_measure_time':'2026-01-01T10:00:00.000Z'", "");
        assertThat(complaints(GROUP, bare)).isEmpty();
        assertThat(complaints(ASSETS, GOLDEN.get(ASSETS).replace("'energy_measurement':" + ENERGY + ",", "")))
                .isEmpty();
    }

    @Test
    void anAssetNeedsOneOfTheTwoMeasurements() {
        assertThat(complaints(
                        ASSETS, "{'group_id':'G','measurements':[{'asset_id':'A','asset_category':'STORAGE'}]}"))
                .containsOnly("/measurements/0 required");
    }

    @Test
    void onlyANetEnergyMayBeBelowZero() {
        String below = GOLDEN.get(GROUP).replace("'value':10", "'value':-10");
        assertThat(complaints(GROUP, below)).isNotEmpty();
        assertThat(complaints(GROUP, below.replace("IMPORT", "NET"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everySchema")
    void noneTakesAnythingButAnObject(String schema) {
        for (String other : Set.of("[]", "null", "'x'", "7")) {
            assertThat(complaints(schema, other)).containsExactly(" type");
        }
    }

    @ParameterizedTest
    @FieldSource("WRONG")
    void eachRefusesWhatIsWrong(String schema, String right, String wrong, String complaint) {
        String golden = GOLDEN.get(schema);
        assertThat(golden).contains(right);
        assertThat(complaints(schema, golden.replace(right, wrong))).contains(complaint);
    }

    static Set<String> everySchema() {
        return GOLDEN.keySet();
    }

    private static Arguments wrong(String schema, String right, String wrong, String complaint) {
        return arguments(schema, right, wrong, complaint);
    }

    private static Map<String, String> golden() {
        Map<String, String> golden = new LinkedHashMap<>();
        golden.put(
                REGISTER,
                "{'token':'t0k3n','version_url':[{'version':'2.0','base_url':'https://cp.example/oscp/cp/2.0'}]}");
        golden.put(HANDSHAKE, WISH);
        golden.put(ACKNOWLEDGE, WISH);
        golden.put(HEARTBEAT, "{'offline_mode_at':'2026-01-01T10:03:00.000Z'}");
        golden.put(FORECAST, "{'group_id':'AKL01','type':'CONSUMPTION'," + BLOCKS + "}");
        golden.put(ADJUST, "{'group_id':'AKL01','type':'GENERATION'," + BLOCKS + "}");
        golden.put(COMPLIANCE, "{'message':'too much'," + BLOCKS + "}");
        golden.put(GROUP, "{'group_id':'AKL01','measurements':[" + ENERGY + "]}");
        golden.put(
                ASSETS,
                "{'group_id':'AKL01','measurements':[{'asset_id':'AKL01','asset_category':'CHARGING',"
                        + "'energy_measurement':" + ENERGY + ",'instantaneous_measurement':" + MOMENT + "}]}");
        golden.put(ERROR, "{'message':'no'}");
        return golden;
    }

    private static List<String> complaints(String schema, String document) {
        return Schemas.complaints(schema, document.replace('\'', '"'));
    }
}
