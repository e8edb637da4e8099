package com.betterfleet.envelope;

import com.betterfleet.envelope.Timeline.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A stretch of milliseconds so short that every instant of it, and so every boundary +-1 ms, can be looked at. */
final class Grid {
    static final ManagedScope SCOPE = new ManagedScope("mg-7", "grid");
    static final int LENGTH = 40;
    private static final int LONGEST = 12;
    // the start of a New Zealand clock change
    private static final Instant ZERO = Instant.parse("2026-04-04T14:00:00Z");

    private Grid() {}

    static Instant at(int milli) {
        return ZERO.plusMillis(milli);
    }

    static TimeInterval between(int start, int end) {
        return TimeInterval.of(at(start), at(end));
    }

    /** All instants of the grid, and some before and after it. */
    static List<Instant> instants() {
        return IntStream.rangeClosed(-2, LENGTH + LONGEST + 2)
                .mapToObj(Grid::at)
                .toList();
    }

    static Arbitrary<Instant> anyInstant() {
        return Arbitraries.of(instants());
    }

    static Arbitrary<TimeInterval> intervals() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, LENGTH),
                        Arbitraries.integers().between(1, LONGEST))
                .as((start, length) -> between(start, start + length));
    }

    static Arbitrary<List<Piece<Integer>>> pieces() {
        return Combinators.combine(intervals(), Arbitraries.integers().between(0, 3))
                .as(Piece::new)
                .list()
                .ofMaxSize(12);
    }

    static Arbitrary<Timeline<Integer>> timelines() {
        return pieces().map(pieces -> Timeline.of(pieces, Math::min));
    }

    static Arbitrary<Limit> limits() {
        Arbitrary<Limit> limited = Arbitraries.longs().between(0, 4).map(watts -> Limit.of(Power.watts(watts)));
        return Arbitraries.frequencyOf(Tuple.of(5, limited), Tuple.of(1, Arbitraries.just(Limit.unlimited())));
    }

    static Arbitrary<OperatingEnvelope> envelopes() {
        Arbitrary<List<Integer>> starts = Arbitraries.integers()
                .between(0, LENGTH)
                .set()
                .ofMaxSize(12)
                .map(some -> List.copyOf(new TreeSet<>(some)));
        return starts.flatMap(some -> contents()
                .list()
                .ofSize(some.size() + 1)
                .map(contents -> OperatingEnvelope.of(SCOPE, Direction.IMPORT, steps(some, contents))));
    }

    static List<EnvelopeStep> shifted(List<EnvelopeStep> steps, Duration by) {
        return steps.stream()
                .map(step -> step.from().equals(Instant.MIN)
                        ? step
                        : step(step.from().plus(by), step))
                .toList();
    }

    private static Arbitrary<EnvelopeStep> contents() {
        return Combinators.combine(
                        limits(),
                        Arbitraries.of(Mode.LIVE, Mode.UNCOVERED, Mode.FALLBACK),
                        Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)),
                        Arbitraries.of(Optional.<Power>empty(), Optional.of(Power.watts(1))),
                        Arbitraries.frequency(Tuple.of(4, "a block"), Tuple.of(1, "the fallback")))
                .as((limit, mode, zero, wish, reason) ->
                        new EnvelopeStep(Instant.MIN, limit, mode, zero, wish, reason));
    }

    private static List<EnvelopeStep> steps(List<Integer> starts, List<EnvelopeStep> contents) {
        List<EnvelopeStep> steps = new ArrayList<>();
        steps.add(contents.get(0));
        for (int i = 0; i < starts.size(); i++) {
            steps.add(step(at(starts.get(i)), contents.get(i + 1)));
        }
        return steps;
    }

    private static EnvelopeStep step(Instant from, EnvelopeStep like) {
        return new EnvelopeStep(from, like.limit(), like.mode(), like.protectiveZero(), like.wish(), like.reason());
    }
}
