package com.betterfleet.oscp.forecast;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.envelope.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Blocks in order of time, no two for the same instant (rule I1), in a shape that can be stored. A look-up is a binary
 * search.
 *
 * @param pieces in order, without overlap
 */
public record Blocks(List<BlockPiece> pieces) {
    /** No block at all. */
    public static final Blocks NONE = new Blocks(List.of());

    /**
     * Checks order and overlap, and copies.
     *
     * @param pieces in order, without overlap
     */
    public Blocks {
        pieces = List.copyOf(pieces);
        for (int i = 1; i < pieces.size(); i++) {
            if (pieces.get(i).start().isBefore(pieces.get(i - 1).end())) {
                throw new IllegalArgumentException("pieces must be in order without overlap, was "
                        + pieces.get(i).start() + " before "
                        + pieces.get(i - 1).end());
            }
        }
    }

    /**
     * The blocks of a timeline.
     *
     * @param timeline any
     * @return its pieces
     */
    public static Blocks of(Timeline<Block> timeline) {
        return new Blocks(timeline.pieces().stream()
                .map(piece -> new BlockPiece(
                        piece.interval().start(), piece.interval().end(), piece.value()))
                .toList());
    }

    /**
     * The same as a timeline, for its algebra.
     *
     * @return the timeline
     */
    public Timeline<Block> timeline() {
        return Timeline.of(
                pieces.stream()
                        .map(piece -> new Timeline.Piece<>(new TimeInterval(piece.start(), piece.end()), piece.block()))
                        .toList(),
                Block::smaller);
    }

    /**
     * Whether there is no block.
     *
     * @return whether there is none
     */
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /**
     * The first instant spoken of.
     *
     * @return the start of the first block
     */
    public Optional<Instant> start() {
        return isEmpty() ? Optional.empty() : Optional.of(pieces.get(0).start());
    }

    /**
     * The end of what is spoken of.
     *
     * @return the end of the last block
     */
    public Optional<Instant> end() {
        return isEmpty()
                ? Optional.empty()
                : Optional.of(pieces.get(pieces.size() - 1).end());
    }

    /**
     * The block at an instant.
     *
     * @param t the instant
     * @return the piece that contains it
     */
    public Optional<BlockPiece> at(Instant t) {
        int i = lastStartedAt(t);
        return i >= 0 && pieces.get(i).contains(t) ? Optional.of(pieces.get(i)) : Optional.empty();
    }

    /**
     * The gap at an instant between two of the blocks that a condition selects; others count as not there.
     *
     * @param t the instant
     * @param which selects blocks
     * @return the gap, or empty if a selected block holds at {@code t} or there is none on one of both sides
     */
    public Optional<Gap> gapAt(Instant t, Predicate<Block> which) {
        int last = lastStartedAt(t);
        int before = last;
        while (before >= 0 && !which.test(pieces.get(before).block())) {
            before--;
        }
        if (before < 0 || pieces.get(before).contains(t)) {
            return Optional.empty();
        }
        int after = last + 1;
        while (after < pieces.size() && !which.test(pieces.get(after).block())) {
            after++;
        }
        return after < pieces.size() ? Optional.of(new Gap(pieces.get(before), pieces.get(after))) : Optional.empty();
    }

    /**
     * All starts and ends strictly between two instants.
     *
     * @param from the earlier
     * @param until the later
     * @param cuts takes each, possibly more than once
     */
    public void cuts(Instant from, Instant until, Consumer<Instant> cuts) {
        for (int i = Math.max(0, lastStartedAt(from)); i < pieces.size(); i++) {
            BlockPiece piece = pieces.get(i);
            if (!piece.start().isBefore(until)) {
                return;
            }
            within(from, until, piece.start(), cuts);
            within(from, until, piece.end(), cuts);
        }
    }

    /**
     * What is said about the time before an instant.
     *
     * @param t the first instant to leave out
     * @return these blocks with everything from {@code t} on cut off
     */
    public Blocks before(Instant t) {
        int last = lastStartedAt(t);
        if (last < 0) {
            return NONE;
        }
        BlockPiece cut = pieces.get(last);
        List<BlockPiece> kept = new ArrayList<>(pieces.subList(0, last));
        if (!cut.end().isAfter(t)) {
            kept.add(cut);
        } else if (cut.start().isBefore(t)) {
            kept.add(new BlockPiece(cut.start(), t, cut.block()));
        }
        return new Blocks(kept);
    }

    /**
     * These blocks and then others.
     *
     * @param later blocks that begin where the last of these ends or after that
     * @return all of them
     */
    public Blocks then(Blocks later) {
        List<BlockPiece> all = new ArrayList<>(pieces);
        all.addAll(later.pieces);
        return new Blocks(all);
    }

    /**
     * The blocks that are not over for long.
     *
     * @param before blocks that end at or before it go
     * @return the rest, uncut
     */
    public Blocks since(Instant before) {
        return isEmpty() || pieces.get(0).end().isAfter(before)
                ? this
                : new Blocks(pieces.stream()
                        .filter(piece -> piece.end().isAfter(before))
                        .toList());
    }

    /**
     * The blocks that a condition selects.
     *
     * @param which selects blocks
     * @return those
     */
    public Blocks only(Predicate<Block> which) {
        return pieces.stream().allMatch(piece -> which.test(piece.block()))
                ? this
                : new Blocks(pieces.stream()
                        .filter(piece -> which.test(piece.block()))
                        .toList());
    }

    private int lastStartedAt(Instant t) {
        int low = 0;
        int high = pieces.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).start().isAfter(t)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    private static void within(Instant from, Instant until, Instant cut, Consumer<Instant> cuts) {
        if (cut.isAfter(from) && cut.isBefore(until)) {
            cuts.accept(cut);
        }
    }
}
