package com.betterfleet.oscp.adjustment;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.forecast.Blocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was requested against what a forecast allows. */
final class Comparison {
    private final Blocks forecast;
    private final Duration tolerance;
    private final Instant now;

    Comparison(Blocks forecast, Duration tolerance, Instant now) {
        this.forecast = forecast;
        this.tolerance = tolerance;
        this.now = now;
    }

    List<AdjustedBlock> compared(List<AdjustedBlock> blocks) {
        return blocks.stream()
                .map(block -> new AdjustedBlock(block.start(), block.end(), block.requested(), allowed(block)))
                .toList();
    }

    /** Whether the forecast speaks of every block that is still ahead; of one under way, from the forecast's start on. */
    boolean covers(List<AdjustedBlock> blocks) {
        return blocks.stream().filter(block -> block.end().isAfter(now)).allMatch(this::covers);
    }

    private boolean covers(AdjustedBlock block) {
        Instant reached = block.start();
        if (reached.isBefore(now)) {
            Instant first = forecast.start().orElse(Instant.MAX);
            reached = first.isBefore(now) ? now : first;
        }
        for (BlockPiece piece : forecast.pieces()) {
            if (piece.end().isAfter(reached) && !piece.start().isAfter(reached.plus(tolerance))) {
                reached = piece.end();
            }
        }
        return reached.isAfter(now)
                && !reached.plus(tolerance).isBefore(block.end())
                && allowed(block).isPresent();
    }

    private Optional<Power> allowed(AdjustedBlock block) {
        return forecast.pieces().stream()
                .filter(piece ->
                        piece.start().isBefore(block.end()) && piece.end().isAfter(block.start()))
                .map(piece -> piece.block().power())
                .reduce(Power::min);
    }
}
