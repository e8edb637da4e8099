package com.betterfleet.oscp.testkit.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Power;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Whose circuit it is, and what an order leaves there. */
abstract class OrderContract extends CircuitRules {
    OrderContract(CircuitWriterContract suite) {
        super(suite);
    }

    @Test
    void aScopeHasTheSameCircuitEachTimeAndInEveryProcess() {
        CircuitId circuit = circuit();

        assertThat(circuit()).as("a scope keeps its circuit").isEqualTo(circuit);
        assertThat(suite().reopened().circuitOf(suite().scope()))
                .as("a scope has the same circuit for every process")
                .contains(circuit);
    }

    @Test
    void noTwoScopesHaveOneCircuit() {
        assertThat(circuit(suite().otherScope()))
                .as("two scopes never share a circuit")
                .isNotEqualTo(circuit());
    }

    @Test
    void aScopeThatIsNoGridConnectionHasNoCircuit() {
        Assumptions.assumeTrue(suite().scopeWithoutCircuit().isPresent(), "there is no scope without a circuit");
        assertThat(writer().circuitOf(suite().scopeWithoutCircuit().orElseThrow()))
                .as("a scope that is no grid connection has no circuit")
                .isEmpty();
    }

    @Test
    void beforeTheFirstOrderNothingRules() {
        free(0);
    }

    @Test
    void anOrderIsStoredAndReadBackWithLimitLeaseAndRevision() {
        accepted(order(1));

        rules(order(1));
    }

    @Test
    void zeroIsALimit() {
        accepted(order(1, Limit.ZERO, Limit.ZERO));

        assertThat(state().limit())
                .as("zero is a limit, not the absence of one")
                .contains(Limit.ZERO);
        assertThat(suite().enforced(circuit())).as("zero is enforced").contains(Limit.ZERO);
    }

    @Test
    void unlimitedIsNeitherZeroNorTheAbsenceOfALimit() {
        accepted(order(1, Limit.unlimited(), LOW));

        assertThat(state().limit()).as("unlimited is said").contains(Limit.unlimited());
    }

    @Test
    void noLimitIsStoredAboveItsOrder() {
        long revision = 0;
        for (String watts : List.of("999.999", "0.4", "12345.678", "120000.0000001", "999999999.9", "1")) {
            LimitOrder order = order(++revision, Limit.of(Power.watts(watts)), Limit.ZERO);
            accepted(order);
            shows(order.limit(), "the limit of an order of " + watts + " W");
        }
    }

    @Test
    void aLeaseIsNeverLongerThanWasOrdered() {
        Instant odd = FAR.plusNanos(123_456_789);
        accepted(order(1, HIGH, odd, LOW));

        isUntil(odd);
    }

    @Test
    void aNewerOrderReplacesAllOfTheOlder() {
        accepted(order(1));
        LimitOrder next = order(2, LOW, FAR.plusSeconds(60), Limit.ZERO);
        accepted(next);

        rules(next);
        lapsed(2);
        shows(Limit.ZERO, "what comes after the newer order");
    }

    @Test
    void theSameOrderAgainIsAcceptedWithoutEffect() {
        accepted(order(3));
        CircuitState before = state();

        assertThat(write(order(3)))
                .as("the same order again is answered the same")
                .isTrue();
        assertThat(suite().reopened().write(circuit(), order(3)))
                .as("the same order again is answered the same by every process")
                .isTrue();
        unchanged(before, "the same order again");
    }

    @Test
    void anotherOrderOfTheSameRevisionIsRefusedWithoutEffect() {
        accepted(order(3));
        CircuitState before = state();

        for (LimitOrder other :
                List.of(order(3, LOW, LOW), order(3, HIGH, Limit.ZERO), order(3, HIGH, FAR.plusSeconds(1), LOW))) {
            assertThat(write(other))
                    .as("another order of a revision that was accepted is refused: %s", other)
                    .isFalse();
        }
        unchanged(before, "another order of the same revision");
    }

    @Test
    void circuitsDoNotTouchOneAnother() {
        CircuitId other = circuit(suite().otherScope());
        accepted(order(5));

        assertThat(writer().read(other).revision())
                .as("each circuit has its own revision")
                .isZero();
        assertThat(writer().write(other, order(1, LOW, LOW)))
                .as("each circuit has its own fence")
                .isTrue();
        rules(order(5));
        assertThat(writer().release(other, 2)).isTrue();
        rules(order(5));
    }
}
