package com.betterfleet.envelope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import javax.annotation.CheckReturnValue;
import javax.annotation.Nullable;

/**
 * What is known over time: a value for some instants and none for the others. It is kept as pieces, half-open, in order
 * and without overlap (rule I1); what lies between two pieces is a gap.
 *
 * <p>Pieces keep their identity: two that touch and hold equal values stay two until {@link #normalised()} joins them,
 * and {@link #equals} compares pieces. Immutable and thread-safe if the values are.
 *
 * <pre>{@code
 * Timeline<Limit> book = Timeline.of(blocks, Limit::min);   // what overlaps takes the smaller
 * Timeline<Limit> next = book.before(firstStart).overlay(news);
 * }</pre>
 *
 * @param <V> the values; with {@code equals} by value
 */
@CheckReturnValue
public final class Timeline<V> {
    private static final Timeline<?> EMPTY = new Timeline<>(List.of());

    private final List<Piece<V>> pieces;
    private final Instant[] starts;

    private Timeline(List<Piece<V>> sorted) {
        this.pieces = List.copyOf(sorted);
        this.starts = pieces.stream().map(piece -> piece.interval().start()).toArray(Instant[]::new);
    }

    /**
     * A value over a stretch of time.
     *
     * @param interval when it holds
     * @param value what holds
     * @param <V> the value's type
     */
    public record Piece<V>(TimeInterval interval, V value) {
        private Piece<V> within(Instant start, Instant end) {
            boolean same = start.equals(interval.start()) && end.equals(interval.end());
            return same ? this : new Piece<>(new TimeInterval(start, end), value);
        }

        private boolean isContinuedBy(Piece<V> next) {
            return interval.end().equals(next.interval.start()) && value.equals(next.value);
        }
    }

    /**
     * Nothing known about any instant.
     *
     * @param <V> the values' type
     * @return the timeline without pieces
     */
    @SuppressWarnings("unchecked") // without a piece it holds no value of any type
    public static <V> Timeline<V> empty() {
        return (Timeline<V>) EMPTY;
    }

    /**
     * One value over one interval.
     *
     * @param interval when it holds
     * @param value what holds
     * @param <V> the value's type
     * @return the timeline of that piece
     */
    public static <V> Timeline<V> of(TimeInterval interval, V value) {
        return new Timeline<>(List.of(new Piece<>(interval, value)));
    }

    /**
     * A timeline out of pieces in any order. Where pieces overlap they are cut at each other's ends and the operator
     * makes one value out of those that hold, the one earlier in the list first. If the operator is associative and
     * commutative, such as the smaller of two, the order of the pieces does not matter.
     *
     * @param pieces any number of pieces
     * @param onOverlap makes one value out of two
     * @param <V> the values' type
     * @return the timeline
     */
    public static <V> Timeline<V> of(List<Piece<V>> pieces, BinaryOperator<V> onOverlap) {
        List<Piece<V>> sorted = sorted(pieces);
        return disjoint(sorted) ? new Timeline<>(sorted) : merged(pieces, onOverlap);
    }

    /**
     * All pieces in order of time.
     *
     * @return the pieces
     */
    public List<Piece<V>> pieces() {
        return pieces;
    }

    /**
     * Whether nothing is known about any instant.
     *
     * @return whether there is no piece
     */
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /**
     * The value at an instant.
     *
     * @param t the instant
     * @return the value, or empty in a gap, before the start and from the end on
     */
    public Optional<V> at(Instant t) {
        int i = lastStartedAt(t);
        return isCovered(i, t) ? Optional.of(pieces.get(i).value()) : Optional.empty();
    }

    /**
     * The piece at an instant.
     *
     * @param t the instant
     * @return the piece that contains it, or empty
     */
    public Optional<Piece<V>> pieceAt(Instant t) {
        int i = lastStartedAt(t);
        return isCovered(i, t) ? Optional.of(pieces.get(i)) : Optional.empty();
    }

