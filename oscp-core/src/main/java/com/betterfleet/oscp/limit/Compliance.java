package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.forecast.Block;
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
                .filter(one -> !one.told() || one.piece().end().isAfter(turn.now))
                .toList();
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
        boolean known = track.missed.stream().anyMatch(one -> isSame(one.piece(), piece));
        if (!known) {
            List<Missed> more = new ArrayList<>(track.missed);
            more.add(new Missed(piece, false));
            track.missed = more;
        }
    }

    /** A block that a later message has cut short is still that block of its forecast. */
    private static boolean isSame(BlockPiece one, BlockPiece other) {
        return one.start().equals(other.start())
                && one.block().source().equals(other.block().source());
    }

    private boolean owes() {
        return track.missed.stream().anyMatch(one -> !one.told());
    }

    private Instant nextReport() {
        return track.reportedAt.map(at -> at.plus(PACE)).orElse(turn.now);
    }

    private void report() {
        Map<RequestId, List<BlockPiece>> bySource = new LinkedHashMap<>();
        for (Missed one : track.missed) {
            if (!one.told()) {
                Block block = one.piece().block();
                bySource.computeIfAbsent(block.source(), unseen -> new ArrayList<>())
                        .add(one.piece());
            }
        }
        String why = track.breach.map(Breach::why).orElse("kept again since");
        bySource.forEach((source, blocks) ->
                turn.then(new LimitEffect.ReportNonCompliance(track.direction, source, blocks, why)));
        track.missed =
                track.missed.stream().map(one -> new Missed(one.piece(), true)).toList();
        track.reportedAt = Optional.of(turn.now);
    }
}
