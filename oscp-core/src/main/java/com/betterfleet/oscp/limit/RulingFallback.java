package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.forecast.Block;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.forecast.Blocks;
import com.betterfleet.oscp.forecast.Book;
import com.betterfleet.oscp.forecast.Gap;
import com.betterfleet.oscp.forecast.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What holds at an instant when the utility cannot be heard or says nothing (rule I16): its own FALLBACK_* block, else the
 * binding's fallback and everything that the utility last allowed for that time, the smallest. A protective zero comes
 * before the binding's fallback and before FALLBACK_* blocks that were accepted before it; forecasts that were only
 * recorded lower whatever came out.
 */
final class RulingFallback {
    private RulingFallback() {}

    /** Before the site limit. */
    static Statement at(Statements said, Instant t) {
        Statement ruling = laidIn(said, t);
        ruling = lowered(ruling, said.main(), t);
        return lowered(ruling, said.agreed(), t);
    }

    private static Statement laidIn(Statements said, Instant t) {
        Optional<ZeroSpan> zero = said.zeroAt(t);
        Optional<Block> agreed = said.agreed().laid().at(t).map(BlockPiece::block);
        if (agreed.isPresent()) {
            return zero.filter(span -> span.arrival() > agreed.get().arrival())
                    .map(Statement::zero)
                    .orElseGet(() -> Statement.of(Ground.AGREED_FALLBACK, agreed.get()));
        }
        return zero.map(Statement::zero).orElseGet(() -> ofTheHost(said, t));
    }

    private static Statement ofTheHost(Statements said, Instant t) {
        Statement least = Statement.of(Ground.HOST_FALLBACK, said.hostFallback());
        least = least(least, Ground.EARLIER_FORECAST, said.main().laid().at(t));
        least = leastNeighbour(least, gapOfLatestSession(said.main(), t));
        least = leastNeighbour(least, said.agreed().laid().gapAt(t, block -> true));
        least = least(least, Ground.REMAINDER, said.main().remainder().at(t));
        return least(least, Ground.REMAINDER, said.agreed().remainder().at(t));
    }

    /** In a gap between two blocks of the session that was laid in last. */
    static Optional<Gap> gapOfLatestSession(Book book, Instant t) {
        return book.laid().gapAt(t, block -> block.session() == book.session());
    }

    private static Statement lowered(Statement ruling, Book book, Instant t) {
        List<Recorded> waiting = book.waiting();
        Statement least = ruling;
        for (Recorded message : waiting) {
            Blocks blocks = message.blocks();
            least = least(least, Ground.RECORDED, blocks.at(t));
        }
        return least;
    }

    private static Statement least(Statement least, Ground ground, Optional<BlockPiece> piece) {
        return piece.map(said -> least.min(Statement.of(ground, said.block()))).orElse(least);
    }

    private static Statement leastNeighbour(Statement least, Optional<Gap> gap) {
        return gap.map(between -> least.min(Statement.of(Ground.NEIGHBOUR, between.smallerNeighbour())))
                .orElse(least);
    }
}
