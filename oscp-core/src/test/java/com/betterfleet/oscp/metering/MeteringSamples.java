package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.profile.AssetGrouping;
import com.betterfleet.oscp.profile.ForecastRules;
import com.betterfleet.oscp.profile.HandshakeRules;
import com.betterfleet.oscp.profile.HeartbeatRules;
import com.betterfleet.oscp.profile.LimitRules;
import com.betterfleet.oscp.profile.MeteringRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.PowerReport;
import com.betterfleet.oscp.profile.Registration;
import com.betterfleet.oscp.profile.ReportRules;
import com.betterfleet.oscp.profile.RetryRules;
import com.betterfleet.oscp.profile.WindowRules;
import com.betterfleet.oscp.profile.WireRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Quarter-hour windows as Vector wants them, read 2 min after their end and awaited for 10. */
final class MeteringSamples {
    static final GroupRef GROUP = GroupRef.of("nz", "AKL01");
    static final Instant T0 = Instant.parse("2026-04-04T12:00:00Z");
    static final GroupBinding BINDING = GroupBinding.of("AKL01")
            .scope("mg-7", "grid")
            .asset("AKL01-EV")
            .siteLimit(Power.kilowatts("900"))
            .fallback(Power.kilowatts("120"))
            .build();
    static final ReportRules ASSETS = new ReportRules(
            Action.UPDATE_ASSET_MEASUREMENTS,
            AssetGrouping.COMBINED,
            Set.of(Direction.IMPORT),
            EnergyUnit.KWH,
            Optional.of(EnergyType.FLEXIBLE),
            Optional.of(new PowerReport(CapacityUnit.KW, PowerReport.Kind.MEAN)),
            AssetCategory.CHARGING,
            ReportRules.MOST_BYTES);
    static final MeteringRules QUARTERS = rules(Duration.ofMinutes(15));

    private MeteringSamples() {}

    static MeteringRules rules(Duration window) {
        return new MeteringRules(windows(window), ASSETS);
    }

    static WindowRules windows(Duration window) {
        return new WindowRules(
                window,
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofHours(24),
                WindowRules.MOST_WAITING);
    }

    static MeteringRules groupRules(Direction... directions) {
        return new MeteringRules(
                windows(Duration.ofMinutes(15)),
                new ReportRules(
                        Action.UPDATE_GROUP_MEASUREMENTS,
                        AssetGrouping.COMBINED,
                        Set.of(directions),
                        EnergyUnit.WH,
                        Optional.empty(),
                        Optional.empty(),
                        AssetCategory.GENERATION,
                        ReportRules.MOST_BYTES));
    }

    static PartnerProfile profile(MeteringRules rules) {
        return new PartnerProfile(
                "test",
                Pattern.compile(".+"),
                Registration.NONE,
                false,
                false,
                WireRules.STANDARD,
                handshake(),
                HeartbeatRules.STANDARD,
                forecast(),
                LimitRules.STANDARD,
                rules,
                RetryRules.STANDARD);
    }

    private static HandshakeRules handshake() {
        return new HandshakeRules(
                true,
                true,
                Duration.ZERO,
                RequiredBehaviour.of(Duration.ofSeconds(60), MeasurementConfiguration.INTERMITTENT),
                Optional.empty(),
                false,
                Set.of(),
                MeasurementConfiguration.INTERMITTENT,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofMillis(500));
    }

    private static ForecastRules forecast() {
        return new ForecastRules(
                Set.of(ForecastType.CONSUMPTION),
                Set.of(CapacityUnit.KW),
                false,
                ReplaceExtent.REPLACE_FROM_FIRST_START,
                OverlapPolicy.MIN,
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofMinutes(30));
    }

    /** Minutes and seconds after 12:00 as {@code 15} or {@code 14:30}. */
    static Instant at(String time) {
        String[] parts = time.split(":", -1);
        long seconds = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
        return T0.plusSeconds(Long.parseLong(parts[0]) * 60 + seconds);
    }

    static TimeInterval window(int fromMinute, int toMinute) {
        return TimeInterval.of(at(String.valueOf(fromMinute)), at(String.valueOf(toMinute)));
    }

    /** One meter, its readings written as {@code "14:30=1000.5"} (watt-hours). */
    static MeterSeries meter(String name, String... readings) {
        List<RegisterReading> registers = Arrays.stream(readings)
                .map(reading -> reading.split("=", -1))
                .map(parts -> new RegisterReading(at(parts[0]), Energy.wattHours(parts[1])))
                .toList();
        return new MeterSeries(name, registers, List.of());
    }

    static MeterReadings readings(MeterData... meters) {
        return new MeterReadings(List.of(meters));
    }

    static MeterReadings one(String... readings) {
        return readings(meter("m", readings));
    }
}
