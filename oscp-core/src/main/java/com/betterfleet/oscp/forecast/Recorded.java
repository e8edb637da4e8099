package com.betterfleet.oscp.forecast;

import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;

/**
 * A forecast as it was accepted, or several of them folded into the smallest of what they say. A folded one tells the
 * newest of its messages; its blocks keep their own.
 *
 * @param source its {@code X-Request-ID}
 * @param session the link session it was accepted under
 * @param arrival its number in the order of arrival at its group, from 1
 * @param receivedAt when it was accepted
 * @param late whether it must be merged and not replace (rule I11)
 * @param allZero whether all its blocks are zero
 * @param folded whether it stands for several messages; it is merged and never replaces
 * @param blocks its blocks, at least one
 */
public record Recorded(
        RequestId source,
        long session,
        long arrival,
        Instant receivedAt,
        boolean late,
        boolean allZero,
        boolean folded,
        Blocks blocks) {
    /**
     * Checks that it says something.
     *
     * @param source its {@code X-Request-ID}
     * @param session the link session it was accepted under
     * @param arrival its number in the order of arrival at its group, from 1
     * @param receivedAt when it was accepted
     * @param late whether it must be merged and not replace (rule I11)
     * @param allZero whether all its blocks are zero
     * @param folded whether it stands for several messages; it is merged and never replaces
     * @param blocks its blocks, at least one
     */
    public Recorded {
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("blocks of forecast " + source + " must not be empty");
        }
    }

    /**
     * Where its first block starts.
     *
     * @return the first instant it speaks of
     */
    public Instant firstStart() {
        return blocks.start().orElseThrow();
    }

    /**
     * Where its last block ends.
     *
     * @return the end of its horizon
     */
    public Instant lastEnd() {
        return blocks.end().orElseThrow();
    }

    /**
     * Whether it allows more than zero at some time that is not over.
     *
     * @param now the instant
     * @return whether a block above zero ends after {@code now}
     */
    public boolean allowsSomethingAfter(Instant now) {
        return blocks.pieces().stream()
                .anyMatch(
                        piece -> !piece.block().power().isZero() && piece.end().isAfter(now));
    }

    /** Whether it is a CONSUMPTION forecast that is all zero; what is folded is of one kind. */
    boolean isProtective() {
        return blocks.pieces().get(0).block().protective();
    }

    Recorded asFolded(Blocks what) {
        return new Recorded(source, session, arrival, receivedAt, true, allZero, true, what);
    }

    /** This and a message accepted later: where both have a block the smaller, elsewhere each its own. */
    Recorded foldedWith(Recorded later) {
        Blocks least = Blocks.of(
                blocks.timeline().merge(later.blocks.timeline(), Block::smaller).normalised());
        return later.asFolded(WaitingRoom.coarse(least));
    }
}
