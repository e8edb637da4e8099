package com.betterfleet.envelope;

import static com.betterfleet.envelope.Grid.SCOPE;
import static com.betterfleet.envelope.Grid.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.LeaseWatchdog.Failure;
import com.betterfleet.envelope.LeaseWatchdog.Lapsed;
import com.betterfleet.envelope.LeaseWatchdog.Sweep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A circuit takes the order's afterwards when its lease has ended (rule I23). */
class LeaseWatchdogTest {
    private static final CircuitId GRID = new CircuitId("grid");
    private static final CircuitId OTHER = new CircuitId("other");
    private static final Limit LIMIT = Limit.of(Power.kilowatts("900"));
    private static final Limit AFTERWARDS = Limit.of(Power.kilowatts("120"));
    private static final Sweep NOTHING = new Sweep(List.of(), List.of());

    private final Circuits circuits = new Circuits();

    @Test
    void aLeaseHoldsUpToItsEndAndNotAtItByRuleI23() {
        circuits.write(GRID, order(3, at(10)));

        assertThat(sweep(circuits, at(9))).isEqualTo(NOTHING);
        assertThat(circuits.read(GRID).limit()).contains(LIMIT);

        assertThat(sweep(circuits, at(10)).lapsed()).containsExactly(new Lapsed(GRID, 3, at(10)));
        assertThat(circuits.read(GRID)).isEqualTo(new CircuitState(Optional.of(AFTERWARDS), Optional.empty(), 3));
    }

    @Test
    void aCircuitLapsesOnce() {
        circuits.write(GRID, order(3, at(10)));
        sweep(circuits, at(20));

        assertThat(sweep(circuits, at(30))).isEqualTo(NOTHING);
    }

    @Test
    void aCircuitWithoutALeaseIsLeftAlone() {
        circuits.write(GRID, order(3, at(10)));
        circuits.release(GRID, 4);
        circuits.calls.clear();

        assertThat(sweep(circuits, at(20))).isEqualTo(NOTHING);
        assertThat(circuits.calls).containsExactly("read");
    }

    @Test
    void anOrderThatComesInBetweenWinsByRuleI9() {
        Circuits raced = new Circuits() {
            @Override
            public boolean lapse(CircuitId circuit, long revision) {
                write(circuit, order(4, at(99)));
                return super.lapse(circuit, revision);
            }
        };
        raced.write(GRID, order(3, at(10)));

        assertThat(sweep(raced, at(20))).isEqualTo(NOTHING);
        assertThat(raced.read(GRID).limit()).contains(LIMIT);
    }

    @Test
    void oneBadCircuitDoesNotKeepTheOthersFromLapsing() {
        IllegalStateException broken = new IllegalStateException("row locked");
        Circuits partly = new Circuits() {
            @Override
            public boolean lapse(CircuitId circuit, long revision) {
                if (circuit.equals(GRID)) {
                    throw broken;
                }
                return super.lapse(circuit, revision);
            }
        };
        partly.write(GRID, order(3, at(10)));
        partly.write(OTHER, order(5, at(10)));

        Sweep sweep = LeaseWatchdog.over(partly).sweep(List.of(GRID, OTHER), at(20));

        assertThat(sweep.failures()).containsExactly(new Failure(GRID, broken));
        assertThat(sweep.lapsed()).containsExactly(new Lapsed(OTHER, 5, at(10)));
    }

    private static Sweep sweep(CircuitWriter writer, Instant now) {
        return LeaseWatchdog.over(writer).sweep(List.of(GRID), now);
    }

    private static LimitOrder order(long revision, Instant validUntil) {
        return new LimitOrder(
                SCOPE,
                Direction.IMPORT,
                LIMIT,
                validUntil,
                AFTERWARDS,
                Optional.empty(),
                Mode.LIVE,
                false,
                revision,
                "because");
    }
}
