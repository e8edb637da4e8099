package com.betterfleet.oscp.forecast;

import com.betterfleet.envelope.Timeline;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import java.time.Instant;

/**
 * What rules in a book, and what was replaced but still bounds (rule I8).
 *
 * @param laid the blocks that rule
 * @param remainder what was replaced but still bounds the ruling fallback
 */
record Pages(Blocks laid, Blocks remainder) {
    static Pages of(Book book) {
        return new Pages(book.laid(), book.remainder());
    }

    Pages with(Recorded message, ReplaceExtent extent) {
        Blocks news = message.blocks();
        if (message.late()) {
            return new Pages(Blocks.of(laid.timeline().merge(news.timeline(), Block::lateMerge)), remainder);
        }
        return switch (extent) {
            case OVERLAY -> new Pages(Blocks.of(laid.timeline().overlay(news.timeline())), remainder);
            case REPLACE_FROM_FIRST_START ->
                new Pages(laid.before(message.firstStart()).then(news), remainder);
            case REPLACE_ALL -> replaceAll(message, news);
        };
    }

    private Pages replaceAll(Recorded message, Blocks news) {
        Instant arrival = message.receivedAt();
        Instant first = message.firstStart();
        Instant cut = arrival.isBefore(first) ? arrival : first;
        Timeline<Block> bound = laid.timeline()
                .merge(remainder.timeline(), Block::smaller)
                .from(arrival)
                .before(first);
        return new Pages(laid.before(cut).then(news), Blocks.of(bound));
    }

    int size() {
        return laid.pieces().size() + remainder.pieces().size();
    }
}
