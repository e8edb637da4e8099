package com.betterfleet.envelope;

import static com.betterfleet.envelope.Grid.SCOPE;
import static com.betterfleet.envelope.Grid.at;
import static com.betterfleet.envelope.Grid.between;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The total step function by example; the laws are in {@link OperatingEnvelopeLawsTest}. */
class OperatingEnvelopeTest {
    private final OperatingEnvelope envelope = envelope(
            step(Instant.MIN, 120, Mode.FALLBACK),
            step(at(0), 900, Mode.LIVE),
            step(at(10), 0, Mode.LIVE),
            step(at(20), 0, Mode.UNCOVERED));

    @Test
    void aStepHoldsFromItsFirstInstantOn() {
        assertThat(envelope.limitAt(at(0).minusNanos(1))).isEqualTo(kilowatts(120));
        assertThat(envelope.limitAt(at(0))).isEqualTo(kilowatts(900));
        assertThat(envelope.limitAt(at(9))).isEqualTo(kilowatts(900));
        assertThat(envelope.limitAt(at(10))).isEqualTo(Limit.ZERO);
    }

    @Test
    void theEndsOfTimeHaveAnAnswerByRuleI15() {
        assertThat(envelope.limitAt(Instant.MIN)).isEqualTo(kilowatts(120));
        assertThat(envelope.stepAt(Instant.MAX).mode()).isEqualTo(Mode.UNCOVERED);
    }

    @Test
    void aChangeOfModeAloneIsAChangeButNotALowerLimit() {
        assertThat(envelope.nextChangeAfter(at(10))).contains(at(20));
        assertThat(envelope.nextChangeAfter(at(20))).isEmpty();
        assertThat(envelope.nextLowerAfter(at(10), Limit.ZERO)).isEmpty();
        assertThat(envelope.nextLowerAfter(at(0), kilowatts(900))).contains(at(10));
        assertThat(envelope.nextLowerAfter(at(0), kilowatts(0))).isEmpty();
        assertThat(envelope.nextLowerAfter(Instant.MIN, kilowatts(120))).contains(at(10));
    }

    @Test
    void theEndOfAnIntervalDoesNotCountByRuleI1() {
        assertThat(envelope.smallestLimit(between(0, 10))).isEqualTo(kilowatts(900));
        assertThat(envelope.smallestLimit(between(0, 11))).isEqualTo(Limit.ZERO);
        assertThat(envelope.smallestLimit(between(-1, 10))).isEqualTo(kilowatts(120));
    }

    @Test
    void aStepThatHadToBeLoweredSaysSo() {
        OperatingEnvelope capped = envelope.capped(kilowatts(500));

        assertThat(capped.stepAt(at(0)).limit()).isEqualTo(kilowatts(500));
        assertThat(capped.stepAt(at(0)).reason()).isEqualTo("because, under the site limit of 500 kW");
        assertThat(capped.stepAt(at(10))).isEqualTo(envelope.stepAt(at(10)));
        assertThat(envelope.capped(Limit.unlimited())).isEqualTo(envelope);
    }

    @Test
    void stepsMustCoverAllOfTimeInOrderByRuleI15() {
        assertThatIllegalArgumentException().isThrownBy(() -> envelope()).withMessageContaining("must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> envelope(step(at(0), 1, Mode.LIVE)))
                .withMessageContaining("Instant.MIN")
                .withMessageContaining(at(0).toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        envelope(step(Instant.MIN, 1, Mode.LIVE), step(at(1), 1, Mode.LIVE), step(at(1), 2, Mode.LIVE)))
                .withMessageContaining("later than");
    }

    @Test
    void aReleasedScopeHasNoEnvelope() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step(at(0), 1, Mode.RELEASED))
                .withMessageContaining("RELEASED");
    }

    @Test
    void aStepWithoutAReasonIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvelopeStep(at(0), Limit.ZERO, Mode.LIVE, false, Optional.empty(), " "))
                .withMessageContaining("reason");
    }

    @Test
    void equalityLooksAtScopeDirectionAndSteps() {
        OperatingEnvelope same = OperatingEnvelope.of(SCOPE, Direction.IMPORT, envelope.steps());
        ManagedScope elsewhere = new ManagedScope("mg-7", "other");

        assertThat(same).isEqualTo(envelope).hasSameHashCodeAs(envelope);
        assertThat(OperatingEnvelope.of(SCOPE, Direction.EXPORT, envelope.steps()))
                .isNotEqualTo(envelope);
        assertThat(OperatingEnvelope.of(elsewhere, Direction.IMPORT, envelope.steps()))
                .isNotEqualTo(envelope);
        assertThat(envelope.capped(Limit.ZERO)).isNotEqualTo(envelope);
        assertThat(envelope.toString()).startsWith("IMPORT envelope of mg-7/grid [");
    }

    private static OperatingEnvelope envelope(EnvelopeStep... steps) {
        return OperatingEnvelope.of(SCOPE, Direction.IMPORT, List.of(steps));
    }

    private static EnvelopeStep step(Instant from, long kilowatts, Mode mode) {
        return new EnvelopeStep(from, kilowatts(kilowatts), mode, false, Optional.empty(), "because");
    }

    private static Limit kilowatts(long kilowatts) {
        return Limit.of(Power.watts(kilowatts * 1000));
    }

    @Test
    void equalByScopeDirectionAndSteps() {
        List<EnvelopeStep> steps = envelope.steps();
        OperatingEnvelope same = OperatingEnvelope.of(SCOPE, Direction.IMPORT, steps);
        List<OperatingEnvelope> others = List.of(
                OperatingEnvelope.of(SCOPE, Direction.EXPORT, steps),
                OperatingEnvelope.of(new ManagedScope("mg-8", "grid"), Direction.IMPORT, steps),
                OperatingEnvelope.of(SCOPE, Direction.IMPORT, steps.subList(0, 1)));

        assertThat(envelope.scope()).isEqualTo(SCOPE);
        assertThat(envelope.direction()).isEqualTo(Direction.IMPORT);
        assertThat(envelope).isEqualTo(same).hasSameHashCodeAs(same).isNotIn(others);
        assertThat(others).extracting(Object::hashCode).doesNotContain(envelope.hashCode());
    }
}
