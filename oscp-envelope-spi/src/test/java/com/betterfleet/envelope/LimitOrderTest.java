package com.betterfleet.envelope;

import static com.betterfleet.envelope.Grid.SCOPE;
import static com.betterfleet.envelope.Grid.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and the names in them check themselves. */
class LimitOrderTest {
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aRevisionStartsAtOneByRuleI9(long revision) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(Mode.LIVE, revision, "because"))
                .withMessageContaining("revision must be at least 1")
                .withMessageContaining(Long.toString(revision));
    }

    @Test
    void aReleaseIsNoOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(Mode.RELEASED, 1, "because"))
                .withMessageContaining("RELEASED");
    }

    @Test
    void anOrderSaysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(Mode.LIVE, 1, ""))
                .withMessageContaining("reason");
    }

    @Test
    void whatComesAfterwardsMayBeAboveTheLimit() {
        assertThatCode(() -> order(Mode.LIVE, 1, "because")).doesNotThrowAnyException();
    }

    @Test
    void aScopeReadsAsItsTwoIdsAndNeedsBoth() {
        assertThat(SCOPE).hasToString("mg-7/grid");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManagedScope(" ", "grid"))
                .withMessageContaining("microgridId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ManagedScope("mg-7", ""))
                .withMessageContaining("nodeId");
    }

    @Test
    void aCircuitHasANameAndARevisionThatIsNotNegative() {
        assertThat(new CircuitId("c-1")).hasToString("c-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new CircuitId(" "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CircuitState(Optional.empty(), Optional.empty(), -1))
                .withMessageContaining("-1");
    }

    private static LimitOrder order(Mode mode, long revision, String reason) {
        return new LimitOrder(
                SCOPE,
                Direction.IMPORT,
                Limit.ZERO,
                at(0),
                Limit.of(Power.kilowatts("100")),
                Optional.empty(),
                mode,
                false,
                revision,
                reason);
    }
}
