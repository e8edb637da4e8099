package com.betterfleet.oscp.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page of the documentation with a table that says which tests hold what.
 *
 * @param text the page
 * @param row a row of the table, its first group the number of what is held
 */
record TestTable(String text, Pattern row) {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test\\.\\w+)`");

    static TestTable of(String page, String number) {
        try {
            return new TestTable(
                    Files.readString(Path.of("../docs", page)), Pattern.compile("^\\| `(" + number + ")` \\|.*"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<String> numbers() {
        return rows().stream().map(line -> row.matcher(line).replaceAll("$1")).toList();
    }

    List<String> rowsWithoutATest() {
        return rows().stream().filter(line -> !TEST.matcher(line).find()).toList();
    }

    /** The tests that the page names, wherever it does. */
    List<String> named() {
        return TEST.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private List<String> rows() {
        return text.lines().filter(line -> row.matcher(line).matches()).toList();
    }
}
