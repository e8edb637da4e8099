package com.betterfleet.oscp.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps what waits in a book small, however much is sent. Only the latest messages of the newest session are kept one by
 * one: they may end a protective zero when that session goes online. All before them are folded, by session and apart from the
 * all-zero ones, into the smallest of what they say; that lowers as much as all of them, and it never allows more.
 */
final class WaitingRoom {
    /** How many messages of the newest session are kept one by one. */
    static final int KEPT_WHOLE = 8;

    /** How many blocks a fold has before touching ones are joined. */
    static final int MOST_FOLDED = 3000;

    private WaitingRoom() {}

    static List<Recorded> with(List<Recorded> waiting, Recorded message) {
        List<Recorded> older = waiting.stream()
                .filter(one -> one.session() != message.session())
                .toList();
        List<Recorded> same = waiting.stream()
                .filter(one -> one.session() == message.session())
                .toList();
        List<Recorded> whole = same.stream().filter(one -> !one.folded()).toList();
        int over = Math.max(0, whole.size() + 1 - KEPT_WHOLE);
        List<Recorded> full = Stream.concat(same.stream().filter(Recorded::folded), whole.subList(0, over).stream())
                .toList();
        List<Recorded> next = new ArrayList<>(folded(older));
        next.addAll(folded(full));
        next.addAll(whole.subList(over, whole.size()));
        next.add(message);
        return next;
    }

    /** Forgets what is over before an instant. */
    static List<Recorded> since(List<Recorded> waiting, Instant before) {
        return waiting.stream()
                .filter(message -> message.lastEnd().isAfter(before))
                .map(message ->
                        message.folded() ? message.asFolded(message.blocks().since(before)) : message)
                .toList();
    }

    /** Half as many blocks as often as needed: of two that touch the smaller holds for both. */
    static Blocks coarse(Blocks fine) {
        if (fine.pieces().size() <= MOST_FOLDED) {
            return fine;
        }
        Blocks half = paired(fine);
        return half.equals(fine) ? fine : coarse(half);
    }

    private static Blocks paired(Blocks fine) {
        List<BlockPiece> pieces = fine.pieces();
        List<BlockPiece> pairs = new ArrayList<>();
        int i = 0;
        while (i < pieces.size()) {
            boolean touch = i + 1 < pieces.size()
                    && pieces.get(i).end().equals(pieces.get(i + 1).start());
            pairs.add(touch ? joined(pieces.get(i), pieces.get(i + 1)) : pieces.get(i));
            i += touch ? 2 : 1;
        }
        return new Blocks(pairs);
    }

    private static BlockPiece joined(BlockPiece one, BlockPiece next) {
        return new BlockPiece(one.start(), next.end(), Block.smaller(one.block(), next.block()));
    }

    private static List<Recorded> folded(List<Recorded> some) {
        return Stream.of(false, true)
                .map(protective -> some.stream()
                        .filter(message -> message.isProtective() == protective)
                        .map(message -> message.asFolded(message.blocks()))
                        .reduce(Recorded::foldedWith))
                .flatMap(Optional::stream)
                .toList();
    }
}
