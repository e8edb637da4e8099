package com.betterfleet.oscp.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of a profile check themselves: each bound, and messages that name field and value. */
class RuleRecordsTest {
    private static final Duration S = Duration.ofSeconds(1);
    private static final Duration MINUS = Duration.ofSeconds(-1);

    private static ForecastRules forecast(Set<ForecastType> types, Set<CapacityUnit> units, Duration... d) {
        return new ForecastRules(types, units, false, ReplaceExtent.OVERLAY, OverlapPolicy.MIN, d[0], d[1], d[2], d[3]);
    }

    @Test
    void forecastRulesNeedTypesUnitsAndARhythm() {
        Set<ForecastType> types = Set.of(ForecastType.CONSUMPTION);
        Set<CapacityUnit> units = Set.of(CapacityUnit.KW);
        assertThat(forecast(types, units, Duration.ZERO, S, S, Duration.ZERO).types())
                .isEqualTo(types);
        assertThatThrownBy(() -> forecast(Set.of(), units, S, S, S, S)).hasMessage("types and units must not be empty");
        assertThatThrownBy(() -> forecast(types, Set.of(), S, S, S, S)).hasMessage("types and units must not be empty");
        assertThatThrownBy(() -> forecast(types, units, MINUS, S, S, S))
                .hasMessage("gapTolerance must not be negative, was PT-1S");
        assertThatThrownBy(() -> forecast(types, units, S, Duration.ZERO, S, S))
                .hasMessage("cadence must be above 0, was PT0S");
        assertThatThrownBy(() -> forecast(types, units, S, S, Duration.ZERO, S))
                .hasMessage("horizon must be above 0, was PT0S");
        assertThatThrownBy(() -> forecast(types, units, S, S, S, MINUS))
                .hasMessage("horizonAlarm must not be negative, was PT-1S");
    }

