package com.betterfleet.oscp.forecast;

import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the forecasts of one type say to a group.
 *
 * @param type the type
 * @param laid the blocks that rule; what a later message replaced is gone; kept until 48 h after their end
 * @param remainder what was replaced but still bounds the ruling fallback (REPLACE_ALL, rule I8)
 * @param waiting forecasts accepted while the line was not agreed, in order of arrival, all but the latest
 *     folded; they can only lower
 * @param ahead what the book becomes once the line is agreed under the newest session of those that wait
 * @param session the session of the message laid in last; {@link #NO_SESSION} if none was
 * @param previousEnd the end of the last block of the message accepted last, laid in or not (rule I11)
 * @param lastSource the id of the message accepted last
 * @param lastReceived when it was accepted
 */
public record Book(
        ForecastType type,
        Blocks laid,
        Blocks remainder,
        List<Recorded> waiting,
        Optional<Ahead> ahead,
        long session,
        Optional<Instant> previousEnd,
        Optional<RequestId> lastSource,
        Optional<Instant> lastReceived) {
    /** The session of a book into which nothing was laid. */
    public static final long NO_SESSION = -1;

    /**
     * Copies.
     *
     * @param type the type
     * @param laid the blocks that rule; what a later message replaced is gone; kept until 48 h after their end
     * @param remainder what was replaced but still bounds the ruling fallback (REPLACE_ALL, rule I8)
     * @param waiting forecasts accepted while the line was not agreed, in order of arrival, all but the latest
     *     folded; they can only lower
     * @param ahead what the book becomes once the line is agreed under the newest session of those that wait
     * @param session the session of the message laid in last; {@link #NO_SESSION} if none was
     * @param previousEnd the end of the last block of the message accepted last, laid in or not (rule I11)
     * @param lastSource the id of the message accepted last
     * @param lastReceived when it was accepted
     */
    public Book {
        waiting = List.copyOf(waiting);
    }

    /**
     * A book that says nothing.
     *
     * @param type the type
     * @return the book
     */
    public static Book empty(ForecastType type) {
        return new Book(
                type,
                Blocks.NONE,
                Blocks.NONE,
                List.of(),
                Optional.empty(),
                NO_SESSION,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Where the laid-in blocks end.
     *
     * @return the end of the last one
     */
    public Optional<Instant> horizonEnd() {
        return laid.end();
    }

    /**
     * This book as if no protective zero had ever been asked for.
     *
     * @return the book without the blocks of all-zero CONSUMPTION forecasts
     */
    public Book withoutProtective() {
        List<Recorded> others =
                waiting.stream().filter(message -> !message.isProtective()).toList();
        return new Book(
                type,
                laid.only(block -> !block.protective()),
                remainder.only(block -> !block.protective()),
                others,
                ahead,
                session,
                previousEnd,
                lastSource,
                lastReceived);
    }
}
