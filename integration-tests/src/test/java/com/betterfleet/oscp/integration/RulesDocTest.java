package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of rules and their tests has every rule, and names only tests that there are. */
class RulesDocTest {
    private static final Path PAGE = Path.of("../docs/rules.md");
    private static final Pattern RULE = Pattern.compile("^\\| `(I\\d+)` \\|.*");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test\\.\\w+)`");

    private static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.filter(line -> RULE.matcher(line).matches()).toList();
        }
    }

    @Test
    void everyRuleHasOneRowInOrder() throws IOException {
        List<String> rules =
                rows().stream().map(row -> RULE.matcher(row).replaceAll("$1")).toList();

        assertThat(rules)
                .isEqualTo(IntStream.rangeClosed(1, 35).mapToObj(i -> "I" + i).toList());
    }

    @Test
    void everyRuleHasATest() throws IOException {
        assertThat(rows()).allMatch(row -> TEST.matcher(row).find());
    }

    @Test
    void everyTestOnThePageExists() throws IOException {
        List<String> named = TEST.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(80);
        assertThat(named).filteredOn(test -> !TestsByName.ALL.contains(test)).isEmpty();
    }
}
