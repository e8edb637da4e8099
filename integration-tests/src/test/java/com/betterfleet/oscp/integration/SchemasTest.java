package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.testkit.schema.OscpSchemas;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON Schemas of the test kit, held to the tables of protocol.md 1: each takes a golden document that has every
 * property, and refuses it with any one thing made wrong. Single quotes stand for double ones.
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

    private static final JsonMapper JSON = JsonMapper.builder().build();
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

    /** What the tables mark with a question mark. */
    private static final Set<String> OPTIONAL = Set.of(
            "handshake required_behaviour",
            "handshake_acknowledge required_behaviour",
            "handshake heartbeat_interval",
            "handshake_acknowledge heartbeat_interval",
            "group_capacity_compliance_error forecasted_blocks",
            "update_group_measurements energy_type",
            "update_group_measurements initial_measure_time",
            "update_asset_measurements energy_type",
            "update_asset_measurements initial_measure_time",
            "update_asset_measurements energy_measurement",
            "update_asset_measurements instantaneous_measurement",
            "error message");

    static final List<Arguments> WRONG = List.of(
            wrong(REGISTER, "t0k3n", "t0 k3n", "/token pattern"),
            wrong(REGISTER, "t0k3n", "", "/token minLength"),
            wrong(REGISTER, "t0k3n", "t".repeat(4097), "/token maxLength"),
            wrong(REGISTER, "cp.example", "cp.example/" + "x".repeat(2048), "/version_url/0/base_url maxLength"),
            wrong(
                    REGISTER,
                    "[{'version':'2.0','base_url':'https://cp.example/oscp/cp/2.0'}]",
                    "[]",
                    "/version_url minItems"),
            wrong(REGISTER, "'version':'2.0',", "", "/version_url/0 required"),
            wrong(REGISTER, "'2.0'", "2.0", "/version_url/0/version type"),
            wrong(REGISTER, "https:", "ftp:", "/version_url/0/base_url pattern"),
            wrong(REGISTER, "cp/2.0'", "cp/2.0?x=1'", "/version_url/0/base_url pattern"),
            wrong(HANDSHAKE, "60", "0.5", "/required_behaviour/heartbeat_interval minimum"),
            wrong(HANDSHAKE, "60", "'60'", "/required_behaviour/heartbeat_interval type"),
            wrong(HANDSHAKE, "60", "604801", "/required_behaviour/heartbeat_interval maximum"),
            wrong(HANDSHAKE, "60", "null", "/required_behaviour/heartbeat_interval type"),
            wrong(HANDSHAKE, "CONTINUOUS", "SOMETIMES", "/required_behaviour/measurement_configuration/0 enum"),
            wrong(HANDSHAKE, "CONTINUOUS", "INTERMITTENT", "/required_behaviour/measurement_configuration uniqueItems"),
            wrong(ACKNOWLEDGE, "60", "0", "/required_behaviour/heartbeat_interval minimum"),
            wrong(
                    ACKNOWLEDGE,
                    "CONTINUOUS",
                    "INTERMITTENT",
                    "/required_behaviour/measurement_configuration uniqueItems"),
            wrong(HEARTBEAT, ".000Z", ".000", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, ".000Z", ".000+00:00", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, ".000Z", "Z", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, ".000Z", ".0Z", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, ".000Z", ".000000Z", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, "T10", "T24", "/offline_mode_at pattern"),
            wrong(HEARTBEAT, "T10", " 10", "/offline_mode_at pattern"),
            wrong(FORECAST, "AKL01", "", "/group_id minLength"),
            wrong(FORECAST, "AKL01", "A".repeat(256), "/group_id maxLength"),
            wrong(FORECAST, "'CONSUMPTION'", "'consumption'", "/type enum"),
            wrong(FORECAST, "12.5", "'12.5'", "/forecasted_blocks/0/capacity type"),
            wrong(FORECAST, "12.5", "-0.1", "/forecasted_blocks/0/capacity minimum"),
            wrong(FORECAST, "12.5", "1e400", "/forecasted_blocks/0/capacity maximum"),
            wrong(FORECAST, "'ALL'", "'FOUR'", "/forecasted_blocks/0/phase enum"),
            wrong(FORECAST, "'KW'", "'MW'", "/forecasted_blocks/0/unit enum"),
            wrong(FORECAST, "10:15:00.000Z", "10:15:00.5Z", "/forecasted_blocks/0/end_time pattern"),
            wrong(ADJUST, "'GENERATION'", "'WISH'", "/type enum"),
            wrong(ADJUST, "12.5", "-12.5", "/forecasted_blocks/0/capacity minimum"),
            wrong(COMPLIANCE, "too much", "", "/message minLength"),
            wrong(COMPLIANCE, "too much", "x".repeat(4097), "/message maxLength"),
            wrong(COMPLIANCE, "12.5", "-12.5", "/forecasted_blocks/0/capacity minimum"),
            wrong(GROUP, "'value':10", "'value':1e400", "/measurements/0/value maximum"),
            wrong(ASSETS, "-40", "-1e400", "/measurements/0/instantaneous_measurement/value minimum"),
            wrong(GROUP, "'KWH'", "'KW'", "/measurements/0/unit enum"),
            wrong(GROUP, "'IMPORT'", "'BOTH'", "/measurements/0/direction enum"),
            wrong(GROUP, "'FLEXIBLE'", "'SOME'", "/measurements/0/energy_type enum"),
            wrong(GROUP, "'value':10", "'value':-10", "/measurements/0/value minimum"),
            wrong(GROUP, "'value':10", "'value':'10'", "/measurements/0/value type"),
            wrong(GROUP, "10:00:00.000Z", "10:00:00Z", "/measurements/0/initial_measure_time pattern"),
            wrong(ASSETS, "'CHARGING'", "'CAR'", "/measurements/0/asset_category enum"),
            wrong(ASSETS, "'unit':'KW'", "'unit':'MW'", "/measurements/0/instantaneous_measurement/unit enum"),
            wrong(ASSETS, "'unit':'KWH'", "'unit':'A'", "/measurements/0/energy_measurement/unit enum"),
            wrong(ASSETS, "'value':-40", "'value':'-40'", "/measurements/0/instantaneous_measurement/value type"));

    @Test
    void everyMessageAndTheErrorBodyHaveOneThatIsNamedByItsOwnId() throws Exception {
        assertThat(Arrays.stream(Action.values()).map(OscpSchemas::idOf))
                .doesNotHaveDuplicates()
                .isSubsetOf(OscpSchemas.byId().keySet());
        assertThat(OscpSchemas.byId()).hasSize(Action.values().length + 2);
        for (Map.Entry<String, String> entry : OscpSchemas.byId().entrySet()) {
            var schema = JSON.readTree(entry.getValue());
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
        assertThat(complaints(HANDSHAKE, WISH.replace("'heartbeat_interval':60,", "")))
                .isEmpty();
        String bare = GOLDEN.get(GROUP)
                .replace("'energy_type':'FLEXIBLE',", "")
                .replace(",'initial_measure_time':'2026-01-01T10:00:00.000Z'", "");
        assertThat(complaints(GROUP, bare)).isEmpty();
        assertThat(complaints(ASSETS, GOLDEN.get(ASSETS).replace("'energy_measurement':" + ENERGY + ",", "")))
                .isEmpty();
    }

    @Test
    void anAssetNeedsOneOfTheTwoMeasurements() {
        assertThat(complaints(ASSETS, "{'group_id':'G','measurements':[{'asset_id':'A','asset_category':'STORAGE'}]}"))
                .containsOnly("/measurements/0 required");
    }

    @Test
    void onlyANetEnergyMayBeBelowZero() {
        String below = GOLDEN.get(GROUP).replace("'value':10", "'value':-10");
        assertThat(complaints(GROUP, below)).isNotEmpty();
        assertThat(complaints(GROUP, below.replace("IMPORT", "NET"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyProperty")
    void whatTheTablesMarkAsRequiredMustBeThereAndNothingElse(Place place) {
        assertThat(place.edited(ObjectNode::remove).isEmpty()).isEqualTo(OPTIONAL.contains(place.named()));
    }

    @ParameterizedTest
    @MethodSource("everyProperty")
    void noPropertyTakesAnotherKindOfValue(Place place) {
        assertThat(place.edited((object, name) -> object.put(name, true))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyProperty")
    void noPropertyMayBeNull(Place place) {
        assertThat(place.edited((object, name) -> object.putNull(name))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyProperty")
    void noObjectTakesWhatTheStandardDoesNotKnow(Place place) {
        assertThat(place.edited((object, name) -> object.put("x_" + name, 1)))
                .contains(place.parent() + " additionalProperties");
    }

    @ParameterizedTest
    @MethodSource("everyProperty")
    void noListIsEmptyButThatOfConfigurations(Place place) {
        if (place.value().isArray()) {
            assertThat(place.edited((object, name) -> object.putArray(name)).isEmpty())
                    .isEqualTo(place.name().equals("measurement_configuration"));
        }
    }

    @ParameterizedTest
    @MethodSource("everyProperty")
    void noListTakesAnotherKindOfEntry(Place place) {
        if (place.value().isArray()) {
            assertThat(place.edited((object, name) -> object.putArray(name).add(true)))
                    .isNotEmpty();
        }
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

    static Stream<Place> everyProperty() {
        return GOLDEN.keySet().stream().flatMap(schema -> Place.below(schema, "", Place.tree(GOLDEN.get(schema))));
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

    /** One property of the golden document of a schema, wherever it stands. */
    record Place(String schema, String parent, String name, JsonNode value) {
        static Stream<Place> below(String schema, String path, JsonNode node) {
            Stream<Place> own = node.isObject()
                    ? node.properties().stream().map(e -> new Place(schema, path, e.getKey(), e.getValue()))
                    : Stream.empty();
            Stream<Place> deeper = node.isObject()
                    ? node.properties().stream().flatMap(e -> below(schema, path + "/" + e.getKey(), e.getValue()))
                    : IntStream.range(0, node.size()).boxed().flatMap(i -> below(schema, path + "/" + i, node.get(i)));
            return Stream.concat(own, deeper);
        }

        static JsonNode tree(String document) {
            try {
                return JSON.readTree(document.replace('\'', '"'));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        String named() {
            return schema.replaceAll(".*/|[.]schema[.]json", "") + " " + name;
        }

        /** The complaints about the golden document when the object that holds the property is edited. */
        List<String> edited(BiConsumer<ObjectNode, String> edit) {
            JsonNode document = tree(GOLDEN.get(schema));
            edit.accept((ObjectNode) document.at(parent), name);
            return Schemas.complaints(schema, document.toString());
        }
    }
}
