package com.betterfleet.oscp.forecast;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.profile.ForecastRules;
import com.betterfleet.oscp.profile.LimitRules;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.Registration;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Messages, bindings and profiles for tests; times are minutes after {@link #START}. */
public final class Forecasts {
    /** A quarter hour of a day without a clock change. */
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private static final GroupId GROUP = new GroupId("AKL01");

    private Forecasts() {}

    public static Instant minute(long minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    public static ForecastedBlock kw(long fromMinute, long toMinute, String kilowatts) {
        return block(fromMinute, toMinute, kilowatts, CapacityUnit.KW, Phase.ALL);
    }

    public static ForecastedBlock block(
            long fromMinute, long toMinute, String capacity, CapacityUnit unit, Phase phase) {
        return new ForecastedBlock(new BigDecimal(capacity), phase, unit, minute(fromMinute), minute(toMinute));
    }

    public static UpdateGroupCapacityForecast message(ForecastType type, ForecastedBlock... blocks) {
        return new UpdateGroupCapacityForecast(GROUP, type, List.of(blocks));
    }

    public static RequestId id(String text) {
        return new RequestId(text);
    }

    /** Site limit 900 kW, fallback 120 kW, three phases of 230 V, no export. */
    public static GroupBinding.Builder binding() {
        return GroupBinding.of("AKL01")
                .scope("mg-7", "grid")
                .siteLimit(Power.kilowatts("900"))
                .fallback(Power.kilowatts("120"))
                .supply(new BigDecimal("230"), 3);
    }

    public static GroupBinding.Builder exporting() {
        return binding().exportSiteLimit(Power.kilowatts("300")).exportFallback(Power.kilowatts("30"));
    }

    public static PartnerProfile profile(ReplaceExtent extent) {
        return profile(extent, Set.of(CapacityUnit.KW, CapacityUnit.W), false);
    }

    public static PartnerProfile profile(ReplaceExtent extent, Set<CapacityUnit> units, boolean singlePhases) {
        return profile(extent, OverlapPolicy.MIN, units, singlePhases);
    }

    public static PartnerProfile profile(
            ReplaceExtent extent, OverlapPolicy overlap, Set<CapacityUnit> units, boolean singlePhases) {
        ForecastRules rules = new ForecastRules(
                Set.of(ForecastType.values()),
                units,
                singlePhases,
                extent,
                overlap,
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofMinutes(30));
        return profile(rules, LimitRules.STANDARD);
    }

    public static PartnerProfile profile(ForecastRules forecast, LimitRules limit) {
        return profile(forecast, limit, true);
    }

    /** A partner that wants no message but measurements. */
    public static PartnerProfile taciturn() {
        PartnerProfile talking = profile(ReplaceExtent.REPLACE_FROM_FIRST_START);
        return profile(talking.forecast(), talking.limit(), false);
    }

    // Limits and adjustments read no other part of a profile.
    private static PartnerProfile profile(ForecastRules forecast, LimitRules limit, boolean talks) {
        return new PartnerProfile(
                "test",
                Pattern.compile(".+"),
                Registration.NONE,
                talks,
                talks,
                null,
                null,
                null,
                forecast,
                limit,
                null,
                null);
    }
}
