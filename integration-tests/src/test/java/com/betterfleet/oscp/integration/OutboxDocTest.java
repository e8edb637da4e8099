package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of what the outbox promises has a test for every sentence, and names only tests that there are. */
class OutboxDocTest {
    private static final TestTable PAGE = TestTable.of("outbox.md", "O\\d+");
    private static final int SENTENCES = 20;

    @Test
    void everySentenceHasOneRowInOrder() {
        assertThat(PAGE.numbers())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, SENTENCES)
                        .mapToObj(i -> "O" + i)
                        .toList());
    }

    @Test
    void everySentenceHasATest() {
        assertThat(PAGE.rowsWithoutATest()).isEmpty();
    }

    @Test
    void everyTestOnThePageExists() {
        assertThat(PAGE.named()).hasSizeGreaterThan(35).allMatch(TestsByName.ALL::contains);
    }

    @Test
    void everyTestOfTheOutboxIsOnThePage() {
        assertThat(TestsByName.ALL)
                .filteredOn(
                        test -> test.startsWith("OutboxTest.") && !PAGE.text().contains("`" + test + "`"))
                .isEmpty();
    }
}
