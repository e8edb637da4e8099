package com.betterfleet.oscp.benchmarks;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.OperatingEnvelope;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.limit.Envelopes;
import com.betterfleet.oscp.limit.LimitContext;
import com.betterfleet.oscp.limit.LimitInput;
import com.betterfleet.oscp.limit.LimitMachine;
import com.betterfleet.oscp.limit.LimitRecord;
import com.betterfleet.oscp.limit.LinkView;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupId;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.profile.StandardProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A group to which the utility has sent forecasts of all five types, 96 blocks each, none aligned with another. */
final class FullBooks {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int BLOCKS = 96;
    private static final Duration BLOCK = Duration.ofMinutes(15);

    private FullBooks() {}

    /** The import envelope as the engine builds it. */
    static OperatingEnvelope envelope() {
        LimitContext context = new LimitContext(
                GroupRef.of("cp", "G1"),
                GroupBinding.of("G1")
                        .scope("depot", "grid")
                        .siteLimit(Power.kilowatts("900"))
                        .fallback(Power.kilowatts("120"))
                        .exportSiteLimit(Power.kilowatts("300"))
                        .exportFallback(Power.kilowatts("30"))
                        .build(),
                new StandardProfile().create(ProfileSettings.NONE),
                new LinkView(LinkState.ONLINE, START, 1, Optional.empty()),
                START,
                0);
        LimitRecord record = LimitRecord.initial();
        int offset = 0;
        for (ForecastType type : ForecastType.values()) {
            LimitInput heard = new LimitInput.ForecastReceived(new RequestId(type.name()), forecast(type, offset++));
            record = LimitMachine.step(record, heard, context).record();
        }
        return Envelopes.of(record, context, Direction.IMPORT).orElseThrow();
    }

    private static UpdateGroupCapacityForecast forecast(ForecastType type, int offset) {
        Instant first = START.plusSeconds(60L * offset);
        List<ForecastedBlock> blocks = IntStream.range(0, BLOCKS)
                .mapToObj(i -> new ForecastedBlock(
                        BigDecimal.valueOf(100 + (i * 37L + offset * 11L) % 700),
                        Phase.ALL,
                        CapacityUnit.KW,
                        first.plus(BLOCK.multipliedBy(i)),
                        first.plus(BLOCK.multipliedBy(i + 1L))))
                .toList();
        return new UpdateGroupCapacityForecast(new GroupId("G1"), type, blocks);
    }
}
