package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.adjustment.Adjustment;
import com.betterfleet.oscp.connection.Fault;
import com.betterfleet.oscp.connection.LinkFailure;
import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.event.AdjustmentState;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.limit.Reported;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.operation.ConditionStatus;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.GroupStatus;
import com.betterfleet.oscp.operation.LimitStatus;
import com.betterfleet.oscp.operation.RegistrationStatus;
import com.betterfleet.oscp.operation.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema of a status has a property for each component and a word for each constant, and no other. */
class StatusSchemaCompleteTest {
    /** What an order says and its limit has said already. */
    private static final Set<String> TOLD_BY_THE_LIMIT = Set.of("scope", "direction", "wish");

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(Status.class, "status"),
                Arguments.of(ConnectionStatus.class, "connection"),
                Arguments.of(RegistrationStatus.class, "registration"),
                Arguments.of(ConditionStatus.class, "condition"),
                Arguments.of(LinkFailure.class, "failure"),
                Arguments.of(GroupStatus.class, "group"),
                Arguments.of(LimitStatus.class, "limit"),
                Arguments.of(Adjustment.class, "adjustment"),
                Arguments.of(AdjustedBlock.class, "adjustedBlock"),
                Arguments.of(Reported.class, "reported"),
                Arguments.of(LimitOrder.class, "order"));
    }

    static Stream<Arguments> enums() {
        return Stream.of(
                Arguments.of(LinkState.values(), StatusSchema.definition("linkState")),
                Arguments.of(Mode.values(), StatusSchema.definition("mode")),
                Arguments.of(Direction.values(), StatusSchema.definition("direction")),
                Arguments.of(
                        AdjustmentState.values(),
                        StatusSchema.definition("adjustment").at("/properties/state")),
                Arguments.of(
                        ForecastType.values(),
                        StatusSchema.definition("adjustment").at("/properties/type")),
                Arguments.of(Tolerance.values(), StatusSchema.definition("tolerance")),
                Arguments.of(
                        Condition.values(), StatusSchema.definition("condition").at("/properties/condition")),
                Arguments.of(
                        Fault.Source.values(),
                        StatusSchema.definition("condition").at("/properties/source")));
    }

    @ParameterizedTest
    @MethodSource("records")
    void eachComponentIsAPropertyAndEachThatIsAlwaysThereIsRequired(Class<?> type, String definition) {
        JsonNode schema = StatusSchema.definition(definition);
        assertThat(schema.get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        components(type).map(StatusSchemaCompleteTest::property).toList());
        assertThat(texts(schema.get("required")))
                .containsExactlyInAnyOrderElementsOf(components(type)
                        .filter(component -> component.getType() != Optional.class)
                        .map(StatusSchemaCompleteTest::property)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void eachConstantIsAWord(Enum<?>[] constants, JsonNode schema) {
        assertThat(texts(schema.get("enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(constants).map(Enum::name).toList());
    }

    @Test
    void eachConstantOfAConditionAndOfALinkStateIsExplained() {
        assertThat(StatusSchema.definition("linkState").get("description").textValue())
                .contains(Arrays.stream(LinkState.values()).map(Enum::name).toList());
        assertThat(StatusSchema.definition("condition")
                        .at("/properties/condition/description")
                        .textValue())
                .contains(Arrays.stream(Condition.values()).map(Enum::name).toList());
    }

    @Test
    void everyObjectIsStrictAndEveryPropertyIsDescribed() {
        for (JsonNode definition : StatusSchema.TREE.get("$defs")) {
            if (!definition.has("properties")) {
                assertThat(definition.path("description").textValue()).isNotBlank();
                continue;
            }
            assertThat(definition.get("additionalProperties").booleanValue()).isFalse();
            assertThat(definition.get("properties"))
                    .allSatisfy(property ->
                            assertThat(property.path("description").textValue()).endsWith("."));
        }
    }

    @Test
    void whatMayBeAbsentSaysWhen() {
        for (JsonNode definition : StatusSchema.TREE.get("$defs")) {
            List<String> required = texts(definition.path("required"));
            definition.path("properties").properties().forEach(property -> {
                String description = property.getValue().get("description").textValue();
                assertThat(description.contains("Absent"))
                        .as(property.getKey() + ": " + description)
                        .isNotEqualTo(required.contains(property.getKey()));
            });
        }
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> type != LimitOrder.class || !TOLD_BY_THE_LIMIT.contains(component.getName()));
    }

    /** A limit or a power is told in watts and a duration in seconds. */
    private static String property(RecordComponent component) {
        String type = component.getGenericType().getTypeName();
        if (type.contains(Duration.class.getName())) {
            return component.getName() + "Seconds";
        }
        if (component.getName().equals("limit")) {
            return "watts";
        }
        boolean inWatts = Stream.of(Limit.class, Power.class)
                .map(Class::getName)
                .anyMatch(power -> type.equals(power) || type.endsWith("<" + power + ">"));
        return inWatts ? component.getName() + "Watts" : component.getName();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}
