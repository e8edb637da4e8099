package com.betterfleet.oscp.profile.vector;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.profile.AssetGrouping;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.CommonSettings;
import com.betterfleet.oscp.profile.ForecastRules;
import com.betterfleet.oscp.profile.HandshakeRules;
import com.betterfleet.oscp.profile.HeaderRule;
import com.betterfleet.oscp.profile.HeartbeatRules;
import com.betterfleet.oscp.profile.LimitRules;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.PartnerProfileProvider;
import com.betterfleet.oscp.profile.PowerReport;
import com.betterfleet.oscp.profile.Registration;
import com.betterfleet.oscp.profile.ReportRules;
import com.betterfleet.oscp.profile.RetryRules;
import com.betterfleet.oscp.profile.SettingReader;
import com.betterfleet.oscp.profile.WindowRules;
import com.betterfleet.oscp.profile.WireRules;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The profile {@code vector}. Its settings are the {@linkplain CommonSettings settings in common} and some more, each an
 * open point with a default:
 *
 * <table>
 *   <caption>Settings of the profile</caption>
 *   <tr><th>setting</th><th>default</th><th>meaning</th></tr>
 *   <tr><td>{@code heartbeat-interval}</td><td>60</td><td>seconds we ask of Vector</td></tr>
 *   <tr><td>{@code heartbeat-interval-min}</td><td>10</td><td>the shortest that Vector may ask of us, in seconds</td></tr>
 *   <tr><td>{@code handshake}</td><td>{@code initiate}</td><td>or {@code await} Vector's</td></tr>
 *   <tr><td>{@code register}</td><td>{@code none}</td><td>or {@code initiate}, {@code await}: Vector exchanges no tokens</td></tr>
 *   <tr><td>{@code tolerances}</td><td>{@code UNKNOWN_PROPERTIES}</td><td>or {@code all}, {@code none}, or names</td></tr>
 *   <tr><td>{@code naive-zone}</td><td>none</td><td>with NAIVE_LOCAL_TIME only</td></tr>
 *   <tr><td>{@code forecast-cadence}</td><td>900</td><td>how often a forecast is due, in seconds</td></tr>
 *   <tr><td>{@code overlap}</td><td>{@code min}</td><td>or {@code reject} a forecast whose blocks overlap</td></tr>
 *   <tr><td>{@code path.ACTION}</td><td>OSCP's</td><td>the path segment of an action</td></tr>
 *   <tr><td>{@code handshake-patience}</td><td>0</td><td>seconds we wait for Vector's handshake before starting ours</td></tr>
 *   <tr><td>{@code adjust}</td><td>false</td><td>whether Vector takes AdjustGroupCapacityForecast; if not, asking for one is refused</td></tr>
 *   <tr><td>{@code compliance}</td><td>true</td><td>whether Vector takes GroupCapacityComplianceError; if not, none is sent</td></tr>
 *   <tr><td>{@code test-environment}</td><td>false</td><td>whether {@code x-access-token} is required</td></tr>
 *   <tr><td>{@code settling}</td><td>60</td><td>seconds after its end at which a metering window is read, at most 600</td></tr>
 *   <tr><td>{@code measurement-message}</td><td>{@code asset}</td><td>Vector takes no other</td></tr>
 *   <tr><td>{@code assets}</td><td>{@code combined}</td><td>or {@code each_meter}</td></tr>
 *   <tr><td>{@code energy-direction}</td><td>{@code import}</td><td>or {@code export}, or {@code both}</td></tr>
 *   <tr><td>{@code energy-unit}</td><td>{@code kwh}</td><td>or {@code wh}</td></tr>
 *   <tr><td>{@code energy-type}</td><td>{@code flexible}</td><td>or {@code nonflexible}, {@code total}, {@code none}</td></tr>
 *   <tr><td>{@code instantaneous-unit}</td><td>{@code kw}</td><td>or {@code w}, {@code none}</td></tr>
 *   <tr><td>{@code instantaneous}</td><td>{@code mean}</td><td>or {@code last}</td></tr>
 *   <tr><td>{@code asset-category}</td><td>{@code charging}</td><td>or {@code consumption}, {@code generation}, {@code storage}</td></tr>
 * </table>
 */
public final class VectorProfile implements PartnerProfileProvider {
    /** The profile's id. */
    public static final String ID = "vector";

    private static final Set<String> SETTINGS =
            CommonSettings.and(Set.of("handshake-patience", "adjust", "compliance", "test-environment"));
    private static final Pattern GROUP_IDS = Pattern.compile("[A-Za-z0-9]{1,50}");

    /** Makes the provider; {@link java.util.ServiceLoader} needs it too. */
    public VectorProfile() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public PartnerProfile create(ProfileSettings settings) {
        SettingReader read = SettingReader.of(ID, settings, SETTINGS);
        CommonSettings common = CommonSettings.of(read);
        return new PartnerProfile(
                ID,
                GROUP_IDS,
                common.registration(Registration.NONE),
                read.flag("adjust", false),
                read.flag("compliance", true),
                common.over(wire(read.flag("test-environment", false))),
                handshake(common, read.seconds("handshake-patience", Duration.ZERO)),
                common.over(HeartbeatRules.STANDARD),
                common.over(forecast()),
                LimitRules.STANDARD,
                common.over(metering(), Set.of(Action.UPDATE_ASSET_MEASUREMENTS)),
                RetryRules.STANDARD);
    }

    private static WireRules wire(boolean testEnvironment) {
        List<HeaderRule> headers = List.of(
                new HeaderRule.Configured("apikey", true, true),
                new HeaderRule.Configured("fp-id", true, false),
                new HeaderRule.Configured("x-access-token", testEnvironment, true),
                new HeaderRule.OfRequestId("x-request-id"));
        return new WireRules(
                AuthScheme.BEARER, Map.of(), Set.of(Tolerance.UNKNOWN_PROPERTIES), Optional.empty(), headers, true);
    }

    private static HandshakeRules handshake(CommonSettings common, Duration patience) {
        RequiredBehaviour wish = common.wish(MeasurementConfiguration.INTERMITTENT);
        return new HandshakeRules(
                common.weStartHandshakes(),
                true,
                patience,
                wish,
                Optional.of(wish),
                false,
                Set.of(MeasurementConfiguration.INTERMITTENT),
                MeasurementConfiguration.INTERMITTENT,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofMillis(500));
    }

    private static ForecastRules forecast() {
        return new ForecastRules(
                EnumSet.allOf(ForecastType.class),
                EnumSet.of(CapacityUnit.KW, CapacityUnit.W),
                false,
                ReplaceExtent.REPLACE_FROM_FIRST_START,
                OverlapPolicy.MIN,
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofMinutes(30));
    }

    private static MeteringRules metering() {
        return new MeteringRules(
                new WindowRules(
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        Duration.ofDays(2),
                        WindowRules.MOST_WAITING),
                new ReportRules(
                        Action.UPDATE_ASSET_MEASUREMENTS,
                        AssetGrouping.COMBINED,
                        Set.of(Direction.IMPORT),
                        EnergyUnit.KWH,
                        Optional.of(EnergyType.FLEXIBLE),
                        Optional.of(new PowerReport(CapacityUnit.KW, PowerReport.Kind.MEAN)),
                        AssetCategory.CHARGING,
                        ReportRules.MOST_BYTES));
    }
}
