package com.betterfleet.oscp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records of the message tables: rules, normal form, copies. */
class MessagesTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant QUARTER_PAST = TEN.plusSeconds(900);
    private static final GroupId GROUP = new GroupId("G");

    @Test
    void everyActionKnowsItsPathAndIsFoundByIt() {
        assertThat(Action.values()).allSatisfy(action -> {
            assertThat(Action.ofPath(action.path())).contains(action);
            assertThat(action.path()).isEqualTo(action.name().toLowerCase(java.util.Locale.ROOT));
        });
        assertThat(Action.ofPath("Register")).isEmpty();
        assertThat(Arrays.asList(OscpMessage.class.getPermittedSubclasses()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Action.values()).map(Action::messageType).toList());
    }

    @Test
    void equalMeaningsAreEqualValues() {
        assertThat(block("4.00")).isEqualTo(block("4")).hasSameHashCodeAs(block("4"));
        assertThat(block("1e2").capacity().toString()).isEqualTo("100");
        assertThat(block("0.000").capacity()).isEqualTo(BigDecimal.ZERO);
        assertThat(new Heartbeat(TEN.plusNanos(999_999))).isEqualTo(new Heartbeat(TEN));
        assertThat(new Heartbeat(Instant.EPOCH.minusNanos(1)).offlineModeAt()).isEqualTo(Instant.EPOCH.minusMillis(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-0.001",
                "1e15",
                "1000000000000000",
                "1e400",
                "1e2147483647",
                "1e-41",
                "0e99",
                "1e-2147483647"
            })
    void capacitiesOutsideTheBoundsAreRefusedWithoutBeingExpanded(String capacity) {
        assertThatThrownBy(() -> block(capacity))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("capacity: ")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(120));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999999999999", "999999999999999.5", "1e-40", "0.1"})
    void capacitiesInsideTheBoundsAreTaken(String capacity) {
        assertThat(block(capacity).capacity()).isEqualByComparingTo(capacity);
    }

    @Test
    void aBlockEndsAfterItStarts() {
        assertThatThrownBy(() -> block("1", QUARTER_PAST, TEN))
                .hasMessage("end_time: 2026-01-01T10:00:00Z is not after start_time 2026-01-01T10:15:00Z");
        assertThatThrownBy(() -> block("1", TEN, TEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> block("1", TEN, TEN.plusNanos(999_999))).isInstanceOf(IllegalArgumentException.class);
        assertThat(block("1", TEN, TEN.plusMillis(1))).isNotNull();
    }

    @Test
    void timesLieInTheYears1To9999() {
        assertThat(new Heartbeat(Instant.parse("0001-01-01T00:00:00Z"))).isNotNull();
        assertThat(new Heartbeat(Instant.parse("9999-12-31T23:59:59.999999999Z")))
                .isNotNull();
        for (Instant wrong : List.of(
                Instant.MIN,
                Instant.MAX,
                Instant.parse("0001-01-01T00:00:00Z").minusNanos(1),
                Instant.parse("9999-12-31T23:59:59.999999999Z").plusNanos(1))) {
            assertThatThrownBy(() -> new Heartbeat(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("offline_mode_at: ");
        }
    }

    @Test
    void listsNeedAnEntryAndAreCopied() {
        List<ForecastedBlock> blocks = new ArrayList<>(List.of(block("2"), block("1")));
        var forecast = new UpdateGroupCapacityForecast(GROUP, ForecastType.CONSUMPTION, blocks);
        blocks.clear();
        assertThat(forecast.forecastedBlocks())
                .containsExactly(block("2"), block("1"))
                .isUnmodifiable();
        assertThatThrownBy(() -> new UpdateGroupCapacityForecast(GROUP, ForecastType.CONSUMPTION, List.of()))
                .hasMessage("forecasted_blocks: is empty, at least one entry is required");
        assertThatThrownBy(() -> new AdjustGroupCapacityForecast(GROUP, ForecastType.CONSUMPTION, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Register(new Token("t"), List.of()))
                .hasMessage("version_url: is empty, at least one entry is required");
        assertThatThrownBy(() -> new UpdateGroupMeasurements(GROUP, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UpdateAssetMeasurements(GROUP, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new GroupCapacityComplianceError("x", List.of()).forecastedBlocks())
                .isEmpty();
    }

    @Test
    void complianceTextIsNotBlankBoundedAndWellFormed() {
        assertThat(new GroupCapacityComplianceError("a\nbc".repeat(1024), List.of()))
                .isNotNull();
        for (String wrong : List.of(" ", "\ud800", "x".repeat(4097))) {
            assertThatThrownBy(() -> new GroupCapacityComplianceError(wrong, List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("message: ");
        }
    }

    @Test
    void heartbeatIntervalsAreBetweenASecondAndAWeek() {
        for (String right : List.of("1", "1.5", "604800", "604800.000")) {
            assertThat(behaviour(right).heartbeatInterval().orElseThrow()).isEqualByComparingTo(right);
        }
        for (String wrong : List.of("0", "-1", "0.999", "604800.001", "1e400", "1e-400")) {
            assertThatThrownBy(() -> behaviour(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("heartbeat_interval: ");
        }
    }

    @Test
    void heartbeatIntervalsAreDurationsToo() {
        assertThat(behaviour("2.5009").heartbeatEvery()).contains(Duration.ofMillis(2500));
        assertThat(new RequiredBehaviour(Optional.empty(), Set.of()).heartbeatEvery())
                .isEmpty();
        RequiredBehaviour made = RequiredBehaviour.of(Duration.ofMinutes(1), MeasurementConfiguration.INTERMITTENT);
        assertThat(made).isEqualTo(behaviour("60"));
        assertThat(made.heartbeatInterval()).contains(BigDecimal.valueOf(60));
    }

    @Test
    void configurationsAreCopiedInTheOrderOfTheStandard() {
        Set<MeasurementConfiguration> given = new java.util.LinkedHashSet<>(
                List.of(MeasurementConfiguration.INTERMITTENT, MeasurementConfiguration.CONTINUOUS));
        var behaviour = new RequiredBehaviour(Optional.empty(), given);
        given.clear();
        assertThat(behaviour.measurementConfiguration())
                .containsExactly(MeasurementConfiguration.CONTINUOUS, MeasurementConfiguration.INTERMITTENT)
                .isUnmodifiable();
    }

    @Test
    void onlyNetEnergyMayBeNegative() {
        assertThat(energy("-1", EnergyDirection.NET, Optional.empty()).value()).isEqualTo(BigDecimal.valueOf(-1));
        for (EnergyDirection direction : List.of(EnergyDirection.IMPORT, EnergyDirection.EXPORT)) {
            assertThatThrownBy(() -> energy("-1", direction, Optional.empty()))
                    .hasMessage("value: -1 is below 0 and direction is " + direction);
            assertThat(energy("0", direction, Optional.empty())).isNotNull();
        }
        assertThatThrownBy(() -> energy("-1e400", EnergyDirection.NET, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIntervalOfEnergyDoesNotBeginAfterItsEnd() {
        assertThat(energy("1", EnergyDirection.IMPORT, Optional.of(QUARTER_PAST))
                        .initialMeasureTime())
                .contains(QUARTER_PAST);
        assertThatThrownBy(() -> energy("1", EnergyDirection.IMPORT, Optional.of(QUARTER_PAST.plusMillis(1))))
                .hasMessage(
                        "initial_measure_time: 2026-01-01T10:15:00.001Z is after measure_time 2026-01-01T10:15:00Z");
    }

    @Test
    void anAssetsMeasurementHoldsOneAtLeast() {
        assertThatThrownBy(() -> new AssetMeasurement(
                        new AssetId("A"), AssetCategory.CHARGING, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("instantaneous_measurement");
        var moment = new InstantaneousMeasurement(new BigDecimal("-4.0"), Phase.ONE, CapacityUnit.KW, TEN);
        assertThat(moment.value()).isEqualTo(BigDecimal.valueOf(-4));
        assertThat(new AssetMeasurement(new AssetId("A"), AssetCategory.STORAGE, Optional.empty(), Optional.of(moment)))
                .isNotNull();
        assertThatThrownBy(() -> new InstantaneousMeasurement(new BigDecimal("1e99"), Phase.ONE, CapacityUnit.KW, TEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("value: ");
    }

    private static ForecastedBlock block(String capacity) {
        return block(capacity, TEN, QUARTER_PAST);
    }

    private static ForecastedBlock block(String capacity, Instant start, Instant end) {
        return new ForecastedBlock(new BigDecimal(capacity), Phase.ALL, CapacityUnit.KW, start, end);
    }

    private static RequiredBehaviour behaviour(String seconds) {
        return new RequiredBehaviour(
                Optional.of(new BigDecimal(seconds)), Set.of(MeasurementConfiguration.INTERMITTENT));
    }

    private static EnergyMeasurement energy(String value, EnergyDirection direction, Optional<Instant> start) {
        return new EnergyMeasurement(
                new BigDecimal(value), Phase.ALL, EnergyUnit.KWH, direction, Optional.empty(), QUARTER_PAST, start);
    }
}
