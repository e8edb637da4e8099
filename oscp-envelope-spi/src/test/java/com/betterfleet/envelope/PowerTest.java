package com.betterfleet.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact watts: equality is numeric, bounds are checked before anything is expanded (rules I3 and I4). */
class PowerTest {
    @ParameterizedTest
    @ValueSource(strings = {"900", "900.0", "9E+2", "0.9E3", "900.000000", "+900"})
    void anySpellingOfOneAmountIsOneValue(String spelling) {
        assertThat(Power.watts(spelling)).isEqualTo(Power.watts(900)).hasSameHashCodeAs(Power.watts(900));
        assertThat(Power.watts(spelling).watts()).isEqualTo(new BigDecimal("900"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-0.0", "0.000", "0E+2147483647", "0E-2147483647"})
    void anySpellingOfZeroIsZero(String spelling) {
        assertThat(Power.watts(spelling)).isEqualTo(Power.ZERO);
        assertThat(Power.kilowatts(spelling)).isEqualTo(Power.ZERO);
        assertThat(Power.watts(spelling).isZero()).isTrue();
    }

    @Test
    void kilowattsAndWattsOfOneAmountAreOneValue() {
        assertThat(Power.kilowatts("122.5")).isEqualTo(Power.watts("122500"));
        assertThat(Power.kilowatts(new BigDecimal("1E-3"))).isEqualTo(Power.watts(1));
        assertThat(Power.kilowatts("0.0001")).isEqualTo(Power.watts("0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "1E+2147483647",
                "9E+2147483647",
                "1E-2147483647",
                "1e-400",
                "1E+18",
                "1000000000000000000",
                "1E-41"
            })
    void absurdMagnitudesAreRefusedWithoutBeingExpandedByRuleI3(String absurd) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.watts(absurd))
                .withMessageContaining("power must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.kilowatts(absurd))
                .withMessageContaining("power must");
    }

    @Test
    void moreDigitsThanAnyAmountNeedsAreRefused() {
        BigDecimal long1 = new BigDecimal(BigInteger.ONE.shiftLeft(100_000), 100_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.watts(long1))
                .withMessageContaining("bits")
                .withMessageNotContaining("000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.watts("1" + "0".repeat(128)))
                .withMessageContaining("128 characters");
    }

    @Test
    void theBoundsThemselvesHold() {
        assertThat(Power.watts("999999999999999999").watts()).isEqualTo(new BigDecimal("999999999999999999"));
        assertThat(Power.watts("1E-40").watts().toPlainString()).endsWith("01").hasSize(42);
        assertThat(Power.watts("1." + "0".repeat(60))).isEqualTo(Power.watts(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.kilowatts("1E+15"));
        assertThat(Power.kilowatts("1E+14")).isEqualTo(Power.watts("1E+17"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.watts("1E+17").times(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.watts("999999999999999999").plus(Power.watts(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.0001", "-1E-400", "-1e400"})
    void negativeIsRefusedByRuleI3(String negative) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.watts(negative))
                .withMessageContaining("at least 0")
                .withMessageContaining(new BigDecimal(negative).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NaN", "Infinity", "1,5", "1 W", "0x10", "1e99999999999"})
    void whatIsNoDecimalNumberIsRefusedByRuleI3(String nonsense) {
        assertThatThrownBy(() -> Power.watts(nonsense))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("decimal number")
                .hasMessageContaining("'" + nonsense + "'");
    }

    @Test
    void takingAwayMoreThanThereIsIsRefused() {
        assertThat(Power.watts(5).minus(Power.watts(5))).isEqualTo(Power.ZERO);
        assertThat(Power.watts(5).minus(Power.watts(3))).isEqualTo(Power.watts(2));
        assertThatIllegalArgumentException().isThrownBy(() -> Power.watts(5).minus(Power.watts(6)));
    }

    @Test
    void aNegativeFactorIsRefusedEvenOfZero() {
        assertThat(Power.watts("1.5").times(3)).isEqualTo(Power.watts("4.5"));
        assertThat(Power.watts(7).times(0)).isEqualTo(Power.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.ZERO.times(-1))
                .withMessageContaining("-1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 W",
        "999, 999 W",
        "1000, 1 kW",
        "900000, 900 kW",
        "122550, 122.55 kW",
        "1234.5, 1234.5 W",
        "1001, 1001 W",
        "0.0000001, 0.0000001 W"
    })
    void readsAsAPersonWouldWriteIt(String watts, String text) {
        assertThat(Power.watts(watts)).hasToString(text);
    }

    @Test
    void kilowattsAreExactAndPlain() {
        assertThat(Power.watts(900_000).inKilowatts()).isEqualTo(new BigDecimal("900"));
        assertThat(Power.watts("1234.5").inKilowatts()).isEqualTo(new BigDecimal("1.2345"));
        assertThat(Power.ZERO.inKilowatts()).isEqualTo(BigDecimal.ZERO);
    }

    @Property
    void equalityIsNumericAndTheValueIsCanonical(@ForAll("amounts") BigDecimal one, @ForAll("amounts") BigDecimal two) {
        Power power = Power.watts(one);
        BigDecimal respelled = one.setScale(one.scale() + 3);

        assertThat(power).isEqualTo(Power.watts(respelled)).hasSameHashCodeAs(Power.watts(respelled));
        assertThat(power.equals(Power.watts(two))).isEqualTo(one.compareTo(two) == 0);
        assertThat(power.watts().scale()).isNotNegative();
        assertThat(power.watts()).isEqualByComparingTo(one);
        assertThat(Power.kilowatts(power.inKilowatts())).isEqualTo(power);
    }

    @Property
    void orderAndSumsAreThoseOfTheNumbers(@ForAll("amounts") BigDecimal one, @ForAll("amounts") BigDecimal two) {
        Power a = Power.watts(one);
        Power b = Power.watts(two);

        assertThat(a.isAbove(b)).isEqualTo(one.compareTo(two) > 0).isEqualTo(b.isBelow(a));
        assertThat(a.min(b)).isEqualTo(b.min(a)).isEqualTo(Power.watts(one.min(two)));
        assertThat(a.plus(b)).isEqualTo(Power.watts(one.add(two)));
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.times(3)).isEqualTo(a.plus(a).plus(a));
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, new BigDecimal("1000000"))
                        .ofScale(4),
                Arbitraries.integers().between(0, 3).map(BigDecimal::valueOf));
    }

    @Test
    void zeroIsZeroAndNothingElseIs() {
        assertThat(Power.watts("0.000").isZero()).isTrue();
        assertThat(Power.watts("0.0001").isZero()).isFalse();
    }

    @Test
    void theBoundsOfTextAndDigitsAreExact() {
        String longest = "1" + "." + "0".repeat(126);
        assertThat(Power.watts(longest)).isEqualTo(Power.watts(1));
        assertThatThrownBy(() -> Power.watts(longest + "0")).hasMessageContaining("at most 128 characters, was 129");
        BigDecimal widest = new BigDecimal(BigInteger.TEN.pow(154), 140);
        assertThat(widest.unscaledValue().bitLength()).isEqualTo(512);
        assertThat(Power.watts(widest)).isEqualTo(Power.watts("100000000000000"));
        assertThatThrownBy(
                        () -> Power.watts(new BigDecimal(BigInteger.TEN.pow(154).multiply(BigInteger.TWO), 140)))
                .hasMessageContaining("at most 512 bits of digits, has 513");
    }
}
