package com.betterfleet.oscp.http;

/**
 * One header line. Its value may be a credential and never shows in {@link #toString()}.
 *
 * @param name its name, compared without regard to case
 * @param value its value
 */
public record Header(String name, String value) {
    /**
     * Whether this header has a name.
     *
     * @param other the name, compared without regard to case
     * @return whether it is this header's
     */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
