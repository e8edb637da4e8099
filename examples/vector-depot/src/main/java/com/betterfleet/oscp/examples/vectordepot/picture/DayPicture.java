package com.betterfleet.oscp.examples.vectordepot.picture;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What there is to see of a day.
 *
 * @param start its first instant
 * @param end the first instant after it
 * @param seed what chance was made of
 * @param siteLimit the binding's site limit in kilowatts
 * @param fallback the binding's fallback in kilowatts
 * @param limit the limit in force, as it was read back, by the mode that ordered it
 * @param forecast what the utility's forecast said of each instant when it came
 * @param drawn what the depot drew, from one reading of its register to the next
 * @param link the states of the line
 * @param windows the metering windows of the day
 * @param marks what happened, numbered
 * @param troubles what went wrong
 */
record DayPicture(
        Instant start,
        Instant end,
        String seed,
        Optional<BigDecimal> siteLimit,
        Optional<BigDecimal> fallback,
        List<Step> limit,
        List<Step> forecast,
        List<Step> drawn,
        List<Span> link,
        List<Window> windows,
        List<Mark> marks,
        List<Trouble> troubles) {
    static final Duration LENGTH = Duration.ofHours(24);
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** A power that holds for a while. */
    record Step(Instant start, Instant end, BigDecimal kilowatts, String word, String why) {
        boolean holds(Instant at) {
            return !at.isBefore(start) && at.isBefore(end);
        }
    }

    /** A state that holds for a while. */
    record Span(Instant start, Instant end, String word, String why) {}

    /** How far a metering window came. */
    enum Fate {
        ACKNOWLEDGED("acknowledged"),
        LATE("acknowledged late"),
        WAITING("sent, not acknowledged"),
        PARKED("parked, incomplete"),
        DROPPED("dropped"),
        MISSING("not sent");

        final String words;

        Fate(String words) {
            this.words = words;
        }
    }

    /** A metering window. */
    record Window(Instant start, Fate fate, String why) {}

    /** Something that happened. */
    record Mark(int number, Instant at, String title, String why) {}

    /** Something that went wrong. */
    record Trouble(Instant from, Optional<Instant> until, String what, String effect) {}

    /** What holds at an instant. */
    static Optional<Step> at(List<Step> steps, Instant at) {
        return steps.stream().filter(step -> step.holds(at)).findFirst();
    }
}
