package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which blocks the site did not keep, for the utility to be told (rule I25): every block that rules while a breach stands,
 * once for each forecast and block, and not more often than once a minute.
 */
final class Compliance {
    static final Duration PACE = Duration.ofMinutes(1);

    private final Turn turn;
    private final TrackDraft track;

    Compliance(Turn turn, TrackDraft track) {
        this.turn = turn;
        this.track = track;
    }

    void check(Statements said, Ruling now) {
        track.breach.flatMap(breach -> broken(said, now)).ifPresent(this::note);
        if (owes() && !nextReport().isAfter(turn.now)) {
            report();
        }
        track.missed = track.missed.stream()
                .filter(one -> !one.told() || one.piece().end().isAfter(turn.now) || isKnown(said, one))
                .toList();
    }

    /** As long as a book has a block an operator may report it, and it is not to be told twice. */
    private static boolean isKnown(Statements said, Missed one) {
        return Stream.of(said.main(), said.agreed())
                .anyMatch(book ->
                        book.laid().at(one.piece().start()).filter(one::isOf).isPresent());
    }

    void due(Collection<Instant> due) {
        if (owes()) {
            due.add(nextReport());
        }
    }

    /** The block that rules, where it is the utility's word for now; a site limit or a fallback of ours is no block. */
    private Optional<BlockPiece> broken(Statements said, Ruling now) {
        return switch (now.rules().ground()) {
            case FORECAST, PROTECTIVE_ZERO -> said.main().laid().at(turn.now);
            case AGREED_FALLBACK -> said.agreed().laid().at(turn.now);
            case HOST_FALLBACK, EARLIER_FORECAST, NEIGHBOUR, REMAINDER, RECORDED, WISH, SITE_LIMIT -> Optional.empty();
        };
    }

    private void note(BlockPiece piece) {
        if (track.missed.stream().noneMatch(one -> one.isOf(piece))) {
            List<Missed> more = new ArrayList<>(track.missed);
            more.add(new Missed(piece, Optional.empty(), false));
            track.missed = more;
        }
    }

    private boolean owes() {
        return track.missed.stream().anyMatch(one -> !one.told());
    }

    private Instant nextReport() {
        return nextReport(track, turn.now);
    }

    /** When the utility may be told next. */
    static Instant nextReport(TrackDraft track, Instant now) {
        return track.reportedAt.map(at -> at.plus(PACE)).orElse(now);
    }

    private void report() {
        Map<RequestId, List<Missed>> bySource = new LinkedHashMap<>();
        for (Missed one : track.missed) {
            if (!one.told()) {
                bySource.computeIfAbsent(one.piece().block().source(), unseen -> new ArrayList<>())
                        .add(one);
            }
        }
        bySource.forEach((source, some) -> turn.then(new LimitEffect.ReportNonCompliance(
                track.direction, source, some.stream().map(Missed::piece).toList(), why(some))));
        track.missed = track.missed.stream().map(Missed::once).toList();
        track.reportedAt = Optional.of(turn.now);
    }

    private String why(List<Missed> some) {
        String seen = track.breach.map(Breach::why).orElse("kept again since");
        return some.stream().map(one -> one.words().orElse(seen)).distinct().collect(Collectors.joining("; "));
    }
}
