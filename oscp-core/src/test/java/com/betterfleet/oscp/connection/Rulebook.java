package com.betterfleet.oscp.connection;

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
import com.betterfleet.oscp.profile.AssetGrouping;
import com.betterfleet.oscp.profile.AuthScheme;
import com.betterfleet.oscp.profile.ForecastRules;
import com.betterfleet.oscp.profile.HandshakeRules;
import com.betterfleet.oscp.profile.HeartbeatRules;
import com.betterfleet.oscp.profile.LimitRules;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.Registration;
import com.betterfleet.oscp.profile.ReportRules;
import com.betterfleet.oscp.profile.RetryRules;
import com.betterfleet.oscp.profile.WindowRules;
import com.betterfleet.oscp.profile.WireRules;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Profiles for tests, set up rule by rule. Intervals of 60 s each way unless a test says otherwise. */
final class Rulebook {
    Registration registration = Registration.NONE;
    boolean weMayStart = true;
    boolean peerMayStart = true;
    boolean heartbeats = true;
    boolean peerEchoes;
    Duration patience = Duration.ZERO;
    Duration ours = Duration.ofSeconds(60);
    Optional<RequiredBehaviour> acknowledgement =
            Optional.of(RequiredBehaviour.of(Duration.ofSeconds(60), MeasurementConfiguration.INTERMITTENT));
    Set<MeasurementConfiguration> demanded = Set.of(MeasurementConfiguration.INTERMITTENT);
    MeasurementConfiguration preferred = MeasurementConfiguration.INTERMITTENT;

    PartnerProfile profile() {
        return new PartnerProfile(
                "test",
                Pattern.compile(".+"),
                registration,
                true,
                true,
                new WireRules(
                        AuthScheme.BEARER,
                        Map.of(),
                        Set.of(Tolerance.UNKNOWN_PROPERTIES),
                        Optional.empty(),
                        List.of(),
                        false),
                new HandshakeRules(
                        weMayStart,
                        peerMayStart,
                        patience,
                        RequiredBehaviour.of(ours, preferred),
                        acknowledgement,
                        peerEchoes,
                        demanded,
                        preferred,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(500)),
                new HeartbeatRules(heartbeats, Duration.ofSeconds(60), Duration.ofSeconds(10), 3, 3, 10),
                new ForecastRules(
                        EnumSet.allOf(ForecastType.class),
                        EnumSet.of(CapacityUnit.KW),
                        false,
                        ReplaceExtent.OVERLAY,
                        OverlapPolicy.MIN,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(24),
                        Duration.ofMinutes(30)),
                LimitRules.STANDARD,
                new MeteringRules(
                        new WindowRules(
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(5),
                                Duration.ofDays(2),
                                WindowRules.MOST_WAITING),
                        new ReportRules(
                                Action.UPDATE_ASSET_MEASUREMENTS,
                                AssetGrouping.COMBINED,
                                Set.of(Direction.IMPORT),
                                EnergyUnit.KWH,
                                Optional.empty(),
                                Optional.empty(),
                                AssetCategory.CHARGING,
                                ReportRules.MOST_BYTES)),
                RetryRules.STANDARD);
    }
}
