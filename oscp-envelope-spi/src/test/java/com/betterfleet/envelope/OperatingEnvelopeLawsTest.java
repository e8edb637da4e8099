package com.betterfleet.envelope;

import static com.betterfleet.envelope.Grid.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of {@link OperatingEnvelope}, against a naive interpreter at every instant of the grid. */
class OperatingEnvelopeLawsTest {
    @Property
    void everyInstantHasAnAnswerByRuleI15(@ForAll("envelopes") OperatingEnvelope envelope) {
        for (Instant t : Grid.instants()) {
            EnvelopeStep expected = naiveStep(envelope, t);
            assertThat(envelope.stepAt(t)).isEqualTo(expected);
            assertThat(envelope.limitAt(t)).isEqualTo(expected.limit());
        }
        assertThat(envelope.stepAt(Instant.MIN)).isEqualTo(envelope.steps().get(0));
        assertThat(envelope.stepAt(Instant.MAX))
                .isEqualTo(envelope.steps().get(envelope.steps().size() - 1));
    }

    @Property
    void theNextChangeIsTheFirstInstantThatSaysSomethingElse(@ForAll("envelopes") OperatingEnvelope envelope) {
        for (Instant t : Grid.instants()) {
            Optional<Instant> expected = Grid.instants().stream()
                    .filter(later -> later.isAfter(t))
                    .filter(later -> !says(envelope, later).equals(says(envelope, t)))
                    .findFirst();
            assertThat(envelope.nextChangeAfter(t)).isEqualTo(expected);
        }
    }

    @Property
    void anOrderOfTheLimitInForceIsSafeUntilTheNextLower(@ForAll("envelopes") OperatingEnvelope envelope) {
        for (Instant t : Grid.instants()) {
            Limit ordered = envelope.limitAt(t);
            Optional<Instant> expected = Grid.instants().stream()
                    .filter(later -> later.isAfter(t))
                    .filter(later -> envelope.limitAt(later).isBelow(ordered))
                    .findFirst();
            assertThat(envelope.nextLowerAfter(t, ordered)).isEqualTo(expected);
        }
    }

    @Property
    void theNextLowerThanAnyLimitIsTheStartOfAStep(
            @ForAll("envelopes") OperatingEnvelope envelope, @ForAll("limits") Limit than) {
        for (Instant t : Grid.instants()) {
            Optional<Instant> expected = envelope.steps().stream()
                    .filter(step -> step.from().isAfter(t) && step.limit().isBelow(than))
                    .map(EnvelopeStep::from)
                    .findFirst();
            assertThat(envelope.nextLowerAfter(t, than)).isEqualTo(expected);
        }
    }

    @Property
    void theSmallestLimitIsTheSmallestOfItsInstants(
            @ForAll("envelopes") OperatingEnvelope envelope, @ForAll("intervals") TimeInterval interval) {
        Limit expected = Grid.instants().stream()
                .filter(interval::contains)
                .map(envelope::limitAt)
                .reduce(Limit.unlimited(), Limit::min);

        assertThat(envelope.smallestLimit(interval)).isEqualTo(expected);
    }

    @Property
    void normalisedIsIdempotentAndAnswersTheSame(@ForAll("envelopes") OperatingEnvelope envelope) {
        OperatingEnvelope normalised = envelope.normalised();

        assertThat(normalised.normalised()).isEqualTo(normalised);
        for (Instant t : Grid.instants()) {
            assertThat(says(normalised, t)).isEqualTo(says(envelope, t));
        }
        for (EnvelopeStep step :
                normalised.steps().subList(1, normalised.steps().size())) {
            assertThat(says(normalised, step.from()))
                    .isNotEqualTo(says(normalised, step.from().minusNanos(1)));
        }
    }

    @Property
    void nothingIsEverAboveTheSiteLimitByRuleI14(
            @ForAll("envelopes") OperatingEnvelope envelope, @ForAll("limits") Limit siteLimit) {
        OperatingEnvelope capped = envelope.capped(siteLimit);

        for (Instant t : Grid.instants()) {
            assertThat(capped.limitAt(t)).isEqualTo(envelope.limitAt(t).min(siteLimit));
            assertThat(capped.stepAt(t).mode()).isEqualTo(envelope.stepAt(t).mode());
            assertThat(capped.stepAt(t).wish()).isEqualTo(envelope.stepAt(t).wish());
        }
        assertThat(capped.capped(siteLimit)).isEqualTo(capped);
    }

    @Property
    void aSmallerSiteLimitNeverAllowsMoreAndTheOrderOfTwoDoesNotMatter(
            @ForAll("envelopes") OperatingEnvelope envelope,
            @ForAll("limits") Limit one,
            @ForAll("limits") Limit other) {
        OperatingEnvelope both = envelope.capped(one.min(other));

        for (Instant t : Grid.instants()) {
            assertThat(both.limitAt(t).isAbove(envelope.capped(one).limitAt(t))).isFalse();
            assertThat(both.limitAt(t).isAbove(envelope.limitAt(t))).isFalse();
            assertThat(envelope.capped(one).capped(other).limitAt(t))
                    .isEqualTo(envelope.capped(other).capped(one).limitAt(t))
                    .isEqualTo(both.limitAt(t));
        }
        assertThat(envelope.capped(Limit.unlimited())).isEqualTo(envelope);
    }

    @Property
    void theNextChangeIsStrictlyAheadAlsoAtTheEndsOfTime(@ForAll("envelopes") OperatingEnvelope envelope) {
        List<Instant> changes = Stream.iterate(
                        envelope.nextChangeAfter(Instant.MIN),
                        Optional::isPresent,
                        next -> next.flatMap(envelope::nextChangeAfter))
                .map(Optional::orElseThrow)
                .toList();

        assertThat(changes).isSorted().doesNotHaveDuplicates();
        assertThat(changes)
                .isEqualTo(envelope.normalised().steps().stream()
                        .skip(1)
                        .map(EnvelopeStep::from)
                        .toList());
        assertThat(envelope.nextChangeAfter(Instant.MAX)).isEmpty();
    }

    @Property
    void shiftingEveryStepShiftsEveryAnswer(@ForAll("envelopes") OperatingEnvelope envelope) {
        Duration by = Duration.ofDays(183).plusNanos(1);
        OperatingEnvelope shifted = OperatingEnvelope.of(SCOPE, Direction.IMPORT, Grid.shifted(envelope.steps(), by));

        for (Instant t : Grid.instants()) {
            assertThat(says(shifted, t.plus(by))).isEqualTo(says(envelope, t));
            assertThat(shifted.nextChangeAfter(t.plus(by)))
                    .isEqualTo(envelope.nextChangeAfter(t).map(change -> change.plus(by)));
        }
    }

    private static EnvelopeStep naiveStep(OperatingEnvelope envelope, Instant t) {
        return envelope.steps().stream()
                .filter(step -> !step.from().isAfter(t))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<Object> says(OperatingEnvelope envelope, Instant t) {
        EnvelopeStep step = naiveStep(envelope, t);
        return List.of(step.limit(), step.mode(), step.protectiveZero(), step.wish(), step.reason());
    }

    @Provide
    Arbitrary<OperatingEnvelope> envelopes() {
        return Grid.envelopes();
    }

    @Provide
    Arbitrary<Limit> limits() {
        return Grid.limits();
    }

    @Provide
    Arbitrary<TimeInterval> intervals() {
        return Grid.intervals();
    }
}
