package com.betterfleet.oscp.forecast;

import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps a book: what a message replaces, what a late one may do, what waits. Pure functions. */
public final class BookKeeper {
    /** How long a block is kept after its end. */
    public static final Duration KEPT = Duration.ofDays(2);

    /** How many laid-in blocks a book may have, and how many folded ones: two months in steps of five minutes are less. */
    public static final int MOST_BLOCKS = 20_000;

    private BookKeeper() {}

    /**
     * Makes the message that a book can take out of a translated one, and judges whether it is late (rule I11).
     *
     * @param book the book of its type
     * @param id its {@code X-Request-ID}
     * @param translated its blocks
     * @param session the session in force
     * @param arrival its number in the order of arrival at its group
     * @param now when it is accepted
     * @param extent the profile's replace extent
     * @return the message
     */
    public static Recorded recorded(
            Book book,
            RequestId id,
            Translation.Translated translated,
            long session,
            long arrival,
            Instant now,
            ReplaceExtent extent) {
        boolean protective = translated.allZero() && book.type() == ForecastType.CONSUMPTION;
        Blocks blocks = Blocks.of(translated.blocks().map(block -> block.arrived(arrival, protective)));
        Instant end = blocks.end().orElseThrow();
        boolean late = extent != ReplaceExtent.OVERLAY
                && book.previousEnd().filter(end::isBefore).isPresent();
        return new Recorded(id, session, arrival, now, late, translated.allZero(), false, blocks);
    }

    /**
     * Counts what a book would have if a message was accepted: blocks laid in when it is, or folded while it waits.
     *
     * @param book the book of its type
     * @param message the message
     * @param extent the profile's replace extent
     * @return how many blocks; more than {@link #MOST_BLOCKS} are too many to be kept
     */
    public static int blocksWith(Book book, Recorded message, ReplaceExtent extent) {
        int laid = ahead(book, message, extent).pages().size();
        int folded = WaitingRoom.with(book.waiting(), message).stream()
                .filter(Recorded::folded)
                .mapToInt(waiting -> waiting.blocks().pieces().size())
                .sum();
        return Math.max(laid, folded);
    }

    /**
     * Accepts a message: it waits in the book until it is laid in. Of those that wait only the latest of the newest
     * session stay as they are; the others are folded into the smallest of what they say.
     *
     * @param book the book of its type
     * @param message the message
     * @param extent the profile's replace extent
     * @return the book in which it waits
     */
    public static Book accept(Book book, Recorded message, ReplaceExtent extent) {
        List<Recorded> waiting = WaitingRoom.with(book.waiting(), message);
        return new Book(
                book.type(),
                book.laid(),
                book.remainder(),
                waiting,
                Optional.of(ahead(book, message, extent)),
                book.session(),
                Optional.of(message.lastEnd()),
                Optional.of(message.source()),
                Optional.of(message.receivedAt()));
    }

    /**
     * The messages that may be laid in under a session.
     *
     * @param book the book
     * @param session the session of the link, which is online
     * @return those of the waiting ones that were accepted under it, in order of arrival
     */
    public static List<Recorded> ready(Book book, long session) {
        return book.waiting().stream()
                .filter(message -> message.session() == session)
                .toList();
    }

    /**
     * Lays in the messages that were accepted under a session; those of older sessions then have had their say.
     *
     * @param book the book
     * @param session the session of the link, which is online
     * @return the book; unchanged if no message waits under that session
     */
    public static Book layIn(Book book, long session) {
        Optional<Ahead> ahead = book.ahead().filter(one -> one.session() == session);
        if (ahead.isEmpty()) {
            return book;
        }
        return new Book(
                book.type(),
                ahead.get().laid(),
                ahead.get().remainder(),
                List.of(),
                Optional.empty(),
                session,
                book.previousEnd(),
                book.lastSource(),
                book.lastReceived());
    }

    /**
     * Forgets what is over for {@link #KEPT}.
     *
     * @param book the book
     * @param now the instant
     * @return the book without old blocks
     */
    public static Book prune(Book book, Instant now) {
        Instant before = now.minus(KEPT);
        Blocks laid = book.laid().since(before);
        Blocks remainder = book.remainder().since(before);
        List<Recorded> waiting = WaitingRoom.since(book.waiting(), before);
        Optional<Ahead> ahead = book.ahead().map(one -> one.since(before));
        boolean same = laid.equals(book.laid())
                && remainder.equals(book.remainder())
                && waiting.equals(book.waiting())
                && ahead.equals(book.ahead());
        return same
                ? book
                : new Book(
                        book.type(),
                        laid,
                        remainder,
                        waiting,
                        ahead,
                        book.session(),
                        book.previousEnd(),
                        book.lastSource(),
                        book.lastReceived());
    }

    /** What the book would be if the line were agreed under the message's session. */
    private static Ahead ahead(Book book, Recorded message, ReplaceExtent extent) {
        Pages before = book.ahead()
                .filter(one -> one.session() == message.session())
                .map(Ahead::pages)
                .orElseGet(() -> Pages.of(book));
        return Ahead.of(message.session(), before.with(message, extent));
    }
}
