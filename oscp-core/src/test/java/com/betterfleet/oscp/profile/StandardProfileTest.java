package com.betterfleet.oscp.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The profile {@code oscp-2.0}: OSCP 2.0 as most of its implementations read it. */
class StandardProfileTest {
    private static PartnerProfile with(String name, String value) {
        return new StandardProfile().create(ProfileSettings.NONE.with(name, value));
    }

    private final PartnerProfile profile = new StandardProfile().create(ProfileSettings.NONE);

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(PartnerProfileProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .map(PartnerProfileProvider::id))
                .contains("oscp-2.0");
        assertThat(profile.id()).isEqualTo("oscp-2.0");
    }

    @Test
    void credentialsTravelUnderTheSchemeToken() {
        assertThat(profile.wire().authScheme().word()).isEqualTo("Token");
        assertThat(AuthScheme.BEARER.word()).isEqualTo("Bearer");
        assertThat(profile.wire().headers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void pathsAreTheStandards(Action action) {
        assertThat(profile.wire().path(action)).isEqualTo(action.path());
    }

    @Test
    void everyDialectIsReadExceptTimesWithoutOffset() {
        assertThat(profile.wire().tolerances())
                .contains(Tolerance.UNKNOWN_PROPERTIES)
                .doesNotContain(Tolerance.NAIVE_LOCAL_TIME)
                .hasSize(Tolerance.values().length - 1);
        assertThat(profile.wire().naiveZone()).isEmpty();
    }

    @Test
    void eitherSideStartsTheHandshakeAndNothingIsDemanded() {
        assertThat(profile.handshake().weMayStart()).isTrue();
        assertThat(profile.handshake().peerMayStart()).isTrue();
        assertThat(profile.handshake().demanded()).isEmpty();
        assertThat(profile.handshake().patience()).isZero();
    }

    @Test
    void weAskForAHeartbeatEachMinuteAndContinuousMeasurements() {
        assertThat(profile.handshake().ours().heartbeatEvery()).contains(Duration.ofSeconds(60));
        assertThat(profile.handshake().ours().measurementConfiguration())
                .containsExactly(MeasurementConfiguration.CONTINUOUS);
        assertThat(profile.handshake().acknowledgement())
                .contains(profile.handshake().ours());
        assertThat(profile.heartbeat()).isEqualTo(HeartbeatRules.STANDARD);
    }

    @Test
    void anAcknowledgementThatEchoesOurWishIsNotThePeersWish() {
        assertThat(profile.handshake().peerEchoes()).isTrue();
    }

    @Test
    void everyForecastTypeIsTakenInPowerOrCurrentButNotInEnergyRuleI4() {
        assertThat(profile.forecast().types()).containsExactlyInAnyOrder(ForecastType.values());
        assertThat(profile.forecast().units())
                .containsExactlyInAnyOrder(CapacityUnit.A, CapacityUnit.W, CapacityUnit.KW);
        assertThat(profile.forecast().singlePhases()).isTrue();
    }

    @Test
    void aForecastReplacesTheBookFromItsFirstStartRuleI8() {
        assertThat(profile.forecast().extent()).isEqualTo(ReplaceExtent.REPLACE_FROM_FIRST_START);
    }

    @Test
    void gapsUpToFiveSecondsAreToleratedRuleI12AndTheHorizonWarnsHalfAnHourAheadRuleI13() {
        assertThat(profile.forecast().gapTolerance()).isEqualTo(Duration.ofSeconds(5));
        assertThat(profile.forecast().horizonAlarm()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void groupMeasurementsAreTheCanonicalMessage() {
        assertThat(profile.metering().report().action()).isEqualTo(Action.UPDATE_GROUP_MEASUREMENTS);
        assertThat(profile.metering().report().power()).isEmpty();
        assertThat(profile.adjust()).isTrue();
        assertThat(profile.compliance()).isTrue();
    }

    @Test
    void settingsChangeTheIntervalTheStarterAndTheMeasurement() {
        assertThat(with("heartbeat-interval", "2.5").handshake().ours().heartbeatEvery())
                .contains(Duration.ofMillis(2500));
        assertThat(with("handshake", "await").handshake().weMayStart()).isFalse();
        assertThat(with("measurement", "intermittent").handshake().preferred())
                .isEqualTo(MeasurementConfiguration.INTERMITTENT);
    }

    @Test
    void theSettingsInCommonReachTheRules() {
        assertThat(with("heartbeat-interval-min", "1").heartbeat().smallestAccepted())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(with("tolerances", "none").wire().tolerances()).isEmpty();
        assertThat(with("path.heartbeat", "beat").wire().path(Action.HEARTBEAT)).isEqualTo("beat");
        assertThat(with("register", "none").registration()).isEqualTo(Registration.NONE);
        assertThat(profile.registration()).isEqualTo(Registration.AWAIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.999", "604800.001", "x"})
    void anIntervalThatNoHandshakeCanCarryIsRefusedByTheSettingsName(String seconds) {
        assertThatThrownBy(() -> with("heartbeat-interval", seconds))
                .hasMessage("setting heartbeat-interval of profile oscp-2.0 must be a number of seconds from 1 to"
                        + " 604800, was '" + seconds + "'");
    }

    @Test
    void assetsMayBeReportedInsteadOfTheGroup() {
        ReportRules report = with("measurement-message", "asset").metering().report();
        assertThat(report.action()).isEqualTo(Action.UPDATE_ASSET_MEASUREMENTS);
        assertThat(with("assets", "each_meter").metering().report().assets()).isEqualTo(AssetGrouping.EACH_METER);
        assertThat(with("energy-direction", "export,import").metering().report().directions())
                .containsExactly(Direction.IMPORT, Direction.EXPORT);
        assertThatThrownBy(() -> with("energy-direction", "net"))
                .hasMessageContaining("setting energy-direction of profile oscp-2.0 must be");
    }

    @Test
    void anyOtherSettingIsRefused() {
        assertThatThrownBy(() -> with("hartbeat", "1"))
                .hasMessageStartingWith("profile oscp-2.0 has no setting [hartbeat], it has [asset-category, assets,"
                        + " energy-direction, energy-type, energy-unit, forecast-cadence, handshake,"
                        + " heartbeat-interval, heartbeat-interval-min, instantaneous, instantaneous-unit,"
                        + " measurement, measurement-message, naive-zone, overlap, path.");
    }
}
