package com.betterfleet.envelope;

import static com.betterfleet.envelope.Grid.at;
import static com.betterfleet.envelope.Grid.between;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Timeline.Piece;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pieces, gaps and neighbours by example; the laws are in {@link TimelineLawsTest}. */
class TimelineTest {
    private final Piece<Integer> early = new Piece<>(between(0, 10), 5);
    private final Piece<Integer> late = new Piece<>(between(20, 30), 7);
    private final Timeline<Integer> book = Timeline.of(List.of(late, early), Math::min);

    @Test
    void anEmptyTimelineKnowsNothing() {
        Timeline<Integer> empty = Timeline.empty();

        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.at(at(0))).isEmpty();
        assertThat(empty.start()).isEmpty();
        assertThat(empty.end()).isEmpty();
        assertThat(empty.nextChangeAfter(Instant.MIN)).isEmpty();
        assertThat(empty.lastPieceBefore(Instant.MAX)).isEmpty();
        assertThat(empty.firstPieceAfter(Instant.MIN)).isEmpty();
        assertThat(empty).isEqualTo(Timeline.<Integer>of(List.of(), Math::min));
    }

    @Test
    void aValueHoldsFromItsStartAndNotAtItsEndByRuleI1() {
        assertThat(book.at(at(-1))).isEmpty();
        assertThat(book.at(at(0))).contains(5);
        assertThat(book.at(at(9))).contains(5);
        assertThat(book.at(at(10))).isEmpty();
        assertThat(book.pieceAt(at(20))).contains(late);
        assertThat(book.start()).contains(at(0));
        assertThat(book.end()).contains(at(30));
    }

    @Test
    void aGapHasANeighbourOnEachSideByRuleI12() {
        for (Instant inGap : List.of(at(10), at(15), at(19))) {
            assertThat(book.lastPieceBefore(inGap)).contains(early);
            assertThat(book.firstPieceAfter(inGap)).contains(late);
        }
        assertThat(book.lastPieceBefore(at(-1))).isEmpty();
        assertThat(book.firstPieceAfter(at(-1))).contains(early);
        assertThat(book.lastPieceBefore(at(30))).contains(late);
        assertThat(book.firstPieceAfter(at(30))).isEmpty();
    }

    @Test
    void anInstantThatIsCoveredHasNeighboursToo() {
        assertThat(book.lastPieceBefore(at(25))).contains(early);
        assertThat(book.firstPieceAfter(at(5))).contains(late);
        assertThat(book.firstPieceAfter(at(20))).isEmpty();
    }

    @Test
    void overlapsAreCutAndTakeTheSmallerByRuleI7() {
        Timeline<Integer> overlapping =
                Timeline.of(List.of(new Piece<>(between(0, 10), 5), new Piece<>(between(4, 12), 3)), Math::min);

        assertThat(overlapping.pieces())
                .containsExactly(
                        new Piece<>(between(0, 4), 5), new Piece<>(between(4, 10), 3), new Piece<>(between(10, 12), 3));
        assertThat(overlapping.normalised().pieces())
                .containsExactly(new Piece<>(between(0, 4), 5), new Piece<>(between(4, 12), 3));
    }

    @Test
    void theEarlierInTheListIsTheOperatorsFirst() {
        List<Piece<String>> pieces = List.of(
                new Piece<>(between(0, 3), "a"), new Piece<>(between(0, 3), "b"), new Piece<>(between(0, 3), "c"));

        assertThat(Timeline.of(pieces, String::concat).at(at(0))).contains("abc");
    }

    @Test
    void piecesThatTouchStayTwoUntilNormalised() {
        Timeline<Integer> touching =
                Timeline.of(List.of(new Piece<>(between(0, 5), 1), new Piece<>(between(5, 9), 1)), Math::min);

        assertThat(touching.pieces()).hasSize(2);
        assertThat(touching.changes()).containsExactly(at(0), at(5), at(9));
        assertThat(touching.nextChangeAfter(at(0))).contains(at(5));
        assertThat(touching.normalised()).isEqualTo(Timeline.of(between(0, 9), 1));
    }

    @Test
    void whatIsLaidOverKeepsItsPiecesWhole() {
        Timeline<Integer> top = Timeline.of(between(5, 25), 1);

        assertThat(book.overlay(top).pieces())
                .containsExactly(
                        new Piece<>(between(0, 5), 5), new Piece<>(between(5, 25), 1), new Piece<>(between(25, 30), 7));
    }

    @Test
    void aHoleInTheMiddleLeavesBothEnds() {
        assertThat(book.without(between(2, 22)).pieces())
                .containsExactly(new Piece<>(between(0, 2), 5), new Piece<>(between(22, 30), 7));
        assertThat(Timeline.of(between(0, 9), 1).without(between(3, 4)).pieces())
                .containsExactly(new Piece<>(between(0, 3), 1), new Piece<>(between(4, 9), 1));
    }

    @Test
    void reachesToTheEndsOfTime() {
        Timeline<Integer> always = Timeline.of(TimeInterval.of(Instant.MIN, Instant.MAX), 1);

        assertThat(always.at(Instant.MIN)).contains(1);
        assertThat(always.merge(book, Integer::sum).at(at(0))).contains(6);
        assertThat(always.merge(book, Integer::sum).at(Instant.MIN)).contains(1);
        assertThat(always.overlay(book).pieces()).hasSize(5);
        assertThat(always.before(Instant.MAX)).isEqualTo(always);
        assertThat(always.from(Instant.MIN)).isEqualTo(always);
        assertThat(always.before(Instant.MIN)).isEqualTo(Timeline.empty());
        assertThat(always.from(Instant.MAX)).isEqualTo(Timeline.empty());
    }

    @Test
    void readsAsIntervalsAndValues() {
        assertThat(Timeline.of(between(0, 1000), 5)).hasToString("[2026-04-04T14:00:00Z/2026-04-04T14:00:01Z=5]");
    }

    @Test
    void equalByItsPiecesAndByNothingElse() {
        Timeline<Integer> same = Timeline.of(List.of(early, late), Math::min);
        Timeline<Integer> other = Timeline.of(List.of(early), Math::min);

        assertThat(book).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
        assertThat(book.hashCode()).isNotEqualTo(other.hashCode());
        assertThat(book.equals(null)).isFalse();
        assertThat(book.isEmpty()).isFalse();
    }
}
