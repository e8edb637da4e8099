package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyDirection;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The profile {@code oscp-2.0}: the standard as the majority of its implementations read it.
 *
 * <p>Settings: {@code heartbeat-interval} (seconds we ask of the peer, 60; at least 1), {@code handshake} ({@code initiate}, the
 * default, or {@code await}), {@code measurement} ({@code continuous}, the default, or {@code intermittent}), {@code register}
 * ({@code await}, the default, {@code initiate} or {@code none}; it counts only where a connection's tokens are exchanged).
 */
public final class StandardProfile implements PartnerProfileProvider {
    /** The profile's id. */
    public static final String ID = "oscp-2.0";

    /** Who starts a handshake. */
    private enum Start {
        INITIATE,
        AWAIT
    }

    /** Makes the provider; {@link java.util.ServiceLoader} needs it too. */
    public StandardProfile() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public PartnerProfile create(ProfileSettings settings) {
        SettingReader read =
                SettingReader.of(ID, settings, Set.of("heartbeat-interval", "handshake", "measurement", "register"));
        Duration interval = read.seconds(
                "heartbeat-interval",
                HeartbeatRules.STANDARD.defaultInterval(),
                Duration.ofSeconds(1),
                Duration.ofDays(7));
        boolean initiate = read.word("handshake", Start.class, Start.INITIATE) == Start.INITIATE;
        MeasurementConfiguration measurement =
                read.word("measurement", MeasurementConfiguration.class, MeasurementConfiguration.CONTINUOUS);
        return new PartnerProfile(
                ID,
                Pattern.compile("\\S(.*\\S)?"),
                read.word("register", Registration.class, Registration.AWAIT),
                true,
                true,
                WireRules.STANDARD,
                handshake(interval, initiate, measurement),
                HeartbeatRules.STANDARD,
                forecast(),
                LimitRules.STANDARD,
                metering(),
                RetryRules.STANDARD);
    }

    private static HandshakeRules handshake(Duration interval, boolean initiate, MeasurementConfiguration measurement) {
        RequiredBehaviour wish = new RequiredBehaviour(
                Optional.of(BigDecimal.valueOf(interval.toMillis(), 3).stripTrailingZeros()), Set.of(measurement));
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
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofHours(24),
                Duration.ofMinutes(30));
    }

    private static MeteringRules metering() {
        return new MeteringRules(
                Action.UPDATE_GROUP_MEASUREMENTS,
                Duration.ofMinutes(15),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                EnergyUnit.KWH,
                Optional.empty(),
                EnergyDirection.IMPORT,
                Optional.of(EnergyType.TOTAL),
                AssetCategory.CHARGING,
                Duration.ofDays(2));
    }
}
