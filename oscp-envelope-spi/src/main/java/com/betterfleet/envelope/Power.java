package com.betterfleet.envelope;

import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.annotation.CheckReturnValue;

/**
 * An amount of electrical power, never negative, in exact decimal watts. Which way it flows is said by a
 * {@link Direction}, never by a sign.
 *
 * <p>The value is kept canonical (no trailing zeros behind the point, no exponent, one zero), so {@code 0.90 kW},
 * {@code 900 W} and {@code 9E+2 W} are equal and have the same hash code; {@code -0.0} is zero. Nothing is ever rounded:
 * an amount outside the bounds is refused. Immutable and thread-safe.
 *
 * @param watts at least 0, with at most {@value #MAX_DIGITS_BEFORE_POINT} digits before the point (so below 10^18 W) and at
 *     most {@value #MAX_DIGITS_AFTER_POINT} after it; any spelling is accepted and made canonical
 */
@CheckReturnValue
public record Power(BigDecimal watts) implements Comparable<Power> {
    /** Digits that an amount in watts may have before the point; a million times the world's power stations. */
    public static final int MAX_DIGITS_BEFORE_POINT = 18;

    /** Digits that an amount in watts may have after the point. */
    public static final int MAX_DIGITS_AFTER_POINT = 40;

    /** No power at all. */
    public static final Power ZERO = new Power(BigDecimal.ZERO);

    private static final int MAX_TEXT = 128;
    private static final int MAX_BITS = 512;
    private static final int KILO = 3;
    private static final BigDecimal ONE_KILOWATT = BigDecimal.valueOf(1000);

    /**
     * Checks the bounds before anything is expanded, then makes the value canonical.
     *
     * @param watts as the component says
     */
    public Power {
        watts = canonical(watts);
    }

    /**
     * An amount in whole watts.
     *
     * @param watts at least 0
     * @return the power
     * @throws IllegalArgumentException if it is negative or 10^18 or more
     */
    public static Power watts(long watts) {
        return new Power(BigDecimal.valueOf(watts));
    }

    /**
     * An amount in watts.
     *
     * @param watts a decimal number such as {@code "1234.5"}, {@code "9E+2"} or {@code "-0.0"}
     * @return the power
     * @throws IllegalArgumentException if it is no decimal number or out of bounds
     */
    public static Power watts(String watts) {
        return new Power(parsed(watts));
    }

    /**
     * An amount in watts.
     *
     * @param watts at least 0
     * @return the power
     * @throws IllegalArgumentException if it is out of bounds
     */
    public static Power watts(BigDecimal watts) {
        return new Power(watts);
    }

    /**
     * An amount in kilowatts.
     *
     * @param kilowatts a decimal number such as {@code "122.5"}
     * @return the power
     * @throws IllegalArgumentException if it is no decimal number or out of bounds
     */
    public static Power kilowatts(String kilowatts) {
        return kilowatts(parsed(kilowatts));
    }

    /**
     * An amount in kilowatts.
     *
     * @param kilowatts at least 0
     * @return the power
     * @throws IllegalArgumentException if it is out of bounds
     */
    public static Power kilowatts(BigDecimal kilowatts) {
        return new Power(canonical(kilowatts).scaleByPowerOfTen(KILO));
    }

    /**
     * This power and another one together.
     *
     * @param other what to add
     * @return the sum
     * @throws IllegalArgumentException if the sum is 10^18 W or more
     */
    public Power plus(Power other) {
        return new Power(watts.add(other.watts));
    }

    /**
     * What remains of this power without another one.
     *
     * @param other what to take away, at most this
     * @return the difference
     * @throws IllegalArgumentException if the other one is the larger: power is never negative
     */
    public Power minus(Power other) {
        return new Power(watts.subtract(other.watts));
    }

    /**
     * This power so many times, for example one phase's power three times.
     *
     * @param factor at least 0
     * @return the product
     * @throws IllegalArgumentException if the factor is negative or the product is 10^18 W or more
     */
    public Power times(long factor) {
        if (factor < 0) {
            throw new IllegalArgumentException("factor must be at least 0, was " + factor);
        }
        return new Power(watts.multiply(BigDecimal.valueOf(factor)));
    }

    /**
     * The smaller of two powers.
     *
     * @param other the other one
     * @return this if it is at most the other, else the other
     */
    public Power min(Power other) {
        return isAbove(other) ? other : this;
    }

    /**
     * Whether this is no power at all.
     *
     * @return whether this equals {@link #ZERO}
     */
    public boolean isZero() {
        return watts.signum() == 0;
    }

    /**
     * Whether this is strictly more than another power.
     *
     * @param other the other one
     * @return whether this is above it
     */
    public boolean isAbove(Power other) {
        return compareTo(other) > 0;
    }

    /**
     * Whether this is strictly less than another power.
     *
     * @param other the other one
     * @return whether this is below it
     */
    public boolean isBelow(Power other) {
        return compareTo(other) < 0;
    }

    /**
     * This power in kilowatts, exactly, without trailing zeros.
     *
     * @return kilowatts, at least 0
     */
    public BigDecimal inKilowatts() {
        return plain(watts.scaleByPowerOfTen(-KILO));
    }

    @Override
    public int compareTo(Power other) {
        return watts.compareTo(other.watts);
    }

    /**
     * For a reader: kilowatts where that takes at most two decimals, else watts.
     *
     * @return for example {@code 900 kW}, {@code 122.55 kW}, {@code 1234.5 W}, {@code 0 W}
     */
    @Override
    public String toString() {
        boolean inKilowatts =
                watts.compareTo(ONE_KILOWATT) >= 0 && inKilowatts().scale() <= 2;
        return inKilowatts ? inKilowatts().toPlainString() + " kW" : watts.toPlainString() + " W";
    }

    private static BigDecimal parsed(String number) {
        if (number.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "power must be written in at most " + MAX_TEXT + " characters, was " + number.length());
        }
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("power must be a decimal number, was '" + number + "'", e);
        }
    }

    // 1E+400 is tiny until someone asks for its digits: nothing may be expanded before the exponent is known to be
    // sane.
    private static BigDecimal canonical(BigDecimal amount) {
        if (amount.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (amount.unscaledValue().bitLength() > MAX_BITS) {
            throw new IllegalArgumentException("power must have at most " + MAX_BITS + " bits of digits, has "
                    + amount.unscaledValue().bitLength());
        }
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("power must be at least 0, was " + amount);
        }
        if ((long) amount.precision() - amount.scale() > MAX_DIGITS_BEFORE_POINT) {
            throw new IllegalArgumentException("power must be below 1E+18, was " + amount);
        }
        BigDecimal plain = amount.scale() <= 0 ? amount.setScale(0, RoundingMode.UNNECESSARY) : plain(amount);
        if (plain.scale() > MAX_DIGITS_AFTER_POINT) {
            throw new IllegalArgumentException(
                    "power must have at most " + MAX_DIGITS_AFTER_POINT + " decimals, was " + amount);
        }
        return plain;
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
