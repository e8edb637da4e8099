package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.forecast.Block;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.internal.runtime.LimitService.Situation;
import com.betterfleet.oscp.limit.LimitEffect;
import com.betterfleet.oscp.limit.LimitEffect.ReportNonCompliance;
import com.betterfleet.oscp.limit.LimitRecord;
import com.betterfleet.oscp.limit.LimitStep;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.GroupCapacityComplianceError;
import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the utility which of its blocks were not kept, where it takes to be told (rule I25). */
final class ComplianceMessages {
    /** How long it is worth telling. */
    static final Duration WORTH = Duration.ofHours(24);

    private static final int LONGEST = 1000;

    private final Parts parts;

    ComplianceMessages(Parts parts) {
        this.parts = parts;
    }

    /** Puts what a step reports into the commit; in the step that is left a report is an event that says whether it is told. */
    LimitStep tell(Situation situation, LimitStep step, GroupCommit commit) {
        if (step.effects().stream().noneMatch(ReportNonCompliance.class::isInstance)) {
            return step;
        }
        LimitRecord record = step.record();
        List<LimitEffect> effects = new ArrayList<>();
        for (LimitEffect effect : step.effects()) {
            if (effect instanceof ReportNonCompliance report) {
                Optional<RequestId> id = send(situation, report, commit);
                Instant now = situation.context().now();
                record = id.isPresent() ? record.reporting(report.source(), id.get(), now) : record;
                effects.add(new LimitEffect.Raise(event(situation, report, id)));
            } else {
                effects.add(effect);
            }
        }
        return new LimitStep(record, effects, step.verdict());
    }

    private Optional<RequestId> send(Situation situation, ReportNonCompliance report, GroupCommit commit) {
        if (!situation.context().profile().compliance()) {
            return Optional.empty();
        }
        RequestId id = parts.freshId();
        commit.send(new Outgoing(
                id,
                message(report),
                Optional.of(report.source()),
                "forecast " + report.source(),
                situation.context().now().plus(WORTH)));
        return Optional.of(id);
    }

    private static GroupCapacityComplianceError message(ReportNonCompliance report) {
        return new GroupCapacityComplianceError(
                bounded(report.why()),
                report.blocks().stream().map(ComplianceMessages::asOnTheWire).toList());
    }

    private static String bounded(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    private static ForecastedBlock asOnTheWire(BlockPiece piece) {
        Block block = piece.block();
        return new ForecastedBlock(block.capacity(), block.phase(), block.unit(), piece.start(), piece.end());
    }

    private static GroupEvent event(Situation situation, ReportNonCompliance report, Optional<RequestId> message) {
        List<Instant> starts = report.blocks().stream().map(BlockPiece::start).toList();
        return new GroupEvent.ForecastNotKept(
                situation.context().group(),
                situation.context().now(),
                report.direction(),
                report.source(),
                starts,
                report.why(),
                message);
    }
}
