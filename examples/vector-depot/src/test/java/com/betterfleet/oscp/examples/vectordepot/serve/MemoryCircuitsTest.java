package com.betterfleet.oscp.examples.vectordepot.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.LeaseWatchdog;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The circuits of the served depot keep the obligations of a CircuitWriter, and lapse by the watchdog (rule I23). */
class MemoryCircuitsTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final ManagedScope GRID = new ManagedScope("mg-7", "grid");
    private static final ManagedScope OTHER = new ManagedScope("mg-8", "grid");
    private static final Power RATING = Power.kilowatts("900");

    private final MemoryCircuits circuits = new MemoryCircuits(Set.of(GRID, OTHER));
    private final CircuitId grid = circuits.circuitOf(GRID).orElseThrow();

    private static LimitOrder order(long revision, Limit limit) {
        return new LimitOrder(
                GRID,
                Direction.IMPORT,
                limit,
                T,
                Limit.of(Power.kilowatts("40")),
                Optional.empty(),
                Mode.LIVE,
                false,
                revision,
                "a test");
    }

    private static LimitOrder order(long revision) {
        return order(revision, Limit.of(Power.kilowatts("100")));
    }

    private Power available() {
        return circuits.available(GRID, RATING);
    }

    @Test
    void eachScopeHasACircuitOfItsOwnAndOthersHaveNone() {
        circuits.write(grid, order(1));
        assertThat(available()).isEqualTo(Power.kilowatts("100"));
        assertThat(circuits.available(OTHER, RATING)).isEqualTo(RATING);
        assertThat(circuits.circuitOf(new ManagedScope("mg-9", "grid"))).isEmpty();
        assertThat(circuits.ids()).hasSize(2);
        assertThatThrownBy(() -> circuits.read(new CircuitId("x"))).hasMessage("there is no circuit x");
    }

    @Test
    void theHighestRevisionRulesAndTheSameAgainIsNoChange() {
        assertThat(circuits.write(grid, order(2))).isTrue();
        assertThat(circuits.write(grid, order(2))).isTrue();
        assertThat(circuits.write(grid, order(2, Limit.ZERO))).isFalse();
        assertThat(circuits.write(grid, order(1))).isFalse();
        assertThat(circuits.read(grid))
                .isEqualTo(new CircuitState(Optional.of(Limit.of(Power.kilowatts("100"))), Optional.of(T), 2));
    }

    @Test
    void aReleaseEndsTheOrderAndKeepsTheFence() {
        circuits.write(grid, order(2));
        assertThat(circuits.release(grid, 2)).isFalse();
        assertThat(circuits.release(grid, 3)).isTrue();
        assertThat(circuits.release(grid, 3)).isTrue();
        assertThat(circuits.write(grid, order(3))).isFalse();
        assertThat(circuits.read(grid)).isEqualTo(new CircuitState(Optional.empty(), Optional.empty(), 3));
        assertThat(available()).isEqualTo(RATING);
    }

    @Test
    void theWatchdogMakesItTakeAfterwardsOnceTheLeaseHasEnded() {
        circuits.write(grid, order(1));
        LeaseWatchdog watchdog = LeaseWatchdog.over(circuits);
        assertThat(watchdog.sweep(circuits.ids(), T.minusMillis(1)).lapsed()).isEmpty();
        assertThat(available()).isEqualTo(Power.kilowatts("100"));
        assertThat(watchdog.sweep(circuits.ids(), T).lapsed()).hasSize(1);
        assertThat(available()).isEqualTo(Power.kilowatts("40"));
        assertThat(watchdog.sweep(circuits.ids(), T).lapsed()).isEmpty();
        assertThat(circuits.lapse(grid, 1)).isTrue();
        assertThat(circuits.write(grid, order(2))).isTrue();
        assertThat(circuits.lapse(grid, 1)).isFalse();
        assertThat(available()).isEqualTo(Power.kilowatts("100"));
    }

    @Test
    void nothingIsAboveTheRatingAndZeroIsALimit() {
        circuits.write(grid, order(1, Limit.of(Power.kilowatts("5000"))));
        assertThat(available()).isEqualTo(RATING);
        circuits.write(grid, order(2, Limit.unlimited()));
        assertThat(available()).isEqualTo(RATING);
        circuits.write(grid, order(3, Limit.ZERO));
        assertThat(available()).isEqualTo(Power.ZERO);
        assertThat(circuits.toString()).contains("mg-7/grid");
    }
}
