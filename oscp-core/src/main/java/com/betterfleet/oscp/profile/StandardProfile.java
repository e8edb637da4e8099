package com.betterfleet.oscp.profile;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The profile {@code oscp-2.0}: the standard as the majority of its implementations read it.
 *
 * <p>Its settings are the {@linkplain CommonSettings settings in common}, and one more:
 *
 * <table>
 *   <caption>Settings of the profile</caption>
 *   <tr><th>setting</th><th>default</th><th>meaning</th></tr>
 *   <tr><td>{@code heartbeat-interval}</td><td>60</td><td>seconds we ask of the peer</td></tr>
 *   <tr><td>{@code heartbeat-interval-min}</td><td>10</td><td>the shortest that the peer may ask of us, in seconds</td></tr>
 *   <tr><td>{@code handshake}</td><td>{@code initiate}</td><td>or {@code await} the peer's</td></tr>
 *   <tr><td>{@code register}</td><td>{@code await}</td><td>or {@code initiate}, or {@code none}; it counts only where a
 *       connection's tokens are exchanged</td></tr>
 *   <tr><td>{@code tolerances}</td><td>{@code all}</td><td>or {@code none}, or names</td></tr>
 *   <tr><td>{@code naive-zone}</td><td>none</td><td>with NAIVE_LOCAL_TIME only</td></tr>
 *   <tr><td>{@code forecast-cadence}</td><td>3600</td><td>how often a forecast is due, in seconds</td></tr>
 *   <tr><td>{@code overlap}</td><td>{@code min}</td><td>or {@code reject} a forecast whose blocks overlap</td></tr>
 *   <tr><td>{@code settling}</td><td>30</td><td>seconds after its end at which a metering window is read, at most 600</td></tr>
 *   <tr><td>{@code measurement-message}</td><td>{@code group}</td><td>or {@code asset}</td></tr>
 *   <tr><td>{@code assets}</td><td>{@code combined}</td><td>or {@code each_meter}, with {@code asset} messages</td></tr>
 *   <tr><td>{@code energy-direction}</td><td>{@code import}</td><td>or {@code export}, or {@code both}</td></tr>
 *   <tr><td>{@code energy-unit}</td><td>{@code kwh}</td><td>or {@code wh}</td></tr>
 *   <tr><td>{@code energy-type}</td><td>{@code total}</td><td>or {@code flexible}, {@code nonflexible}, {@code none}</td></tr>
 *   <tr><td>{@code instantaneous-unit}</td><td>{@code none}</td><td>or {@code kw}, {@code w}, with {@code asset} messages</td></tr>
 *   <tr><td>{@code instantaneous}</td><td>{@code mean}</td><td>or {@code last}</td></tr>
 *   <tr><td>{@code asset-category}</td><td>{@code charging}</td><td>or {@code consumption}, {@code generation}, {@code storage}</td></tr>
 *   <tr><td>{@code path.ACTION}</td><td>OSCP's</td><td>the path segment of an action</td></tr>
 *   <tr><td>{@code measurement}</td><td>{@code continuous}</td><td>or {@code intermittent}: how we report and what we ask
 *       for</td></tr>
 * </table>
 */
public final class StandardProfile implements PartnerProfileProvider {
    /** The profile's id. */
    public static final String ID = "oscp-2.0";

    private static final Set<Action> MESSAGES =
            Set.of(Action.UPDATE_GROUP_MEASUREMENTS, Action.UPDATE_ASSET_MEASUREMENTS);
    private static final Set<String> SETTINGS = CommonSettings.and(Set.of("measurement"));

    /** Makes the provider; {@link java.util.ServiceLoader} needs it too. */
    public StandardProfile() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public PartnerProfile create(ProfileSettings settings) {
        SettingReader read = SettingReader.of(ID, settings, SETTINGS);
        CommonSettings common = CommonSettings.of(read);
        MeasurementConfiguration measurement =
                read.word("measurement", MeasurementConfiguration.class, MeasurementConfiguration.CONTINUOUS);
        return new PartnerProfile(
                ID,
                Pattern.compile("\\S(.*\\S)?"),
                common.registration(Registration.AWAIT),
                true,
                true,
                common.over(WireRules.STANDARD),
                handshake(common.weStartHandshakes(), common.wish(measurement), measurement),
                common.over(HeartbeatRules.STANDARD),
                common.over(forecast()),
                LimitRules.STANDARD,
                common.over(metering(), MESSAGES),
                RetryRules.STANDARD);
    }

    private static HandshakeRules handshake(
            boolean initiate, RequiredBehaviour wish, MeasurementConfiguration measurement) {
        return new HandshakeRules(
                initiate,
                true,
                Duration.ZERO,
                wish,
                Optional.of(wish),
                true,
                Set.of(),
                measurement,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofMillis(500));
    }

    private static ForecastRules forecast() {
        return new ForecastRules(
                EnumSet.allOf(ForecastType.class),
                EnumSet.of(CapacityUnit.W, CapacityUnit.KW, CapacityUnit.A),
                true,
                ReplaceExtent.REPLACE_FROM_FIRST_START,
                OverlapPolicy.MIN,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofMinutes(30));
    }

    private static MeteringRules metering() {
        return new MeteringRules(
                new WindowRules(
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        Duration.ofDays(2),
                        WindowRules.MOST_WAITING),
                new ReportRules(
                        Action.UPDATE_GROUP_MEASUREMENTS,
                        AssetGrouping.COMBINED,
                        Set.of(Direction.IMPORT),
                        EnergyUnit.KWH,
                        Optional.of(EnergyType.TOTAL),
                        Optional.empty(),
                        AssetCategory.CHARGING,
                        ReportRules.MOST_BYTES));
    }
}
