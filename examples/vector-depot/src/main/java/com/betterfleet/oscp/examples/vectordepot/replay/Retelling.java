package com.betterfleet.oscp.examples.vectordepot.replay;

import com.betterfleet.oscp.examples.vectordepot.day.DayLine;
import com.betterfleet.oscp.examples.vectordepot.day.Journal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Compares what is told now with what a journal told, line by line, up to the first difference. Thread-safe.
 */
final class Retelling implements Journal {
    private final List<FileLine> lines;
    private final InstantSource clock;
    private int told;
    private @Nullable Difference difference;

    Retelling(List<FileLine> lines, InstantSource clock) {
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public synchronized void line(String kind, Map<String, ?> content) {
        String line = DayLine.json(DayLine.of(clock.instant(), kind, content));
        if (difference == null && line.equals(next().content())) {
            told++;
        } else {
            differ(line);
        }
    }

    /** The line that was told last. */
    synchronized FileLine last() {
        return lines.get(told - 1);
    }

    /** The line that must be told next. The last line of a journal is told by nobody, so there is always one. */
    synchronized FileLine next() {
        return lines.get(told);
    }

    /** Says what there is in the place of the next line, unless an earlier difference is known. */
    synchronized void differ(String found) {
        if (difference == null) {
            difference = new Difference(next().number(), next().content(), found);
        }
    }

    synchronized Optional<Difference> difference() {
        return Optional.ofNullable(difference);
    }

    /** Whether all was told again but the last line, whose instant has come. */
    synchronized boolean complete() {
        return difference == null && told == lines.size() - 1 && next().at().equals(clock.instant());
    }
}
