package com.betterfleet.oscp.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.json.Violation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a refusal says: every violation of a day of blocks, and never half of one. */
class RefusalTest {
    @Test
    void allViolationsOfADayOfBlocksAreInOneAnswer() {
        List<Violation> violations = violations(96);

        assertThat(Refusal.of(400, violations).why().split("; "))
                .hasSize(96)
                .containsExactlyElementsOf(
                        violations.stream().map(Violation::toString).toList());
    }

    @Test
    void whatIsTooMuchIsCountedAndNoneIsCut() {
        String why = Refusal.of(400, violations(1_000)).why();

        assertThat(why.length()).isBetween(31_000, 32_000);
        assertThat(why).matches("(?s).* is not after start_time 2026-01-01T10:15:00Z; and \\d+ more violations");
    }

    private static List<Violation> violations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Violation(
                        "forecasted_blocks[" + i + "].end_time",
                        "2026-01-01T10:00:00Z is not after start_time 2026-01-01T10:15:00Z"))
                .toList();
    }
}
