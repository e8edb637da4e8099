package com.betterfleet.oscp.adjustment;

import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.event.AdjustmentState;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.List;

/**
 * One adjustment that was requested. Immutable.
 *
 * @param id its {@code X-Request-ID}
 * @param type what its blocks mean
 * @param state how far it has come
 * @param since when it came so far
 * @param why what brought it there, in words
 * @param blocks what was requested and what is allowed, in order of time, at least one
 */
public record Adjustment(
        RequestId id, ForecastType type, AdjustmentState state, Instant since, String why, List<AdjustedBlock> blocks) {
    /**
     * Checks that it asks for something, and copies.
     *
     * @param id its {@code X-Request-ID}
     * @param type what its blocks mean
     * @param state how far it has come
     * @param since when it came so far
     * @param why what brought it there, in words
     * @param blocks what was requested and what is allowed, in order of time, at least one
     */
    public Adjustment {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("blocks of adjustment " + id + " must not be empty");
        }
    }

    /**
     * When nothing of it is ahead any more.
     *
     * @return the end of its last block
     */
    public Instant end() {
        return blocks.stream().map(AdjustedBlock::end).max(Instant::compareTo).orElseThrow();
    }

    /**
     * Whether something may still come of it.
     *
     * @return whether it is SENT or DELIVERED
     */
    public boolean pending() {
        return state.pending();
    }

    Adjustment now(AdjustmentState next, Instant at, String cause) {
        return new Adjustment(id, type, next, at, cause, blocks);
    }

    Adjustment with(List<AdjustedBlock> compared) {
        return new Adjustment(id, type, state, since, why, compared);
    }
}
