package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.json.Tolerance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Refused always (protocol.md 1), at the door of a whole provider: strict or tolerant, the answer is one 400 that names
 * every violation in the same words, and nothing changes. Single quotes stand for double ones.
 */
class BrokenBodiesTest {
    private static final String BLOCK_17 = "{'capacity':400,'phase':'ALL','unit':'KW',"
            + "'start_time':'2026-01-01T10:15:00Z','end_time':'2026-01-01T10:30:00Z'}";
    /** A day of quarter hours from six in the morning. */
    private static final String DAY = Depot.forecastBody("AKL01", Instant.parse("2026-01-01T06:00:00Z"), "400")
            .replace('"', '\'');

    static final List<Arguments> BROKEN_BLOCKS = List.of(
            arguments("400", "-1", "capacity: -1 is below 0"),
            arguments("400", "1e400", "capacity: 1E+400 has more than 15 digits before the point"),
            arguments("400", "null", "capacity: is null, a value is required"),
            arguments("'capacity':400,", "", "capacity: is missing"),
            arguments("'phase':'ALL',", "", "phase: is missing"),
            arguments("'ALL'", "'FOUR'", "phase: 'FOUR' is not one of UNKNOWN, ONE, TWO, THREE, ALL"),
            arguments("'KW'", "'MW'", "unit: 'MW' is not one of A, W, KW, WH, KWH"),
            arguments(
                    "T10:30", "T10:00", "end_time: 2026-01-01T10:00:00Z is not after start_time 2026-01-01T10:15:00Z"),
            arguments(
                    "T10:30", "T10:15", "end_time: 2026-01-01T10:15:00Z is not after start_time 2026-01-01T10:15:00Z"),
            arguments(
                    "T10:30:00Z",
                    "T10:30:00",
                    "end_time: '2026-01-01T10:30:00' is not a date-time with an offset, like 2026-01-01T10:00:00Z"));

    static final List<Arguments> BROKEN_MESSAGES = List.of(
            arguments("'group_id':'AKL01',", "", "group_id: is missing"),
            arguments("'AKL01'", "7", "group_id: must be a text, is a number"),
            arguments(
                    "'CONSUMPTION'",
                    "'USE'",
                    "type: 'USE' is not one of CONSUMPTION, GENERATION, FALLBACK_CONSUMPTION, FALLBACK_GENERATION,"
                            + " OPTIMUM"),
            arguments(
                    "'type'",
                    "'forecasted_blocks':[],'type'",
                    "forecasted_blocks: is empty, at least one entry is required; forecasted_blocks: is given twice"),
            arguments("400", "NaN", "the body is not well-formed JSON near byte 77"),
            arguments("400", "Infinity", "the body is not well-formed JSON near byte 82"),
            arguments("400", "-Infinity", "the body is not well-formed JSON near byte 83"));

    @ParameterizedTest
    @FieldSource("BROKEN_BLOCKS")
    void aBrokenBlockIsNamedByItsPlaceItsRuleAndItsValue(String right, String wrong, String complaint) {
        assertThat(DAY).contains(BLOCK_17);
        refused(DAY.replace(BLOCK_17, edited(BLOCK_17, right, wrong)), "forecasted_blocks[17]." + complaint);
    }

    @ParameterizedTest
    @FieldSource("BROKEN_MESSAGES")
    void soIsABrokenMessage(String right, String wrong, String complaint) {
        refused(edited(DAY, right, wrong), complaint);
    }

    @Test
    void allThatIsWrongWithABodyIsInOneAnswer() {
        String block = edited(edited(edited(BLOCK_17, "400", "-1"), "'KW'", "'MW'"), "T10:30", "T10:00");
        refused(
                edited(DAY.replace(BLOCK_17, block), "'group_id':'AKL01',", ""),
                "forecasted_blocks[17].capacity: -1 is below 0; "
                        + "forecasted_blocks[17].unit: 'MW' is not one of A, W, KW, WH, KWH; "
                        + "forecasted_blocks[17].end_time: 2026-01-01T10:00:00Z is not after start_time"
                        + " 2026-01-01T10:15:00Z; group_id: is missing");
    }

    private static void refused(String body, String complaint) {
        for (Set<Tolerance> tolerances : List.of(Tolerance.none(), Tolerance.all())) {
            try (Depot one = new Depot()) {
                one.readingDialects(tolerances);
                one.boot().run(Duration.ofSeconds(2));
                Map<String, String> content = one.store.content();
                InboundAnswer answer = one.post("update_group_capacity_forecast", "b-1", body.replace('\'', '"'));

                assertThat(answer.status()).isEqualTo(400);
                assertThat(OscpCodec.strict().decodeError(answer.body())).contains(complaint.replace('\'', '"'));
                assertThat(one.store.content()).isEqualTo(content);
                assertThat(one.link().tolerancesUsed()).isEmpty();
            }
        }
    }

    private static String edited(String text, String right, String wrong) {
        assertThat(text).contains(right);
        int at = text.indexOf(right);
        return text.substring(0, at) + wrong + text.substring(at + right.length());
    }
}
