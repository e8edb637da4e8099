package com.betterfleet.oscp.operation;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.limit.Reasoning;
import java.time.Instant;

/**
 * Why the limit of a group is what it is at an instant, now or ahead. An immutable value.
 *
 * @param group the group
 * @param direction which direction
 * @param at the instant asked about
 * @param reasoning every statement, its source message, and why it won or lost
 */
public record Explanation(GroupRef group, Direction direction, Instant at, Reasoning reasoning) {
    /**
     * The explanation in words that can be read aloud.
     *
     * @return several lines of text
     */
    public String toText() {
        return group + ": " + reasoning.toText();
    }

    /**
     * The explanation as JSON: one object, times in UTC, powers in watts as exact numbers, no secrets. What is absent is left
     * out.
     *
     * <table>
     *   <caption>Fields</caption>
     *   <tr><th>field</th><th>meaning</th></tr>
     *   <tr><td>{@code connection}, {@code group}, {@code direction}, {@code at}</td><td>what was asked</td></tr>
     *   <tr><td>{@code mode}</td><td>on what grounds the limit stands, a name of {@link com.betterfleet.envelope.Mode}</td></tr>
     *   <tr><td>{@code limitWatts}</td><td>the limit, or {@code "unlimited"}; absent while nothing is limited from
     *       here</td></tr>
     *   <tr><td>{@code protectiveZero}</td><td>whether a protective zero rules</td></tr>
     *   <tr><td>{@code wishWatts}</td><td>the utility's wish, never a bound</td></tr>
     *   <tr><td>{@code findings}</td><td>every statement about the instant, the ruling one first, each with {@code ground} (a
     *       name of {@link com.betterfleet.oscp.limit.Ground}), {@code ruled}, {@code why} and {@code watts}; where it comes from a
     *       forecast also {@code source} (its {@code X-Request-ID}), {@code capacity} and {@code unit} as on the wire, {@code start}
     *       and {@code end} of its block, {@code session}</td></tr>
     *   <tr><td>{@code text}</td><td>{@link #toText()}</td></tr>
     * </table>
     *
     * @return the JSON text
     */
    public String toJson() {
        return ExplanationJson.write(this);
    }

    @Override
    public String toString() {
        return toText();
    }
}
