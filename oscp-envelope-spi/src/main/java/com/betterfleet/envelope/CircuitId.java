package com.betterfleet.envelope;

/**
 * The host's name of a circuit whose available capacity can be set.
 *
 * @param value not blank
 */
public record CircuitId(String value) {
    /**
     * Checks that the name says something.
     *
     * @param value as the component says
     */
    public CircuitId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("circuit id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
