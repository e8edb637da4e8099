package com.betterfleet.oscp.examples.vectordepot.replay;

import com.betterfleet.oscp.examples.vectordepot.day.DayLine;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chain of hashes through a journal: each line carries the hash of the line before it, the last one its own too.
 */
final class Chain {
    private static final Pattern LINE =
            Pattern.compile("(\\{.*),\"before\":\"([0-9a-f]*)\"(?:,\"sha256\":\"([0-9a-f]*)\")?}");
    private static final Pattern END = Pattern.compile(".*\"kind\":\"end\",\"lines\":(\\d+)");

    private final List<String> lines;

    Chain(List<String> lines) {
        this.lines = lines;
    }

    /** What a line says without its part of the chain; empty if it has none. */
    static Optional<String> content(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches() ? Optional.of(parts.group(1) + "}") : Optional.empty();
    }

    /** The first line that does not fit. */
    Optional<Difference> broken() {
        for (int i = 0; i < lines.size(); i++) {
            if (content(lines.get(i)).isEmpty()) {
                return Optional.of(
                        new Difference(i + 1, "a line that ends with the hash of the one before", lines.get(i)));
            }
            if (!before(i).equals(hashBefore(i))) {
                return Optional.of(changed(i));
            }
        }
        return end();
    }

    /** Where two neighbours do not fit: if the later one fits its own successor, the earlier one was changed. */
    private Difference changed(int i) {
        return i > 0 && isWhole(i)
                ? new Difference(
                        i, "a line of SHA-256 " + before(i) + ", says line " + (i + 1), "SHA-256 " + hashBefore(i))
                : new Difference(i + 1, "\"before\":\"" + hashBefore(i) + "\"", "\"before\":\"" + before(i) + "\"");
    }

    private boolean isWhole(int i) {
        boolean last = i + 1 == lines.size();
        return last
                ? own(i).equals(ownHash(i))
                : content(lines.get(i + 1)).isPresent() && before(i + 1).equals(DayLine.sha256(lines.get(i)));
    }

    private Optional<Difference> end() {
        int last = lines.size() - 1;
        Matcher end = END.matcher(parts(last).group(1));
        if (!end.matches()) {
            return Optional.of(new Difference(lines.size() + 1, "a line of kind end", "the end of the file"));
        }
        if (!own(last).equals(ownHash(last))) {
            return Optional.of(new Difference(
                    lines.size(), "\"sha256\":\"" + ownHash(last) + "\"", "\"sha256\":\"" + own(last) + "\""));
        }
        return end.group(1).equals(String.valueOf(lines.size()))
                ? Optional.empty()
                : Optional.of(new Difference(lines.size(), end.group(1) + " lines", lines.size() + " lines"));
    }

    private String hashBefore(int i) {
        return i == 0 ? "" : DayLine.sha256(lines.get(i - 1));
    }

    private String before(int i) {
        return parts(i).group(2);
    }

    private String own(int i) {
        return String.valueOf(parts(i).group(3));
    }

    private String ownHash(int i) {
        return DayLine.sha256(parts(i).group(1) + ",\"before\":\"" + before(i) + "\"}");
    }

    private Matcher parts(int i) {
        Matcher parts = LINE.matcher(lines.get(i));
        if (!parts.matches()) {
            throw new IllegalStateException("line " + (i + 1) + " was not looked at");
        }
        return parts;
    }
}
