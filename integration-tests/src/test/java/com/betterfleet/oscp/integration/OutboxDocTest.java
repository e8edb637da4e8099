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

/** The table of what the outbox promises has a test for every sentence, and names only tests that there are. */
class OutboxDocTest {
    private static final int SENTENCES = 20;
    private static final Path PAGE = Path.of("../docs/outbox.md");
    private static final Pattern ROW = Pattern.compile("^\\| `(O\\d+)` \\|.*");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test\\.\\w+)`");

    private static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(PAGE)) {
            return lines.filter(line -> ROW.matcher(line).matches()).toList();
        }
    }

    @Test
    void everySentenceHasOneRowInOrder() throws IOException {
        assertThat(rows().stream().map(row -> ROW.matcher(row).replaceAll("$1")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, SENTENCES)
                        .mapToObj(i -> "O" + i)
                        .toList());
    }

    @Test
    void everySentenceHasATest() throws IOException {
        assertThat(rows()).allMatch(row -> TEST.matcher(row).find());
    }

    @Test
    void everyTestOnThePageExists() throws IOException {
        List<String> named = TEST.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(35);
        assertThat(named).filteredOn(test -> !TestsByName.ALL.contains(test)).isEmpty();
    }

    @Test
    void everyTestOfTheOutboxIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(TestsByName.ALL)
                .filteredOn(test -> test.startsWith("OutboxTest.") && !page.contains("`" + test + "`"))
                .isEmpty();
    }
}
