package com.betterfleet.oscp.profile.vector;

import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.ForecastRules;
import com.betterfleet.oscp.profile.HandshakeRules;
import com.betterfleet.oscp.profile.HeaderRule;
import com.betterfleet.oscp.profile.HeartbeatRules;
import com.betterfleet.oscp.profile.LimitRules;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.PartnerProfileProvider;
import com.betterfleet.oscp.profile.Registration;
import com.betterfleet.oscp.profile.RetryRules;
import com.betterfleet.oscp.profile.SettingReader;
import com.betterfleet.oscp.profile.WireRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The profile {@code vector}. Settings, each an open point with a default:
 *
 * <table>
 *   <caption>Settings of the profile</caption>
 *   <tr><th>setting</th><th>default</th><th>meaning</th></tr>
 *   <tr><td>{@code heartbeat-interval}</td><td>60</td><td>seconds we ask of Vector, at least 10</td></tr>
 *   <tr><td>{@code handshake-patience}</td><td>0</td><td>seconds we wait for Vector's handshake before starting ours</td></tr>
 *   <tr><td>{@code adjust}</td><td>false</td><td>whether Vector takes AdjustGroupCapacityForecast (no such message is sent yet)</td></tr>
 *   <tr><td>{@code compliance}</td><td>true</td><td>whether Vector takes GroupCapacityComplianceError (no such message is sent yet)</td></tr>
 *   <tr><td>{@code test-environment}</td><td>false</td><td>whether {@code x-access-token} is required</td></tr>
 *   <tr><td>{@code settling}</td><td>60</td><td>seconds after its end at which a metering window closes, at most 600</td></tr>
 * </table>
 */
public final class VectorProfile implements PartnerProfileProvider {
    /** The profile's id. */
    public static final String ID = "vector";

    private static final Set<String> SETTINGS =
            Set.of("heartbeat-interval", "handshake-patience", "adjust", "compliance", "test-environment", "settling");
    private static final Pattern GROUP_IDS = Pattern.compile("[A-Za-z0-9]{1,50}");
    private static final Duration SETTLE_MAX = Duration.ofMinutes(10);

    /** Makes the provider; {@link java.util.ServiceLoader} needs it too. */
    public VectorProfile() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public PartnerProfile create(ProfileSettings settings) {
        SettingReader read = SettingReader.of(ID, settings, SETTINGS);
        Duration interval =
                read.seconds("heartbeat-interval", Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofDays(7));
        return new PartnerProfile(
                ID,
                GROUP_IDS,
                Registration.NONE,
                read.flag("adjust", false),
                read.flag("compliance", true),
                wire(read.flag("test-environment", false)),
                handshake(interval, read.seconds("handshake-patience", Duration.ZERO)),
                HeartbeatRules.STANDARD,
                forecast(),
                LimitRules.STANDARD,
                metering(read.seconds("settling", Duration.ofSeconds(60), Duration.ZERO, SETTLE_MAX)),
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

    private static HandshakeRules handshake(Duration interval, Duration patience) {
        RequiredBehaviour wish = new RequiredBehaviour(
                Optional.of(BigDecimal.valueOf(interval.toMillis(), 3).stripTrailingZeros()),
                Set.of(MeasurementConfiguration.INTERMITTENT));
        return new HandshakeRules(
                true,
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
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofMinutes(30));
    }

    private static MeteringRules metering(Duration settling) {
        return new MeteringRules(
                Action.UPDATE_ASSET_MEASUREMENTS,
                Duration.ofMinutes(15),
                settling,
                SETTLE_MAX,
                Duration.ofMinutes(5),
                EnergyUnit.KWH,
                Optional.of(CapacityUnit.KW),
                EnergyDirection.IMPORT,
                Optional.of(EnergyType.FLEXIBLE),
                AssetCategory.CHARGING,
                Duration.ofDays(2));
    }
}
