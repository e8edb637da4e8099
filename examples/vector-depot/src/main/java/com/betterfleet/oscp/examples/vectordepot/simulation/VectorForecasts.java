package com.betterfleet.oscp.examples.vectordepot.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the simulated utility forecasts: 24 hours in 96 quarter-hour blocks of kilowatts, a function of seed and time. */
public final class VectorForecasts {
    /** A forecast reaches 24 hours ahead. */
    public static final int BLOCKS = 96;
    /** Every block is a quarter of an hour. */
    public static final Duration BLOCK = Duration.ofMinutes(15);

    /**
     * One block as it will be written.
     *
     * @param start its start
     * @param kilowatts the most that may be drawn, plain decimal text
     */
    public record Block(Instant start, String kilowatts) {
        /**
         * Its end.
         *
         * @return a quarter of an hour after its start
         */
        public Instant end() {
            return start.plus(BLOCK);
        }
    }

    private final long seed;

    /**
     * A utility's view of its network.
     *
     * @param seed the seed
     */
    public VectorForecasts(long seed) {
        this.seed = seed;
    }

    /**
     * A normal forecast.
     *
     * @param first the start of its first block
     * @param issue its number: later issues differ a little from earlier ones
     * @return the blocks
     */
    public List<Block> normal(Instant first, long issue) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            Instant start = first.plus(BLOCK.multipliedBy(i));
            blocks.add(new Block(start, kilowatts(start, issue)));
        }
        return blocks;
    }

    /**
     * A forecast that protects the network: zero throughout.
     *
     * @param first the start of its first block
     * @return the blocks
     */
    public List<Block> protectiveZero(Instant first) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(new Block(first.plus(BLOCK.multipliedBy(i)), "0"));
        }
        return blocks;
    }

    private String kilowatts(Instant start, long issue) {
        long quarter = start.getEpochSecond() / BLOCK.toSeconds();
        int base = 350 + new SplittableRandom(seed * 1_000_003 + quarter).nextInt(500);
        int change = new SplittableRandom(seed * 7_919 + quarter * 131 + issue).nextInt(400) - 200;
        boolean peak = Math.floorMod(quarter / 4 + 12, 24) >= 17 && Math.floorMod(quarter / 4 + 12, 24) < 20;
        return BigDecimal.valueOf((peak ? base / 3L : base) * 10L + change, 1)
                .stripTrailingZeros()
                .toPlainString();
    }
}
