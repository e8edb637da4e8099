package com.betterfleet.oscp.forecast;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch between two blocks for which neither speaks.
 *
 * @param before the block that ends where it begins
 * @param after the block that begins where it ends
 */
public record Gap(BlockPiece before, BlockPiece after) {
    /**
     * The neighbour with the smaller power.
     *
     * @return one of the two blocks
     */
    public Block smallerNeighbour() {
        return Block.smaller(before.block(), after.block());
    }

    /**
     * The gap as if its smaller neighbour covered it.
     *
     * @return from the end of the one to the start of the other
     */
    public BlockPiece bridged() {
        Instant begins = before.end();
        Instant ends = after.start();
        return new BlockPiece(begins, ends, smallerNeighbour());
    }

    /**
     * Whether it is so short that it does not count as one.
     *
     * @param tolerance the longest such gap
     * @return whether it is at most that long
     */
    public boolean isWithin(Duration tolerance) {
        return Duration.between(before.end(), after.start()).compareTo(tolerance) <= 0;
    }
}
