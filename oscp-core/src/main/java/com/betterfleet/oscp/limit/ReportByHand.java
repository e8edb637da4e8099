package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.forecast.Block;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operator says which time the site does not keep to: the utility's blocks of it are noted like those that ruled while a
 * breach stood (rule I25).
 */
final class ReportByHand {
    private final Turn turn;
    private final LimitInput.ReportNonCompliance report;
    private final TrackDraft track;

    ReportByHand(Turn turn, LimitInput.ReportNonCompliance report) {
        this.turn = turn;
        this.report = report;
        this.track = turn.track(report.direction());
    }

    LimitVerdict take() {
        Optional<Violation> objection = objection();
        if (objection.isPresent()) {
            return new LimitVerdict.Refused(List.of(objection.get()));
        }
        List<BlockPiece> found = found();
        List<BlockPiece> news = found.stream().filter(piece -> !told(piece)).toList();
        note(news);
        return new LimitVerdict.Done(words(found.size() - news.size(), news));
    }

    private Optional<Violation> objection() {
        if (!turn.context.profile().compliance()) {
            return violation(
                    "compliance",
                    "profile " + turn.context.profile().id()
                            + " sends no compliance errors here: its setting 'compliance' is false");
        }
        if (turn.released()) {
            return violation("connection", "is suspended or disabled, nothing is promised to the utility");
        }
        if (report.direction() == Direction.EXPORT && !turn.context.binding().managesExport()) {
            return violation(
                    "direction", "EXPORT is not managed: the binding has no exportSiteLimit and exportFallback");
        }
        Optional<String> complaint = Rules.messageText(report.words());
        if (complaint.isPresent()) {
            return violation("message", complaint.get());
        }
        return found().isEmpty()
                ? violation(
                        "span",
                        "no block of the utility for " + report.direction() + " overlaps "
                                + report.span().start() + " to " + report.span().end())
                : Optional.empty();
    }

    private static Optional<Violation> violation(String path, String message) {
        return Optional.of(new Violation(path, message));
    }

    /** The forecast's blocks; while it does not count because the line is not agreed, those of the agreed fallback too. */
    private List<BlockPiece> found() {
        boolean imports = report.direction() == Direction.IMPORT;
        Stream<BlockPiece> main = blocks(imports ? ForecastType.CONSUMPTION : ForecastType.GENERATION);
        Stream<BlockPiece> agreed = turn.context.link().online()
                ? Stream.empty()
                : blocks(imports ? ForecastType.FALLBACK_CONSUMPTION : ForecastType.FALLBACK_GENERATION);
        return Stream.concat(main, agreed).toList();
    }

    private Stream<BlockPiece> blocks(ForecastType type) {
        TimeInterval span = report.span();
        return turn.book(type).laid().pieces().stream()
                .filter(piece ->
                        piece.start().isBefore(span.end()) && piece.end().isAfter(span.start()));
    }

    private boolean told(BlockPiece piece) {
        return track.missed.stream().anyMatch(one -> one.told() && one.isOf(piece));
    }

    private void note(List<BlockPiece> news) {
        List<Missed> all = new ArrayList<>(track.missed);
        for (BlockPiece piece : news) {
            all.removeIf(one -> one.isOf(piece));
            all.add(new Missed(piece, Optional.of(report.words()), false));
        }
        track.missed = all;
    }

    private String words(int before, List<BlockPiece> news) {
        String known = before == 0 ? "" : before + (before == 1 ? " block was" : " blocks were") + " told before";
        if (news.isEmpty()) {
            return "nothing to tell: " + known;
        }
        String sources = news.stream()
                .map(BlockPiece::block)
                .map(Block::source)
                .distinct()
                .map(RequestId::value)
                .collect(Collectors.joining(", "));
        String told = news.size() + (news.size() == 1 ? " block" : " blocks") + " of " + sources;
        Instant next = Compliance.nextReport(track, turn.now);
        String when = next.isAfter(turn.now) ? " told at " + next + ", once a minute at most" : " told";
        return told + when + (known.isEmpty() ? "" : "; " + known);
    }
}
