package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.forecast.BlockPiece;
import java.util.Optional;

/**
 * A forecasted block that was not or cannot be kept.
 *
 * @param piece the block
 * @param words what an operator says about it; empty for one that ruled while a breach stood
 * @param told whether that was reported
 */
public record Missed(BlockPiece piece, Optional<String> words, boolean told) {
    Missed once() {
        return new Missed(piece, words, true);
    }

    /** A block that a later message has cut short or in two is still that block of its forecast. */
    boolean isOf(BlockPiece other) {
        return piece.contains(other.start())
                && piece.block().source().equals(other.block().source());
    }
}
