package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.forecast.Gap;
import java.time.Instant;
import java.util.Optional;

/** On what grounds an instant stands, and what therefore rules it (rules I12 to I16, I19, I20). */
final class ModeTable {
    private ModeTable() {}

    static Ruling rule(Statements said, Instant t) {
        Statement fallback = RulingFallback.at(said, t);
        if (!said.heardThisSession()) {
            return ruling(said, t, Mode.FALLBACK, fallback, fallback);
        }
        Optional<BlockPiece> live = said.main().laid().at(t).filter(piece -> said.isOfThisSession(piece.block()));
        if (live.isPresent()) {
            Statement block = Statement.of(Ground.FORECAST, live.get().block());
            return ruling(said, t, Mode.LIVE, underZero(said, t, block), fallback);
        }
        return ruling(said, t, Mode.UNCOVERED, uncovered(said, t, fallback), fallback);
    }

    private static Statement uncovered(Statements said, Instant t, Statement fallback) {
        Optional<Gap> gap = said.gapOfThisSession(t);
        if (gap.isEmpty()) {
            return fallback;
        }
        Statement neighbour = Statement.of(Ground.NEIGHBOUR, gap.get().smallerNeighbour());
        return gap.get().isWithin(said.gapTolerance()) ? underZero(said, t, neighbour) : fallback.min(neighbour);
    }

    private static Statement underZero(Statements said, Instant t, Statement statement) {
        return said.zeroAt(t).map(Statement::zero).orElse(statement);
    }

    private static Ruling ruling(Statements said, Instant t, Mode mode, Statement rules, Statement fallback) {
        Statement site = Statement.of(Ground.SITE_LIMIT, said.siteLimit());
        return new Ruling(mode, rules.min(site), fallback.power().min(said.siteLimit()), said.wishAt(t));
    }
}
