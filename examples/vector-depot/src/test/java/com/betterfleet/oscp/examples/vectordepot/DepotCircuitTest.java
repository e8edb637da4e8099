package com.betterfleet.oscp.examples.vectordepot;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The example's circuit keeps every obligation of a CircuitWriter. */
class DepotCircuitTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LEASE_END = T.plusSeconds(300);
    private static final ManagedScope SCOPE = new ManagedScope("mg-7", "grid");
    private static final Power RATING = Power.kilowatts("1000");
    private static final Power HUNDRED = Power.kilowatts("100");
    private static final Power FORTY = Power.kilowatts("40");

    private Instant now = T;
    private final DepotCircuit circuit = new DepotCircuit(SCOPE, RATING, () -> now);
    private final CircuitId id = circuit.circuitOf(SCOPE).orElseThrow();

    private static LimitOrder order(long revision, Limit limit) {
        return new LimitOrder(
                SCOPE,
                Direction.IMPORT,
                limit,
                LEASE_END,
                Limit.of(FORTY),
                Optional.empty(),
                Mode.LIVE,
                false,
                revision,
                "a test");
    }

    private static LimitOrder order(long revision) {
        return order(revision, Limit.of(HUNDRED));
    }

    @Test
    void onlyItsOwnScopeHasTheCircuit() {
        assertThat(circuit.circuitOf(new ManagedScope("mg-7", "branch-1"))).isEmpty();
    }

    @Test
    void beforeTheFirstOrderTheRatingRules() {
        assertThat(circuit.read(id)).isEqualTo(new CircuitState(Optional.empty(), Optional.empty(), 0));
        assertThat(circuit.available()).isEqualTo(RATING);
    }

    @Test
    void anOrderRulesAndIsReadBackWithItsLeaseAndRevision() {
        assertThat(circuit.write(id, order(3))).isTrue();
        assertThat(circuit.read(id))
                .isEqualTo(new CircuitState(Optional.of(Limit.of(HUNDRED)), Optional.of(LEASE_END), 3));
        assertThat(circuit.available()).isEqualTo(HUNDRED);
    }

    @Test
    void anOlderRevisionIsFencedRuleI9() {
        circuit.write(id, order(3));
        assertThat(circuit.write(id, order(2, Limit.of(RATING)))).isFalse();
        assertThat(circuit.release(id, 2)).isFalse();
        assertThat(circuit.available()).isEqualTo(HUNDRED);
    }

    @Test
    void theSameOrderAgainIsAnsweredTheSameAndAnotherOfItsRevisionIsRefusedRuleI10() {
        circuit.write(id, order(3));
        CircuitState before = circuit.read(id);
        assertThat(circuit.write(id, order(3))).isTrue();
        assertThat(circuit.write(id, order(3, Limit.of(FORTY)))).isFalse();
        assertThat(circuit.read(id)).isEqualTo(before);
    }

    @Test
    void zeroIsALimitAndNotItsAbsenceRuleI2() {
        circuit.write(id, order(3, Limit.ZERO));
        assertThat(circuit.read(id).limit()).contains(Limit.ZERO);
        assertThat(circuit.available()).isEqualTo(Power.ZERO);
    }

    @Test
    void unlimitedIsTheRatingAndALimitAboveTheRatingToo() {
        circuit.write(id, order(3, Limit.unlimited()));
        assertThat(circuit.available()).isEqualTo(RATING);
        circuit.write(id, order(4, Limit.of(RATING.plus(HUNDRED))));
        assertThat(circuit.available()).isEqualTo(RATING);
    }

    @Test
    void theLeaseIsEnforcedByTheCircuitItselfFromValidUntilOnRuleI23() {
        circuit.write(id, order(3));
        now = LEASE_END.minusNanos(1);
        assertThat(circuit.available()).isEqualTo(HUNDRED);
        now = LEASE_END;
        assertThat(circuit.available()).isEqualTo(FORTY);
        assertThat(circuit.read(id)).isEqualTo(new CircuitState(Optional.of(Limit.of(FORTY)), Optional.empty(), 3));
    }

    @Test
    void aLapseTakesAfterwardsAtOnceAndIsIdempotent() {
        circuit.write(id, order(3));
        assertThat(circuit.lapse(id, 3)).isTrue();
        assertThat(circuit.lapse(id, 3)).isTrue();
        assertThat(circuit.read(id)).isEqualTo(new CircuitState(Optional.of(Limit.of(FORTY)), Optional.empty(), 3));
    }

    @Test
    void aLapseOfAnythingButTheRulingOrderHasNoEffect() {
        assertThat(circuit.lapse(id, 0)).isFalse();
        circuit.write(id, order(3));
        assertThat(circuit.lapse(id, 2)).isFalse();
        assertThat(circuit.lapse(id, 4)).isFalse();
        assertThat(circuit.available()).isEqualTo(HUNDRED);
        circuit.release(id, 4);
        assertThat(circuit.lapse(id, 3)).isFalse();
        assertThat(circuit.lapse(id, 4)).isFalse();
        assertThat(circuit.available()).isEqualTo(RATING);
    }

    @Test
    void aNewOrderEndsALapse() {
        circuit.write(id, order(3));
        circuit.lapse(id, 3);
        assertThat(circuit.write(id, order(4))).isTrue();
        assertThat(circuit.available()).isEqualTo(HUNDRED);
    }

    @Test
    void aReleaseEndsTheOrderAndItsRevisionStillFences() {
        circuit.write(id, order(3));
        assertThat(circuit.release(id, 4)).isTrue();
        assertThat(circuit.release(id, 4)).isTrue();
        assertThat(circuit.read(id)).isEqualTo(new CircuitState(Optional.empty(), Optional.empty(), 4));
        assertThat(circuit.available()).isEqualTo(RATING);
        assertThat(circuit.write(id, order(4))).isFalse();
        assertThat(circuit.write(id, order(3))).isFalse();
        assertThat(circuit.write(id, order(5))).isTrue();
    }

    @Test
    void aReleaseDoesNotTakeARevisionThatAnOrderHas() {
        circuit.write(id, order(3));
        assertThat(circuit.release(id, 3)).isFalse();
        assertThat(circuit.available()).isEqualTo(HUNDRED);
    }

    @Property
    void whateverTheOrderOfArrivalTheHighestRevisionRulesRuleI9(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 20) Integer> arrivals) {
        DepotCircuit other = new DepotCircuit(SCOPE, RATING, () -> T);
        List<Integer> taken = new ArrayList<>();
        for (int revision : arrivals) {
            if (other.write(id, order(revision, Limit.of(Power.kilowatts(String.valueOf(revision)))))) {
                taken.add(revision);
            }
        }
        int highest = arrivals.stream().max(Integer::compare).orElseThrow();
        assertThat(taken).isSorted().contains(highest);
        assertThat(other.read(id).revision()).isEqualTo(highest);
        assertThat(other.available()).isEqualTo(Power.kilowatts(String.valueOf(highest)));
    }
}
