package com.betterfleet.oscp.examples.vectordepot.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line: what it does not understand costs exit code 2 and one line of help. */
class VectorDepotTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream terminal = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setErr(terminal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "night", "Day 1", "day 1 day.jsonl more"})
    void anythingButADayIsExplained(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
        assertThat(VectorDepot.run(arguments)).isEqualTo(2);
        assertThat(said.toString(UTF_8))
                .isEqualToIgnoringNewLines(
                        "usage: vector-depot day [SEED [FILE]], or vector-depot serve --config FILE");
    }

    @Test
    void aSeedThatIsNoNumberIsNamed() {
        assertThat(VectorDepot.run(new String[] {"day", "one"})).isEqualTo(2);
        assertThat(said.toString(UTF_8)).isEqualToIgnoringNewLines("the seed must be a whole number, was 'one'");
    }
}