    /**
     * The last piece that is over at an instant: in a gap, the neighbour before it.
     *
     * @param t the instant
     * @return the last piece whose end is not after {@code t}
     */
    public Optional<Piece<V>> lastPieceBefore(Instant t) {
        int i = lastStartedAt(t);
        return piece(isCovered(i, t) ? i - 1 : i);
    }

    /**
     * The first piece that has not begun at an instant: in a gap, the neighbour after it.
     *
     * @param t the instant
     * @return the first piece whose start is after {@code t}
     */
    public Optional<Piece<V>> firstPieceAfter(Instant t) {
        return piece(lastStartedAt(t) + 1);
    }

    /**
     * Where the first piece starts.
     *
     * @return the first instant with a value, or empty if there is none
     */
    public Optional<Instant> start() {
        return piece(0).map(first -> first.interval().start());
    }

    /**
     * Where the last piece ends.
     *
     * @return the first instant with no value at or after it, or empty if there is no piece
     */
    public Optional<Instant> end() {
        return piece(pieces.size() - 1).map(last -> last.interval().end());
    }

    /**
     * All instants at which a piece starts or ends, whether or not the value differs.
     *
     * @return distinct instants in order
     */
    public List<Instant> changes() {
        return List.copyOf(cuts());
    }

    /**
     * The next instant at which a piece starts or ends, whether or not the value differs.
     *
     * @param t the instant to look from
     * @return the first such instant after {@code t}
     */
    public Optional<Instant> nextChangeAfter(Instant t) {
        int i = lastStartedAt(t);
        return isCovered(i, t)
                ? Optional.of(pieces.get(i).interval().end())
                : piece(i + 1).map(next -> next.interval().start());
    }

    /**
     * This timeline with another laid over it: where the other has a piece that one holds, unchanged; elsewhere the
     * rest of this one.
     *
     * @param top what to lay over this
     * @return both together
     */
    public Timeline<V> overlay(Timeline<V> top) {
        List<Piece<V>> all = new ArrayList<>(top.pieces);
        pieces.forEach(piece -> top.addUncovered(piece, all));
        return new Timeline<>(sorted(all));
    }

    /**
     * Two timelines joined: where both have a value the operator makes one of them, where one has a value it stays.
     * Pieces are cut at each other's ends.
     *
     * @param other the other timeline
     * @param both makes one value out of this one's and the other's
     * @return both together
     */
    public Timeline<V> merge(Timeline<V> other, BinaryOperator<V> both) {
        SortedSet<Instant> cuts = cuts();
        cuts.addAll(other.cuts());
        List<Piece<V>> joined = new ArrayList<>();
        Instant start = Instant.MIN;
        for (Instant end : cuts) {
            addJoined(start, end, other, both, joined);
            start = end;
        }
        return new Timeline<>(joined);
    }

    /**
     * What is known about the time before an instant.
     *
     * @param t the first instant to leave out
     * @return this timeline with everything from {@code t} on cut off
     */
    public Timeline<V> before(Instant t) {
        return t.equals(Instant.MAX) ? this : without(TimeInterval.of(t, Instant.MAX));
    }

    /**
     * What is known about the time from an instant on.
     *
     * @param t the first instant to keep
     * @return this timeline with everything before {@code t} cut off
     */
    public Timeline<V> from(Instant t) {
        return t.equals(Instant.MIN) ? this : without(TimeInterval.of(Instant.MIN, t));
    }

    /**
     * This timeline with a gap where an interval is.
     *
     * @param interval what to forget
     * @return the rest
     */
    public Timeline<V> without(TimeInterval interval) {
        Timeline<Boolean> hole = of(interval, Boolean.TRUE);
        List<Piece<V>> kept = new ArrayList<>();
        pieces.forEach(piece -> hole.addUncovered(piece, kept));
        return new Timeline<>(kept);
    }

