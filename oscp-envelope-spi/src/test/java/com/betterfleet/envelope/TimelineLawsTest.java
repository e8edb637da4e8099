package com.betterfleet.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Timeline.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The laws of {@link Timeline}, each against a naive interpreter that asks piece by piece at every instant of the grid:
 * every boundary, 1 ms before it and 1 ms after it are among them.
 */
class TimelineLawsTest {
    @Property
    void everyInstantHasTheSmallestOfThePiecesThatContainIt(@ForAll("pieces") List<Piece<Integer>> pieces) {
        Timeline<Integer> timeline = Timeline.of(pieces, Math::min);

        for (Instant t : Grid.instants()) {
            Optional<Integer> expected = pieces.stream()
                    .filter(piece -> piece.interval().contains(t))
                    .map(Piece::value)
                    .min(Integer::compare);
            assertThat(timeline.at(t)).isEqualTo(expected);
            assertThat(timeline.pieceAt(t).map(Piece::value)).isEqualTo(expected);
        }
    }

    @Property
    void piecesAreInOrderAndDisjointByRuleI1(@ForAll("pieces") List<Piece<Integer>> pieces) {
        List<Piece<Integer>> kept = Timeline.of(pieces, Math::min).pieces();

        for (int i = 1; i < kept.size(); i++) {
            assertThat(kept.get(i - 1).interval().isBefore(kept.get(i).interval()))
                    .isTrue();
        }
    }

    @Property
    void theOrderOfPiecesDoesNotMatter(@ForAll("pieces") List<Piece<Integer>> pieces, @ForAll Random random) {
        List<Piece<Integer>> shuffled = new ArrayList<>(pieces);
        Collections.shuffle(shuffled, random);

        assertThat(Timeline.of(shuffled, Math::min)).isEqualTo(Timeline.of(pieces, Math::min));
    }

    @Property
    void aMessageTwiceIsTheMessageOnce(@ForAll("pieces") List<Piece<Integer>> pieces) {
        List<Piece<Integer>> twice =
                Stream.concat(pieces.stream(), pieces.stream()).toList();

        assertThat(Timeline.of(twice, Math::min).normalised())
                .isEqualTo(Timeline.of(pieces, Math::min).normalised());
    }

    @Property
    void mergeCombinesWhereBothHaveAValue(
            @ForAll("timelines") Timeline<Integer> one, @ForAll("timelines") Timeline<Integer> other) {
        Timeline<Integer> merged = one.merge(other, (a, b) -> 10 * a + b);

        for (Instant t : Grid.instants()) {
            Optional<Integer> a = one.at(t);
            Optional<Integer> b = other.at(t);
            Optional<Integer> expected =
                    a.isPresent() && b.isPresent() ? Optional.of(10 * a.get() + b.get()) : a.isPresent() ? a : b;
            assertThat(merged.at(t)).isEqualTo(expected);
        }
    }

    @Property
    void mergeByMinIsCommutativeAssociativeIdempotentByRuleI14(
            @ForAll("timelines") Timeline<Integer> a,
            @ForAll("timelines") Timeline<Integer> b,
            @ForAll("timelines") Timeline<Integer> c) {
        assertThat(a.merge(b, Math::min)).isEqualTo(b.merge(a, Math::min));
        assertThat(a.merge(b, Math::min).merge(c, Math::min)).isEqualTo(a.merge(b.merge(c, Math::min), Math::min));
        assertThat(a.merge(a, Math::min)).isEqualTo(a);
    }

    @Property
    void overlayTakesTheTopWhereItHasAPiece(
            @ForAll("timelines") Timeline<Integer> base, @ForAll("timelines") Timeline<Integer> top) {
        Timeline<Integer> overlaid = base.overlay(top);

        for (Instant t : Grid.instants()) {
            assertThat(overlaid.at(t)).isEqualTo(top.at(t).isPresent() ? top.at(t) : base.at(t));
        }
        assertThat(overlaid.pieces()).containsAll(top.pieces());
        assertThat(overlaid.overlay(top)).isEqualTo(overlaid);
    }

    @Property
    void overlayIsAssociativeAndNothingLaidOverChangesNothing(
            @ForAll("timelines") Timeline<Integer> a,
            @ForAll("timelines") Timeline<Integer> b,
            @ForAll("timelines") Timeline<Integer> c) {
        assertThat(a.overlay(b).overlay(c).normalised())
                .isEqualTo(a.overlay(b.overlay(c)).normalised());
        assertThat(a.overlay(Timeline.empty())).isEqualTo(a);
        assertThat(Timeline.<Integer>empty().overlay(a)).isEqualTo(a);
        assertThat(a.overlay(a)).isEqualTo(a);
    }

    @Property
    void nothingMergedInChangesNothing(@ForAll("timelines") Timeline<Integer> timeline) {
        assertThat(timeline.merge(Timeline.empty(), Math::min)).isEqualTo(timeline);
        assertThat(Timeline.<Integer>empty().merge(timeline, Math::min)).isEqualTo(timeline);
    }

    @Property
    void theEndsOfTimeAreInstantsToo(@ForAll("timelines") Timeline<Integer> timeline, @ForAll("instants") Instant cut) {
        for (Instant end : List.of(Instant.MIN, Instant.MAX)) {
            assertThat(timeline.at(end)).isEmpty();
            assertThat(timeline.overlay(Timeline.of(TimeInterval.of(cut, Instant.MAX), 7))
                            .at(end))
                    .isEmpty();
        }
        assertThat(timeline.nextChangeAfter(Instant.MIN)).isEqualTo(timeline.start());
        assertThat(timeline.nextChangeAfter(Instant.MAX)).isEmpty();
        assertThat(timeline.before(Instant.MAX))
                .isEqualTo(timeline.from(Instant.MIN))
                .isEqualTo(timeline);
        assertThat(timeline.before(Instant.MIN)).isEqualTo(Timeline.empty());
        assertThat(timeline.from(Instant.MAX)).isEqualTo(Timeline.empty());
    }

