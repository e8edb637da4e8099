package com.betterfleet.envelope;

/**
 * The most power that may flow: either so much, or explicitly as much as there is. Zero is a limit like any other. The
 * absence of a statement is neither: it is an empty {@code Optional} or a gap in a {@link Timeline}, never a limit.
 *
 * <p>Limits are totally ordered; {@link Unlimited} is above every {@link Limited}. Immutable and thread-safe.
 */
public sealed interface Limit {
    /** Nothing may flow. */
    Limit ZERO = new Limited(Power.ZERO);

    /**
     * At most so much.
     *
     * @param most the most that may flow, inclusive
     */
    record Limited(Power most) implements Limit {
        @Override
        public Limit min(Limit other) {
            return isAbove(other) ? other : this;
        }

        @Override
        public boolean isBelow(Limit other) {
            return !(other instanceof Limited limited) || most.isBelow(limited.most);
        }

        @Override
        public boolean isAbove(Limit other) {
            return other instanceof Limited limited && most.isAbove(limited.most);
        }

        @Override
        public boolean allows(Power power) {
            return !power.isAbove(most);
        }

        @Override
        public String toString() {
            return most.toString();
        }
    }

    /** As much as there is, said explicitly. */
    record Unlimited() implements Limit {
        @Override
        public Limit min(Limit other) {
            return other;
        }

        @Override
        public boolean isBelow(Limit other) {
            return false;
        }

        @Override
        public boolean isAbove(Limit other) {
            return other instanceof Limited;
        }

        @Override
        public boolean allows(Power power) {
            return true;
        }

        @Override
        public String toString() {
            return "unlimited";
        }
    }

    /**
     * At most so much.
     *
     * @param most the most that may flow, inclusive
     * @return the limit
     */
    static Limited of(Power most) {
        return new Limited(most);
    }

    /**
     * As much as there is, said explicitly.
     *
     * @return the limit that is above every other
     */
    static Limit unlimited() {
        return new Unlimited();
    }

    /**
     * The smaller of two limits: the way in which limits from several sources combine.
     *
     * @param other the other limit
     * @return the smaller one
     */
    Limit min(Limit other);

    /**
     * Whether this limit is strictly smaller than another.
     *
     * @param other the other limit
     * @return whether this is below it
     */
    boolean isBelow(Limit other);

    /**
     * Whether this limit is strictly larger than another.
     *
     * @param other the other limit
     * @return whether this is above it
     */
    boolean isAbove(Limit other);

    /**
     * Whether so much may flow.
     *
     * @param power what flows
     * @return whether it is at most this limit
     */
    boolean allows(Power power);
}
