package com.betterfleet.oscp.examples.vectordepot.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The journal of a day, as it stands in a file. */
public final class DayFile {
    /** Of a day with all that belongs to it. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private final List<String> lines;

    private DayFile(List<String> lines) {
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @param file a journal that a day wrote
     * @return what stands in it, not yet checked
     * @throws NoJournalException if it cannot be read, or does not begin as a journal does
     */
    public static DayFile read(Path file) {
        List<String> lines = lines(file);
        boolean journal = !lines.isEmpty()
                && Chain.content(lines.get(0))
                        .filter(content -> content.contains("\"kind\":\"clock\""))
                        .isPresent();
        if (!journal) {
            throw new NoJournalException(file + " is no journal of a day: its first line must be of kind clock");
        }
        return new DayFile(lines);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new NoJournalException(file + " cannot be read: " + unreadable);
        }
    }

    /**
     * What is wrong with the file as it stands, whatever it tells.
     *
     * @return the first line at which it is not as it was written
     */
    public Optional<Difference> broken() {
        return new Chain(lines).broken().or(this::unreadable);
    }

    private Optional<Difference> unreadable() {
        for (int i = 1; i <= lines.size(); i++) {
            try {
                check(line(i).at());
            } catch (IllegalArgumentException unreadable) {
                return Optional.of(
                        new Difference(i, "a line of the journal of a day", String.valueOf(unreadable.getMessage())));
            }
        }
        return Optional.empty();
    }

    private void check(Instant at) {
        Instant start = line(1).at();
        if (Duration.between(start, at).abs().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("at must be within " + LONGEST + " of " + start + ", was " + at);
        }
    }

    /**
     * Its lines, once nothing is wrong with them.
     *
     * @return every line, in order
     */
    public List<FileLine> told() {
        List<FileLine> told = new ArrayList<>();
        for (int i = 1; i <= lines.size(); i++) {
            told.add(line(i));
        }
        return told;
    }

    private FileLine line(int number) {
        return FileLine.of(number, Chain.content(lines.get(number - 1)).orElseThrow());
    }
}
