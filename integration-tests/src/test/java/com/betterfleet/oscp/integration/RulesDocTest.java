package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of rules and their tests has every rule, and names only tests that there are. */
class RulesDocTest {
    private static final TestTable PAGE = TestTable.of("rules.md", "I\\d+");

    @Test
    void everyRuleHasOneRowInOrder() {
        assertThat(PAGE.numbers())
                .isEqualTo(IntStream.rangeClosed(1, 35).mapToObj(i -> "I" + i).toList());
    }

    @Test
    void everyRuleHasATest() {
        assertThat(PAGE.rowsWithoutATest()).isEmpty();
    }

    @Test
    void everyTestOnThePageExists() {
        assertThat(PAGE.named()).hasSizeGreaterThan(80).allMatch(TestsByName.ALL::contains);
    }
}
