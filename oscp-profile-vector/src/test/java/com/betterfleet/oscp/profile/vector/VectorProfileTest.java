package com.betterfleet.oscp.profile.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.profile.AssetGrouping;
import com.betterfleet.oscp.profile.HeaderRule;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.PartnerProfileProvider;
import com.betterfleet.oscp.profile.PowerReport;
import com.betterfleet.oscp.profile.Registration;
import com.betterfleet.oscp.profile.ReportRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vector's published differences from OSCP 2.0, a sentence each, and the settings for what it left open. */
class VectorProfileTest {
    private static final List<String> SETTINGS = List.of(
            "adjust",
            "compliance",
            "handshake",
            "handshake-patience",
            "heartbeat-interval",
            "heartbeat-interval-min",
            "path.heartbeat",
            "register",
            "settling",
            "test-environment",
            "tolerances");

    private final PartnerProfile vector = with(Map.of());

    private static PartnerProfile with(Map<String, String> settings) {
        return new VectorProfile().create(new ProfileSettings(settings));
    }

    private static ConnectionSettingsBuilder connection() {
        return ConnectionSettings.of("nz", "vector")
                .cpBaseUrl(URI.create("https://derms.example.com/oscp/cp/2.0"))
                .presentToken(SecretRef.of("nz/out"))
                .expectToken(SecretRef.of("nz/in"));
    }

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(PartnerProfileProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(provider -> provider.id().equals("vector")))
                .singleElement()
                .isInstanceOf(VectorProfile.class);
        assertThat(vector.id()).isEqualTo(new VectorProfile().id());
    }

    @Test
    void tokensTravelUnderTheSchemeBearer() {
        assertThat(vector.wire().authScheme().word()).isEqualTo("Bearer");
    }

    @Test
    void thereIsNoRegisterExchange() {
        assertThat(vector.registration()).isEqualTo(Registration.NONE);
    }

    @Test
    void eitherSideMayStartTheHandshake() {
        assertThat(vector.handshake().weMayStart()).isTrue();
        assertThat(vector.handshake().peerMayStart()).isTrue();
    }

    @Test
    void intermittentIsDemandedOfVectorAndAskedForByUs() {
        Set<MeasurementConfiguration> intermittent = Set.of(MeasurementConfiguration.INTERMITTENT);
        assertThat(vector.handshake().demanded()).isEqualTo(intermittent);
        assertThat(vector.handshake().preferred()).isEqualTo(MeasurementConfiguration.INTERMITTENT);
        assertThat(vector.handshake().ours().measurementConfiguration()).isEqualTo(intermittent);
        assertThat(vector.handshake().acknowledgement())
                .contains(vector.handshake().ours());
    }

    @Test
    void heartbeatsGoBothWaysEachMinuteUnlessSetOtherwise() {
        assertThat(vector.heartbeat().used()).isTrue();
        assertThat(vector.handshake().ours().heartbeatEvery()).contains(Duration.ofSeconds(60));
    }

    @Test
    void fpIdAndApikeyAreRequiredAndNamedWhenMissing() {
        assertThat(vector.check(connection().build()))
                .extracting(Violation::path)
                .containsExactly("header.apikey", "header.fp-id");
    }

    @Test
    void theApikeyIsASecretAndTheFpIdIsNot() {
        assertThat(vector.check(connection()
                        .header("fp-id", "F1")
                        .header("apikey", "hush")
                        .build()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString())
                        .startsWith("header.apikey")
                        .contains("SecretRef")
                        .doesNotContain("hush"));
        assertThat(vector.check(connection()
                        .header("fp-id", "F1")
                        .header("apikey", SecretRef.of("nz/apikey"))
                        .build()))
                .isEmpty();
    }

    @Test
    void theTestEnvironmentRequiresASecretAccessTokenToo() {
        PartnerProfile test = with(Map.of("test-environment", "true"));
        ConnectionSettingsBuilder connection =
                connection().header("fp-id", "F1").header("apikey", SecretRef.of("nz/apikey"));
        assertThat(test.check(connection.build())).extracting(Violation::path).containsExactly("header.x-access-token");
        assertThat(test.check(connection
                        .header("X-Access-Token", SecretRef.of("nz/access"))
                        .build()))
                .isEmpty();
    }

    @Test
    void anAccessTokenIsASecretOutsideTheTestEnvironmentToo() {
        assertThat(vector.check(connection()
                        .header("fp-id", "F1")
                        .header("apikey", SecretRef.of("nz/apikey"))
                        .header("x-access-token", "hush")
                        .build()))
                .extracting(Violation::path)
                .containsExactly("header.x-access-token");
    }

    @Test
    void chargingIsReportedAsAssetMeasurementsInQuarterHours() {
        assertThat(vector.metering().report().action()).isEqualTo(Action.UPDATE_ASSET_MEASUREMENTS);
        assertThat(vector.metering().windows().length()).isEqualTo(Duration.ofMinutes(15));
        assertThat(vector.metering().report().category()).isEqualTo(AssetCategory.CHARGING);
    }

    @Test
    void chargingIsFlexibleImportInKilowattHours() {
        assertThat(vector.metering().report().directions()).containsExactly(Direction.IMPORT);
        assertThat(vector.metering().report().energyType()).contains(EnergyType.FLEXIBLE);
        assertThat(vector.metering().report().energyUnit()).isEqualTo(EnergyUnit.KWH);
    }

    @Test
    void allChargingOfAGroupIsOneAsset() {
        assertThat(vector.metering().report().assets()).isEqualTo(AssetGrouping.COMBINED);
    }

    @Test
    void askingForGroupMeasurementsIsAConfigurationError() {
        assertThatThrownBy(() -> with(Map.of("measurement-message", "group")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting measurement-message of profile vector must be asset, was 'group'");
        assertThat(with(Map.of("measurement-message", "asset")).metering()).isEqualTo(vector.metering());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "wh", "kwh"})
    void instantaneousUnitsOtherThanOfPowerAreRefused(String unit) {
        assertThatThrownBy(() -> with(Map.of("instantaneous-unit", unit)))
                .hasMessage("setting instantaneous-unit of profile vector must be none or one of [W, KW], was '" + unit
                        + "'");
    }

    @Test
    void whatVectorLeftOpenAboutMeasurementsIsASetting() {
        ReportRules other = with(Map.of(
                        "energy-direction", "both",
                        "energy-type", "none",
                        "energy-unit", "wh",
                        "instantaneous-unit", "w",
                        "instantaneous", "last",
                        "asset-category", "consumption",
                        "assets", "each_meter"))
                .metering()
                .report();
        assertThat(other.directions()).containsExactly(Direction.IMPORT, Direction.EXPORT);
        assertThat(other.energyType()).isEmpty();
        assertThat(other.energyUnit()).isEqualTo(EnergyUnit.WH);
        assertThat(other.power()).contains(new PowerReport(CapacityUnit.W, PowerReport.Kind.LAST));
        assertThat(other.category()).isEqualTo(AssetCategory.CONSUMPTION);
        assertThat(other.assets()).isEqualTo(AssetGrouping.EACH_METER);
        assertThat(with(Map.of("instantaneous-unit", "none"))
                        .metering()
                        .report()
                        .power())
                .isEmpty();
    }

    @Test
    void instantaneousPowerIsWrittenInKilowatts() {
        assertThat(vector.metering().report().power())
                .contains(new PowerReport(CapacityUnit.KW, PowerReport.Kind.MEAN));
    }

    @Test
    void forecastsAreTakenInKilowattsAndWattsOnlyAndNeverByPhase() {
        assertThat(vector.forecast().units()).containsExactlyInAnyOrder(CapacityUnit.KW, CapacityUnit.W);
        assertThat(vector.forecast().singlePhases()).isFalse();
        assertThat(vector.forecast().types()).containsExactlyInAnyOrder(ForecastType.values());
    }

    @Test
    void forecastsComeEveryQuarterHourForTwentyFourHours() {
        assertThat(vector.forecast().cadence()).isEqualTo(Duration.ofMinutes(15));
        assertThat(vector.forecast().horizon()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aForecastReplacesFromItsFirstStartRuleI8() {
        assertThat(vector.forecast().extent()).isEqualTo(ReplaceExtent.REPLACE_FROM_FIRST_START);
    }

    @Test
    void limitsAreAppliedWithinTwoMinutesOfReceipt() {
        assertThat(vector.limit().applyDeadline()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKL01", "a", "0"})
    void aGroupIdIsAlphanumeric(String group) {
        assertThat(vector.groupIds().matcher(group).matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKL 01", "AKL-01", "AKL_01", "ĀKL01", "AKL01 ", "AKL/1"})
    void aGroupIdWithAnythingElseIsRefused(String group) {
        assertThat(vector.groupIds().matcher(group).matches()).isFalse();
    }

    @Test
    void adjustIsOffAndComplianceIsOnUntilVectorSaysOtherwise() {
        assertThat(vector.adjust()).isFalse();
        assertThat(vector.compliance()).isTrue();
        PartnerProfile other = with(Map.of("adjust", "true", "compliance", "false"));
        assertThat(other.adjust()).isTrue();
        assertThat(other.compliance()).isFalse();
    }

    @Test
    void everySettingHasItsDefault() {
        PartnerProfile spelledOut = with(Map.of(
                "adjust", "false",
                "compliance", "true",
                "handshake-patience", "0",
                "heartbeat-interval", "60",
                "settling", "60",
                "test-environment", "false"));
        assertThat(spelledOut.handshake()).isEqualTo(vector.handshake());
        assertThat(spelledOut.metering()).isEqualTo(vector.metering());
        assertThat(spelledOut.wire()).isEqualTo(vector.wire());
        assertThat(spelledOut.adjust()).isEqualTo(vector.adjust());
        assertThat(spelledOut.compliance()).isEqualTo(vector.compliance());
    }

    @Test
    void intervalPatienceAndSettlingAreSettings() {
        PartnerProfile other = with(Map.of("heartbeat-interval", "12.5", "handshake-patience", "20", "settling", "90"));
        assertThat(other.handshake().ours().heartbeatEvery()).contains(Duration.ofMillis(12_500));
        assertThat(other.handshake().patience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(other.metering().windows().settling()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void theSettingsInCommonChangeWhatVectorsInstallationsMayDifferIn() {
        PartnerProfile other = with(Map.of(
                "handshake", "await",
                "heartbeat-interval-min", "1",
                "path.handshake_acknowledge", "handshake_ack",
                "register", "initiate",
                "tolerances", "none"));
        assertThat(other.handshake().weMayStart()).isFalse();
        assertThat(other.handshake().peerMayStart()).isTrue();
        assertThat(other.heartbeat().smallestAccepted()).isEqualTo(Duration.ofSeconds(1));
        assertThat(other.wire().path(Action.HANDSHAKE_ACKNOWLEDGE)).isEqualTo("handshake_ack");
        assertThat(other.wire().headers()).isEqualTo(vector.wire().headers());
        assertThat(other.registration()).isEqualTo(Registration.INITIATE);
        assertThat(other.wire().tolerances()).isEmpty();
        assertThat(vector.wire().tolerances()).containsExactly(Tolerance.UNKNOWN_PROPERTIES);
    }

    @Test
    void anUnknownSettingIsRefusedAndTheKnownOnesAreNamed() {
        assertThatThrownBy(() -> with(Map.of("heartbeats", "60")))
                .hasMessageStartingWith(
                        "profile vector has no setting [heartbeats], it has [adjust, asset-category, assets, compliance,"
                                + " energy-direction, energy-type, energy-unit, forecast-cadence, handshake, handshake-patience, heartbeat-interval, heartbeat-interval-min,"
                                + " instantaneous, instantaneous-unit, measurement-message, naive-zone, overlap, path.");
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeat-interval, 0.999, a number of seconds from 1 to 604800",
        "heartbeat-interval-min, 0, a number of seconds from 1 to 604800",
        "settling, 600.001, a number of seconds from 0 to 600",
        "settling, -1, a number of seconds from 0 to 600",
        "handshake-patience, soon, a number of seconds from 0 to 604800",
        "adjust, yes, true or false",
        "compliance, 1, true or false",
        "test-environment, TRUE, true or false"
    })
    void anIllegalSettingIsRefusedByItsNameAndItsLegalValues(String name, String value, String legal) {
        assertThatThrownBy(() -> with(Map.of(name, value)))
                .hasMessage("setting " + name + " of profile vector must be " + legal + ", was '" + value + "'");
    }

    /** Conformance: whatever an operator types, there is a profile that keeps its promises or an error that names why. */
    @Property(tries = 300)
    void everyCombinationOfSettingsMakesAProfileOrNamesTheSetting(@ForAll("settings") Map<String, String> settings) {
        try {
            PartnerProfile made = with(settings);
            assertThat(SETTINGS).containsAll(settings.keySet());
            assertThat(made.metering().windows().settleMax())
                    .isGreaterThanOrEqualTo(made.metering().windows().settling());
            assertThat(made.handshake().ours().heartbeatEvery().orElseThrow())
                    .isBetween(Duration.ofSeconds(1), Duration.ofDays(7));
            assertThat(made.heartbeat().defaultInterval())
                    .isGreaterThanOrEqualTo(made.heartbeat().smallestAccepted());
            assertThat(made.wire().headers()).contains(new HeaderRule.Configured("apikey", true, true));
        } catch (IllegalArgumentException refused) {
            assertThat(settings.keySet())
                    .anyMatch(name -> refused.getMessage().startsWith("setting " + name + " of profile vector must be")
                            || (name.equals("path.heartbeat")
                                    && refused.getMessage().startsWith("path '"))
                            || refused.getMessage().startsWith("profile vector has no setting [" + name));
        }
    }

    @Provide
    Arbitrary<Map<String, String>> settings() {
        Arbitrary<String> names = Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.of(SETTINGS)),
                Tuple.of(1, Arbitraries.strings().alpha().ofMaxLength(5)));
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "true",
                        "false",
                        "60",
                        "600",
                        "601",
                        "0",
                        "1",
                        "9.5",
                        "10",
                        "604800",
                        "604801",
                        "-1",
                        "",
                        "await",
                        "initiate",
                        "none",
                        "all",
                        "handshake"),
                Arbitraries.integers().between(0, 700_000).map(String::valueOf),
                Arbitraries.strings().ofMaxLength(8));
        return Arbitraries.maps(names, values).ofMaxSize(6);
    }
}
