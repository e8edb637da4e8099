package com.betterfleet.oscp.metering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.annotation.CheckReturnValue;

/**
 * An amount of electrical energy, or the value of a register that counts it: never negative, in exact decimal watt-hours.
 * Which way it flowed is said by the partner profile's direction, never by a sign.
 *
 * <p>The value is kept canonical (no trailing zeros, no exponent, one zero), so {@code 1.50 kWh} and {@code 1500 Wh} are
 * equal. Nothing is rounded: an amount outside the bounds is refused. Immutable and thread-safe.
 *
 * @param wattHours at least 0, at most {@value #MAX_DIGITS_BEFORE_POINT} digits before the point and
 *     {@value #MAX_DIGITS_AFTER_POINT} after it
 */
@CheckReturnValue
public record Energy(BigDecimal wattHours) implements Comparable<Energy> {
    /** Digits that an amount in watt-hours may have before the point: what a message can carry. */
    public static final int MAX_DIGITS_BEFORE_POINT = 15;

    /** Digits that an amount in watt-hours may have after the point; in kilowatt-hours a message can still carry it. */
    public static final int MAX_DIGITS_AFTER_POINT = 30;

    /** No energy at all. */
    public static final Energy ZERO = new Energy(BigDecimal.ZERO);

    private static final int MAX_TEXT = 64;
    private static final int KILO = 3;

    /**
     * Checks the bounds before anything is expanded, then makes the value canonical.
     *
     * @param wattHours at least 0, at most {@value #MAX_DIGITS_BEFORE_POINT} digits before the point and {@value #MAX_DIGITS_AFTER_POINT} after it
     */
    public Energy {
        wattHours = canonical(wattHours);
    }

    /**
     * An amount in whole watt-hours.
     *
     * @param wattHours at least 0
     * @return the energy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public static Energy wattHours(long wattHours) {
        return new Energy(BigDecimal.valueOf(wattHours));
    }

    /**
     * An amount in watt-hours.
     *
     * @param wattHours a decimal number such as {@code "1234.5"}
     * @return the energy
     * @throws IllegalArgumentException if it is no decimal number or out of bounds
     */
    public static Energy wattHours(String wattHours) {
        return new Energy(parsed(wattHours));
    }

    /**
     * An amount in watt-hours.
     *
     * @param wattHours at least 0
     * @return the energy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public static Energy wattHours(BigDecimal wattHours) {
        return new Energy(wattHours);
    }

    /**
     * An amount in kilowatt-hours.
     *
     * @param kilowattHours a decimal number such as {@code "31.25"}
     * @return the energy
     * @throws IllegalArgumentException if it is no decimal number or out of bounds
     */
    public static Energy kilowattHours(String kilowattHours) {
        return kilowattHours(parsed(kilowattHours));
    }

    /**
     * An amount in kilowatt-hours.
     *
     * @param kilowattHours at least 0
     * @return the energy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public static Energy kilowattHours(BigDecimal kilowattHours) {
        return new Energy(canonical(kilowattHours).scaleByPowerOfTen(KILO));
    }

    /**
     * This energy and another one together.
     *
     * @param other what to add
     * @return the sum
     * @throws IllegalArgumentException if the sum is out of bounds
     */
    public Energy plus(Energy other) {
        return new Energy(wattHours.add(other.wattHours));
    }

    /**
     * What remains of this energy without another one.
     *
     * @param other what to take away, at most this
     * @return the difference
     * @throws IllegalArgumentException if the other one is the larger: energy is never negative
     */
    public Energy minus(Energy other) {
        return new Energy(wattHours.subtract(other.wattHours));
    }

    /**
     * Whether this is strictly less than another energy.
     *
     * @param other the other one
     * @return whether this is below it
     */
    public boolean isBelow(Energy other) {
        return compareTo(other) < 0;
    }

    /**
     * This energy in kilowatt-hours, exactly, without trailing zeros.
     *
     * @return kilowatt-hours, at least 0
     */
    public BigDecimal inKilowattHours() {
        return plain(wattHours.scaleByPowerOfTen(-KILO));
    }

    @Override
    public int compareTo(Energy other) {
        return wattHours.compareTo(other.wattHours);
    }

    /**
     * For a reader.
     *
     * @return for example {@code 31250 Wh}
     */
    @Override
    public String toString() {
        return wattHours.toPlainString() + " Wh";
    }

    private static BigDecimal parsed(String number) {
        if (number.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "energy must be written in at most " + MAX_TEXT + " characters, was " + number.length());
        }
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("energy must be a decimal number, was '" + number + "'", e);
        }
    }

    // 1E+400 is tiny until someone asks for its digits: nothing may be expanded before the exponent is known to be
    // sane.
    private static BigDecimal canonical(BigDecimal amount) {
        if (amount.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("energy must be at least 0 Wh, was " + amount);
        }
        if ((long) amount.precision() - amount.scale() > MAX_DIGITS_BEFORE_POINT) {
            throw new IllegalArgumentException("energy must be below 1E+15 Wh, was " + amount);
        }
        BigDecimal plain = plain(amount);
        if (plain.scale() > MAX_DIGITS_AFTER_POINT) {
            throw new IllegalArgumentException(
                    "energy must have at most " + MAX_DIGITS_AFTER_POINT + " decimals in Wh, was " + amount);
        }
        return plain;
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