    /**
     * The same pieces with other values.
     *
     * @param function makes a new value out of an old one
     * @param <W> the new values' type
     * @return the timeline of the new values
     */
    public <W> Timeline<W> map(Function<? super V, ? extends W> function) {
        List<Piece<W>> mapped = new ArrayList<>(pieces.size());
        for (Piece<V> piece : pieces) {
            mapped.add(new Piece<>(piece.interval(), function.apply(piece.value())));
        }
        return new Timeline<>(mapped);
    }

    /**
     * The same values in as few pieces as possible: pieces that touch and hold equal values are joined.
     *
     * @return the timeline in which neighbours differ or do not touch
     */
    public Timeline<V> normalised() {
        List<Piece<V>> joined = new ArrayList<>();
        for (Piece<V> piece : pieces) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).isContinuedBy(piece)) {
                Piece<V> before = joined.get(last);
                joined.set(
                        last,
                        before.within(
                                before.interval().start(), piece.interval().end()));
            } else {
                joined.add(piece);
            }
        }
        return new Timeline<>(joined);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Timeline<?> that && pieces.equals(that.pieces);
    }

    @Override
    public int hashCode() {
        return pieces.hashCode();
    }

    @Override
    public String toString() {
        return pieces.stream()
                .map(piece -> piece.interval() + "=" + piece.value())
                .toList()
                .toString();
    }

    private int lastStartedAt(Instant t) {
        int found = Arrays.binarySearch(starts, t);
        return found >= 0 ? found : -found - 2;
    }

    private boolean isCovered(int lastStarted, Instant t) {
        return lastStarted >= 0 && pieces.get(lastStarted).interval().end().isAfter(t);
    }

    private Optional<Piece<V>> piece(int i) {
        return i >= 0 && i < pieces.size() ? Optional.of(pieces.get(i)) : Optional.empty();
    }

    private SortedSet<Instant> cuts() {
        SortedSet<Instant> cuts = new TreeSet<>();
        for (Piece<V> piece : pieces) {
            cuts.add(piece.interval().start());
            cuts.add(piece.interval().end());
        }
        return cuts;
    }

    private void addJoined(
            Instant start, Instant end, Timeline<V> other, BinaryOperator<V> both, List<Piece<V>> joined) {
        if (start.equals(end)) {
            return;
        }
        Optional<V> mine = at(start);
        Optional<V> theirs = other.at(start);
        Optional<V> value = mine.isPresent() && theirs.isPresent()
                ? Optional.of(both.apply(mine.get(), theirs.get()))
                : mine.or(() -> theirs);
        value.ifPresent(held -> joined.add(new Piece<>(new TimeInterval(start, end), held)));
    }

    private <W> void addUncovered(Piece<W> piece, List<Piece<W>> rest) {
        Instant end = piece.interval().end();
        Instant open = piece.interval().start();
        for (int i = Math.max(0, lastStartedAt(open)); i < starts.length && starts[i].isBefore(end); i++) {
            if (starts[i].isAfter(open)) {
                rest.add(piece.within(open, starts[i]));
            }
            open = later(open, pieces.get(i).interval().end());
        }
        if (open.isBefore(end)) {
            rest.add(piece.within(open, end));
        }
    }

    private static <V> Timeline<V> merged(List<Piece<V>> some, BinaryOperator<V> onOverlap) {
        if (some.size() == 1) {
            return new Timeline<>(some);
        }
        int half = some.size() / 2;
        return merged(some.subList(0, half), onOverlap)
                .merge(merged(some.subList(half, some.size()), onOverlap), onOverlap);
    }

    private static <V> List<Piece<V>> sorted(List<Piece<V>> some) {
        List<Piece<V>> sorted = new ArrayList<>(some);
        sorted.sort(Comparator.comparing(piece -> piece.interval().start()));
        return sorted;
    }

    private static <V> boolean disjoint(List<Piece<V>> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).interval().overlaps(sorted.get(i).interval())) {
                return false;
            }
        }
        return true;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
