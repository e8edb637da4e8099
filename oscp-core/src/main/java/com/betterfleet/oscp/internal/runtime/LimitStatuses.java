package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.internal.runtime.LimitService.Situation;
import com.betterfleet.oscp.limit.Breach;
import com.betterfleet.oscp.limit.Confirmed;
import com.betterfleet.oscp.limit.Issued;
import com.betterfleet.oscp.limit.LimitRecord;
import com.betterfleet.oscp.limit.Stage;
import com.betterfleet.oscp.limit.Track;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.operation.LimitStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an operator sees of a limit. */
final class LimitStatuses {
    private LimitStatuses() {}

    private static final String UNMANAGED =
            "the binding has no exportSiteLimit and exportFallback: what the utility says of generation is recorded only";

    /** Import, and export where it is managed or where the utility speaks of it in vain. */
    static List<LimitStatus> of(Situation situation) {
        List<LimitStatus> limits = new ArrayList<>();
        limits.add(of(situation, Direction.IMPORT));
        if (situation.context().binding().managesExport()) {
            limits.add(of(situation, Direction.EXPORT));
        } else if (speaksOfExport(situation.limit().value())) {
            limits.add(unmanaged(situation.limit().value()));
        }
        return limits;
    }

    private static boolean speaksOfExport(LimitRecord record) {
        return Stream.of(ForecastType.GENERATION, ForecastType.FALLBACK_GENERATION)
                .anyMatch(type -> record.lastReceived(type).isPresent());
    }

    private static LimitStatus unmanaged(LimitRecord record) {
        return new LimitStatus(
                Direction.EXPORT,
                Mode.RELEASED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Stage.NOT_APPLICABLE),
                Optional.of(UNMANAGED),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                record.horizonEnd(Direction.EXPORT),
                Optional.empty());
    }

    private static LimitStatus of(Situation situation, Direction direction) {
        Track track = situation.limit().value().track(direction);
        return new LimitStatus(
                direction,
                track.mode(),
                track.planned(),
                track.issued().map(Issued::order),
                track.issued().map(Issued::stage),
                track.issued().flatMap(Issued::trouble),
                track.confirmed().map(Confirmed::readBack),
                track.confirmed().map(Confirmed::revision).orElse(0L),
                track.breach().map(Breach::since),
                track.breach().map(Breach::why),
                situation.limit().value().horizonEnd(direction),
                track.overdueSince());
    }
}
