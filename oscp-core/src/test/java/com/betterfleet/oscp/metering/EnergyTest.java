package com.betterfleet.oscp.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Energy: exact, never negative, one spelling. */
class EnergyTest {
    @Test
    void oneAmountHasOneSpelling() {
        assertThat(Energy.kilowattHours("1.50"))
                .isEqualTo(Energy.wattHours(1500))
                .isEqualTo(Energy.wattHours("1.5E+3"))
                .hasToString("1500 Wh")
                .hasSameHashCodeAs(Energy.wattHours("1500.000"));
        assertThat(Energy.wattHours("-0.0")).isEqualTo(Energy.ZERO);
    }

    @Test
    void wattHoursAndKilowattHoursAreExact() {
        assertThat(Energy.wattHours("0.1").inKilowattHours()).isEqualTo(new BigDecimal("0.0001"));
        assertThat(Energy.wattHours(30_000).inKilowattHours()).isEqualTo(new BigDecimal("30"));
    }

    @Test
    void anAmountOutsideItsBoundsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.wattHours("-0.001"))
                .withMessageContaining("-0.001");
        assertThatIllegalArgumentException().isThrownBy(() -> Energy.wattHours("1e400"));
        assertThatIllegalArgumentException().isThrownBy(() -> Energy.wattHours("1e-400"));
        assertThatIllegalArgumentException().isThrownBy(() -> Energy.wattHours("NaN"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.wattHours(1).minus(Energy.wattHours(2)));
    }

    @Property
    void takingAwayWhatWasAddedChangesNothing(
            @ForAll @Scale(6) @BigRange(min = "0", max = "999999999") BigDecimal some,
            @ForAll @Scale(6) @BigRange(min = "0", max = "999999999") BigDecimal more) {
        Energy energy = Energy.wattHours(some);
        assertThat(energy.plus(Energy.wattHours(more)).minus(Energy.wattHours(more)))
                .isEqualTo(energy);
        assertThat(Energy.kilowattHours(energy.inKilowattHours())).isEqualTo(energy);
    }
}
