package com.betterfleet.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Zero is a limit, unlimited is said explicitly, and limits combine by min (rules I2 and I14). */
class LimitTest {
    @Test
    void zeroIsALimitByRuleI2() {
        assertThat(Limit.ZERO).isEqualTo(Limit.of(Power.watts("-0.0"))).isNotEqualTo(Limit.unlimited());
        assertThat(Limit.ZERO.min(Limit.unlimited())).isEqualTo(Limit.ZERO);
        assertThat(Limit.unlimited().min(Limit.ZERO)).isEqualTo(Limit.ZERO);
        assertThat(Limit.ZERO.allows(Power.ZERO)).isTrue();
        assertThat(Limit.ZERO.allows(Power.watts("0.001"))).isFalse();
    }

    @Test
    void unlimitedIsAboveEveryAmountAndNotAboveItself() {
        Limit most = Limit.of(Power.watts("999999999999999999"));

        assertThat(Limit.unlimited().isAbove(most)).isTrue();
        assertThat(most.isBelow(Limit.unlimited())).isTrue();
        assertThat(Limit.unlimited().isBelow(most)).isFalse();
        assertThat(most.isAbove(Limit.unlimited())).isFalse();
        assertThat(Limit.unlimited().isAbove(Limit.unlimited())).isFalse();
        assertThat(Limit.unlimited().isBelow(Limit.unlimited())).isFalse();
        assertThat(Limit.unlimited().allows(Power.watts("999999999999999999"))).isTrue();
    }

    @Test
    void allowsItsOwnAmountAndNothingAboveIt() {
        Limit limit = Limit.of(Power.kilowatts("900"));

        assertThat(limit.allows(Power.kilowatts("900"))).isTrue();
        assertThat(limit.allows(Power.watts("900000.001"))).isFalse();
    }

    @Test
    void readsAsAPersonWouldSayIt() {
        assertThat(Limit.of(Power.kilowatts("900"))).hasToString("900 kW");
        assertThat(Limit.unlimited()).hasToString("unlimited");
    }

    @Property
    void minIsCommutativeAssociativeIdempotentByRuleI14(
            @ForAll("limits") Limit a, @ForAll("limits") Limit b, @ForAll("limits") Limit c) {
        assertThat(a.min(b)).isEqualTo(b.min(a)).isIn(a, b);
        assertThat(a.min(b).min(c)).isEqualTo(a.min(b.min(c)));
        assertThat(a.min(a)).isEqualTo(a);
    }

    @Property
    void unlimitedIsTheIdentityOfMinAndZeroAbsorbs(@ForAll("limits") Limit limit) {
        assertThat(limit.min(Limit.unlimited())).isEqualTo(limit);
        assertThat(Limit.unlimited().min(limit)).isEqualTo(limit);
        assertThat(limit.min(Limit.ZERO)).isEqualTo(Limit.ZERO);
        assertThat(Limit.ZERO.min(limit)).isEqualTo(Limit.ZERO);
    }

    @Property
    void minIsNeverAboveEitherAndTheOrderIsTotal(@ForAll("limits") Limit a, @ForAll("limits") Limit b) {
        assertThat(a.min(b).isAbove(a)).isFalse();
        assertThat(a.min(b).isAbove(b)).isFalse();
        assertThat(a.isBelow(b)).isEqualTo(b.isAbove(a));
        assertThat(a.isBelow(b) || a.isAbove(b)).isEqualTo(!a.equals(b));
    }

    @Property
    void theSmallerAllowsExactlyWhatBothAllow(@ForAll("limits") Limit a, @ForAll("limits") Limit b) {
        for (long watts = 0; watts < 6; watts++) {
            Power power = Power.watts(watts);
            assertThat(a.min(b).allows(power)).isEqualTo(a.allows(power) && b.allows(power));
        }
    }

    @Provide
    Arbitrary<Limit> limits() {
        return Grid.limits();
    }
}
