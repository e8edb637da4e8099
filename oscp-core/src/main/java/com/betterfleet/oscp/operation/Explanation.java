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
        return group + " at " + at + ": " + reasoning.toText();
    }

    @Override
    public String toString() {
        return toText();
    }
}