    @Property
    void whatIsCutOutAndWhatIsLeftMakeTheWhole(
            @ForAll("timelines") Timeline<Integer> timeline, @ForAll("intervals") TimeInterval hole) {
        Timeline<Integer> left = timeline.without(hole);
        Timeline<Integer> cut = timeline.from(hole.start()).before(hole.end());

        assertThat(left.overlay(cut).normalised()).isEqualTo(timeline.normalised());
        assertThat(cut.without(hole)).isEqualTo(Timeline.empty());
        assertThat(left.without(hole)).isEqualTo(left);
        assertThat(timeline.before(hole.start()).overlay(timeline.from(hole.end())))
                .isEqualTo(left);
    }

    @Property
    void clippingForgetsExactlyOneSide(
            @ForAll("timelines") Timeline<Integer> timeline, @ForAll("instants") Instant cut) {
        for (Instant t : Grid.instants()) {
            boolean early = t.isBefore(cut);
            assertThat(timeline.before(cut).at(t)).isEqualTo(early ? timeline.at(t) : Optional.empty());
            assertThat(timeline.from(cut).at(t)).isEqualTo(early ? Optional.empty() : timeline.at(t));
        }
        assertThat(timeline.before(cut).overlay(timeline.from(cut)).normalised())
                .isEqualTo(timeline.normalised());
    }

    @Property
    void withoutForgetsExactlyTheInterval(
            @ForAll("timelines") Timeline<Integer> timeline, @ForAll("intervals") TimeInterval hole) {
        for (Instant t : Grid.instants()) {
            assertThat(timeline.without(hole).at(t)).isEqualTo(hole.contains(t) ? Optional.empty() : timeline.at(t));
        }
    }

    @Property
    void normalisedIsIdempotentAndAnswersTheSame(@ForAll("timelines") Timeline<Integer> timeline) {
        Timeline<Integer> normalised = timeline.normalised();

        assertThat(normalised.normalised()).isEqualTo(normalised);
        for (Instant t : Grid.instants()) {
            assertThat(normalised.at(t)).isEqualTo(timeline.at(t));
        }
        for (Instant change : normalised.changes()) {
            assertThat(normalised.at(change)).isNotEqualTo(normalised.at(change.minusMillis(1)));
        }
    }

    @Property
    void mapChangesValuesAndNothingElse(@ForAll("timelines") Timeline<Integer> timeline) {
        Timeline<String> mapped = timeline.map(value -> "v" + value);

        assertThat(mapped.changes()).isEqualTo(timeline.changes());
        for (Instant t : Grid.instants()) {
            assertThat(mapped.at(t)).isEqualTo(timeline.at(t).map(value -> "v" + value));
        }
    }

    @Property
    void theNextChangeIsTheFirstBoundaryAfter(@ForAll("timelines") Timeline<Integer> timeline) {
        List<Instant> boundaries = timeline.pieces().stream()
                .flatMap(piece ->
                        Stream.of(piece.interval().start(), piece.interval().end()))
                .sorted()
                .distinct()
                .toList();

        assertThat(timeline.changes()).isEqualTo(boundaries);
        for (Instant t : Grid.instants()) {
            assertThat(timeline.nextChangeAfter(t))
                    .isEqualTo(boundaries.stream().filter(b -> b.isAfter(t)).findFirst());
        }
    }

    @Property
    void neighboursAreTheLastThatEndedAndTheFirstToCome(@ForAll("timelines") Timeline<Integer> timeline) {
        for (Instant t : Grid.instants()) {
            assertThat(timeline.lastPieceBefore(t))
                    .isEqualTo(timeline.pieces().stream()
                            .filter(piece -> piece.interval().isBefore(t))
                            .reduce((first, second) -> second));
            assertThat(timeline.firstPieceAfter(t))
                    .isEqualTo(timeline.pieces().stream()
                            .filter(piece -> piece.interval().isAfter(t))
                            .findFirst());
        }
    }

    @Property
    void shiftingEveryPieceShiftsTheResult(
            @ForAll("pieces") List<Piece<Integer>> pieces, @ForAll("timelines") Timeline<Integer> top) {
        Duration by = Duration.ofDays(183).plusNanos(1);

        assertThat(Timeline.of(shifted(pieces, by), Math::min)
                        .overlay(Timeline.of(shifted(top.pieces(), by), Math::min))
                        .pieces())
                .isEqualTo(shifted(Timeline.of(pieces, Math::min).overlay(top).pieces(), by));
    }

    private static List<Piece<Integer>> shifted(List<Piece<Integer>> pieces, Duration by) {
        return pieces.stream()
                .map(piece -> new Piece<>(
                        TimeInterval.of(
                                piece.interval().start().plus(by),
                                piece.interval().end().plus(by)),
                        piece.value()))
                .toList();
    }

    @Provide
    Arbitrary<List<Piece<Integer>>> pieces() {
        return Grid.pieces();
    }

    @Provide
    Arbitrary<Timeline<Integer>> timelines() {
        return Grid.timelines();
    }

    @Provide
    Arbitrary<TimeInterval> intervals() {
        return Grid.intervals();
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Grid.anyInstant();
    }
}