    @Test
    void aRuleRecordKeepsItsOwnCopyOfASet() {
        Set<CapacityUnit> units = EnumSet.of(CapacityUnit.KW);
        ForecastRules rules = forecast(EnumSet.of(ForecastType.CONSUMPTION), units, S, S, S, S);
        units.add(CapacityUnit.WH);
        assertThat(rules.units()).containsExactly(CapacityUnit.KW);
        assertThatThrownBy(() -> rules.types().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static HandshakeRules handshake(
            boolean we,
            boolean peer,
            Set<MeasurementConfiguration> demanded,
            MeasurementConfiguration preferred,
            Duration... d) {
        RequiredBehaviour wish = RequiredBehaviour.of(Duration.ofSeconds(60), preferred);
        return new HandshakeRules(
                we, peer, d[0], wish, Optional.of(wish), false, demanded, preferred, d[1], d[2], d[3], d[4]);
    }

    private static HandshakeRules timed(Duration... d) {
        return handshake(true, true, Set.of(), MeasurementConfiguration.CONTINUOUS, d);
    }

    @Test
    void somebodyMustStartTheHandshake() {
        Set<MeasurementConfiguration> none = Set.of();
        MeasurementConfiguration any = MeasurementConfiguration.CONTINUOUS;
        assertThat(handshake(true, false, none, any, S, S, S, S, S).weMayStart())
                .isTrue();
        assertThat(handshake(false, true, none, any, S, S, S, S, S).peerMayStart())
                .isTrue();
        assertThatThrownBy(() -> handshake(false, false, none, any, S, S, S, S, S))
                .hasMessage("somebody must be allowed to start a handshake");
    }

    @Test
    void whatIsPreferredMustBeAmongWhatIsDemanded() {
        assertThatThrownBy(() -> handshake(
                        true,
                        true,
                        Set.of(MeasurementConfiguration.INTERMITTENT),
                        MeasurementConfiguration.CONTINUOUS,
                        S,
                        S,
                        S,
                        S,
                        S))
                .hasMessage("preferred CONTINUOUS is not among demanded [INTERMITTENT]");
    }

    @Test
    void handshakeTimesAreBoundedByName() {
        assertThat(timed(Duration.ZERO, S, S, S, Duration.ZERO).replyDelay()).isZero();
        assertThatThrownBy(() -> timed(MINUS, S, S, S, S)).hasMessage("patience must not be negative, was PT-1S");
        assertThatThrownBy(() -> timed(S, Duration.ZERO, S, S, S)).hasMessage("ackTimeout must be above 0, was PT0S");
        assertThatThrownBy(() -> timed(S, S, Duration.ZERO, S, S)).hasMessage("backoffMin must be above 0, was PT0S");
        assertThatThrownBy(() -> timed(S, S, S.multipliedBy(2), S, S))
                .hasMessage("backoffMax must be at least PT2S, was PT1S");
        assertThatThrownBy(() -> timed(S, S, S, S, MINUS)).hasMessage("replyDelay must not be negative, was PT-1S");
    }

    @Test
    void theStandardHeartbeatPromisesThreeIntervalsRuleI30() {
        HeartbeatRules standard = HeartbeatRules.STANDARD;
        assertThat(standard.used()).isTrue();
        assertThat(standard.defaultInterval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(standard.smallestAccepted()).isEqualTo(Duration.ofSeconds(10));
        assertThat(standard.promiseFactor()).isEqualTo(3);
        assertThat(standard.missedFactor()).isEqualTo(3);
        assertThat(standard.promiseCap()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 10", "3, 0, 10", "3, 3, 2", "-1, 3, 10"})
    void heartbeatFactorsAreAtLeastOneAndTheCapCoversThePromise(int promise, int missed, int cap) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeartbeatRules(true, S, S, promise, missed, cap))
                .withMessage(
                        "promiseFactor and missedFactor must be at least 1, promiseCap at least promiseFactor, were "
                                + promise + ", " + missed + ", " + cap);
    }

    @Test
    void heartbeatIntervalsAreBoundedByName() {
        assertThatThrownBy(() -> new HeartbeatRules(true, Duration.ZERO, S, 3, 3, 10))
                .hasMessage("defaultInterval must be above 0, was PT0S");
        assertThatThrownBy(() -> new HeartbeatRules(true, S, Duration.ZERO, 3, 3, 10))
                .hasMessage("smallestAccepted must be above 0, was PT0S");
        assertThatThrownBy(() -> new HeartbeatRules(true, S, S.multipliedBy(2), 3, 3, 10))
                .hasMessage("defaultInterval must be at least PT2S, was PT1S");
    }

    private static LimitRules limit(int broken, Duration bad) {
        Duration[] d = {S, S, S, S, S, S, S};
        d[broken] = bad;
        return new LimitRules(d[0], d[1], d[2], d[3], d[4], d[5], d[6]);
    }

    @ParameterizedTest
    @CsvSource({"0, applyDeadline", "2, leaseMax", "3, sinkTimeout", "4, retryMax", "5, readEvery", "6, zeroRepeat"})
    void limitTimesAreAboveZero(int which, String name) {
        assertThatThrownBy(() -> limit(which, Duration.ZERO)).hasMessage(name + " must be above 0, was PT0S");
        assertThatThrownBy(() -> limit(which, MINUS)).hasMessage(name + " must be above 0, was PT-1S");
    }

    @Test
    void theOrderGraceMayBeZeroButNotNegative() {
        assertThat(limit(1, Duration.ZERO).orderGrace()).isZero();
        assertThatThrownBy(() -> limit(1, MINUS)).hasMessage("orderGrace must not be negative, was PT-1S");
    }

    private static MeteringRules metering(Action action, Duration window, Duration... d) {
        return metering(action, Optional.of(CapacityUnit.KW), window, d);
    }

    private static MeteringRules metering(
            Action action, Optional<CapacityUnit> instantaneous, Duration window, Duration... d) {
        return new MeteringRules(
                new WindowRules(window, d[0], d[1], d[2], d[3], WindowRules.MOST_WAITING),
                new ReportRules(
                        action,
                        AssetGrouping.COMBINED,
                        Set.of(Direction.IMPORT),
                        EnergyUnit.KWH,
                        Optional.empty(),
                        instantaneous.map(unit -> new PowerReport(unit, PowerReport.Kind.MEAN)),
                        AssetCategory.CHARGING,
                        ReportRules.MOST_BYTES));
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UPDATE_GROUP_MEASUREMENTS", "UPDATE_ASSET_MEASUREMENTS"})
    void onlyMeasurementMessagesMeasure(Action action) {
        assertThatThrownBy(() -> metering(action, Duration.ofMinutes(15), S, S, S, S))
                .hasMessage("action must be one of the measurement messages, was " + action);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT7M", "PT1H1M", "PT2H", "PT0.0000001S", "PT0.0015S"})
    void aWindowDividesTheHourInWholeMilliseconds(String window) {
        assertThatThrownBy(() -> metering(Action.UPDATE_ASSET_MEASUREMENTS, Duration.parse(window), S, S, S, S))
                .hasMessage("window must divide an hour into whole milliseconds, was " + window);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT1S"})
    void windowsThatDivideTheHourAreTaken(String window) {
        assertThat(metering(Action.UPDATE_GROUP_MEASUREMENTS, Duration.parse(window), S, S, S, S)
                        .windows()
                        .length())
                .hasToString(window);
    }

    @ParameterizedTest
    @EnumSource(
            value = CapacityUnit.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"W", "KW"})
    void anInstantaneousUnitIsOneOfPower(CapacityUnit unit) {
        assertThatThrownBy(() -> metering(
                        Action.UPDATE_ASSET_MEASUREMENTS, Optional.of(unit), Duration.ofMinutes(15), S, S, S, S))
                .hasMessage("instantaneousUnit must be one of power, W or KW, was " + unit);
    }

    @Test
    void meteringTimesAreBoundedByName() {
        Action action = Action.UPDATE_ASSET_MEASUREMENTS;
        Duration window = Duration.ofMinutes(15);
        assertThatThrownBy(() -> metering(action, Duration.ZERO, S, S, S, S))
                .hasMessage("window must be above 0, was PT0S");
        assertThatThrownBy(() -> metering(action, window, MINUS, S, S, S))
                .hasMessage("settling must not be negative, was PT-1S");
        assertThatThrownBy(() -> metering(action, window, S.multipliedBy(2), S, S, S))
                .hasMessage("settleMax must be at least PT2S, was PT1S");
        assertThatThrownBy(() -> metering(action, window, S, S, MINUS, S))
                .hasMessage("interpolateMax must not be negative, was PT-1S");
        assertThatThrownBy(() -> metering(action, window, S, S, S, Duration.ZERO))
                .hasMessage("backlog must be above 0, was PT0S");
    }

    @Test
    void retriesAreBoundedByName() {
        assertThat(RetryRules.STANDARD)
                .isEqualTo(new RetryRules(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(5), 10));
        assertThatThrownBy(() -> new RetryRules(Duration.ZERO, S, S, 1))
                .hasMessage("timeout must be above 0, was PT0S");
        assertThatThrownBy(() -> new RetryRules(S, Duration.ZERO, S, 1))
                .hasMessage("backoffMin must be above 0, was PT0S");
        assertThatThrownBy(() -> new RetryRules(S, S, Duration.ofMillis(999), 1))
                .hasMessage("backoffMax must be at least PT1S, was PT0.999S");
        assertThatThrownBy(() -> new RetryRules(S, S, S, 0)).hasMessage("parkAfter must be at least 1, was 0");
    }

    @Test
    void aZoneAndNaiveLocalTimeBelongTogether() {
        Optional<ZoneId> zone = Optional.of(ZoneId.of("Pacific/Auckland"));
        Set<Tolerance> naive = Set.of(Tolerance.NAIVE_LOCAL_TIME);
        assertThat(wire(naive, zone).naiveZone()).isEqualTo(zone);
        assertThatThrownBy(() -> wire(naive, Optional.empty())).hasMessageContaining("NAIVE_LOCAL_TIME needs a zone");
        assertThatThrownBy(() -> wire(Set.of(), zone)).hasMessageContaining("a zone needs NAIVE_LOCAL_TIME");
    }

    private static WireRules wire(Set<Tolerance> tolerances, Optional<ZoneId> zone) {
        return new WireRules(AuthScheme.TOKEN, Map.of(), tolerances, zone, List.of(), false);
    }

    @Test
    void aPartnersSpellingOfAPathReplacesTheStandardsForThatActionOnly() {
        WireRules rules = new WireRules(
                AuthScheme.TOKEN,
                Map.of(Action.HANDSHAKE_ACKNOWLEDGE, "handshake_acknowledgment"),
                Set.of(),
                Optional.empty(),
                List.of(),
                false);
        assertThat(rules.path(Action.HANDSHAKE_ACKNOWLEDGE)).isEqualTo("handshake_acknowledgment");
        assertThat(rules.path(Action.HANDSHAKE)).isEqualTo("handshake");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fp id", "fp:id", "fp\r\nid"})
    void aHeaderRuleNamesAHeader(String name) {
        assertThatThrownBy(() -> new HeaderRule.Configured(name, true, false)).hasMessageContaining("HTTP token");
        assertThatThrownBy(() -> new HeaderRule.OfRequestId(name)).hasMessageContaining("HTTP token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "x-correlation-id", "Host", "X-Segment-Index"})
    void aHeaderRuleMakesNoHeaderThatTheLibraryWrites(String name) {
        String message = "header " + name + " is written by the library itself, no rule makes it";
        assertThatThrownBy(() -> new HeaderRule.Configured(name, true, false)).hasMessage(message);
        assertThatThrownBy(() -> new HeaderRule.OfRequestId(name)).hasMessage(message);
    }

    @Test
    void onlyTheIdItselfMayBeCalledXRequestIdInAnyCase() {
        assertThat(new HeaderRule.OfRequestId("x-request-id").name()).isEqualTo("x-request-id");
        assertThatThrownBy(() -> new HeaderRule.Configured("X-REQUEST-ID", true, false))
                .hasMessageContaining("X-REQUEST-ID");
    }

    @Test
    void aHeaderHasOneRuleWhateverItsCase() {
        List<HeaderRule> twice =
                List.of(new HeaderRule.Configured("fp-id", true, false), new HeaderRule.OfRequestId("FP-ID"));
        assertThatThrownBy(() ->
                        new WireRules(AuthScheme.TOKEN, Map.of(), Tolerance.none(), Optional.empty(), twice, false))
                .hasMessage("header FP-ID has two rules (names are compared without case)");
    }
}
