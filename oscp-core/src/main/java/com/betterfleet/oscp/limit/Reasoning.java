package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a limit is what it is.
 *
 * @param at the instant asked about
 * @param direction which way
 * @param mode on what grounds it stands
 * @param limit the limit; empty while the scope is released or the direction is not managed
 * @param protectiveZero whether a protective zero rules
 * @param wish the utility's wish, never a bound
 * @param findings every statement about the instant, the ruling one first
 */
public record Reasoning(
        Instant at,
        Direction direction,
        Mode mode,
        Optional<Limit> limit,
        boolean protectiveZero,
        Optional<Power> wish,
        List<Finding> findings) {
    /**
     * Copies.
     *
     * @param at the instant asked about
     * @param direction which way
     * @param mode on what grounds it stands
     * @param limit the limit; empty while the scope is released or the direction is not managed
     * @param protectiveZero whether a protective zero rules
     * @param wish the utility's wish, never a bound
     * @param findings every statement about the instant, the ruling one first
     */
    public Reasoning {
        findings = List.copyOf(findings);
    }

    /**
     * The same for an operator to read aloud, one line for the result and one for each statement; the one that rules has
     * a star.
     *
     * @return several lines
     */
    public String toText() {
        String head = limit.map(most -> direction + " at " + at + ": at most " + most + ", " + mode + wishText())
                .orElse(direction + " at " + at + ": no limit from here, " + mode);
        String lines = findings.stream().map(Finding::toText).collect(Collectors.joining("\n"));
        return lines.isEmpty() ? head : head + "\n" + lines;
    }

    private String wishText() {
        return wish.map(power -> ", the utility wishes " + power).orElse("");
    }
}
