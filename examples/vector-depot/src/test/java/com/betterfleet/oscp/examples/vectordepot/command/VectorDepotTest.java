package com.betterfleet.oscp.examples.vectordepot.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    @ValueSource(
            strings = {"", "night", "Day 1", "day 1 day.jsonl more", "replay", "replay a b", "picture", "picture a b c"
            })
    void anythingElseIsExplained(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
        assertThat(VectorDepot.run(arguments)).isEqualTo(2);
        assertThat(said.toString(UTF_8))
                .isEqualToIgnoringNewLines(
                        "usage: vector-depot day [SEED [FILE]], vector-depot replay FILE, vector-depot picture FILE [HTML], or"
                                + " vector-depot serve --config FILE");
    }

    @Test
    void aSeedThatIsNoNumberIsNamed() {
        assertThat(VectorDepot.run(new String[] {"day", "one"})).isEqualTo(2);
        assertThat(said.toString(UTF_8)).isEqualToIgnoringNewLines("the seed must be a whole number, was 'one'");
    }

    @Test
    void aFileThatIsNoJournalCostsNoMoreThanItsName(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("day.jsonl"), "nothing").toString();
        assertThat(VectorDepot.run(new String[] {"replay", file})).isEqualTo(2);
        assertThat(said.toString(UTF_8))
                .isEqualToIgnoringNewLines(file + " is no journal of a day: its first line must be of kind clock");
    }

    @Test
    void aPictureNeedsAJournal(@TempDir Path folder) throws IOException {
        String file = Files.writeString(folder.resolve("day.jsonl"), "nothing").toString();
        assertThat(VectorDepot.run(new String[] {"picture", file})).isEqualTo(2);
        assertThat(said.toString(UTF_8))
                .isEqualToIgnoringNewLines(file + " is no journal of a day: its first line must be of kind clock");
    }

    @Test
    void aJournalThatDiffersIsExitCodeOne(@TempDir Path folder) throws IOException {
        String line = "{\"at\":\"2026-09-25T23:59:00Z\",\"kind\":\"clock\",\"seed\":\"1\",\"before\":\"\"}\n";
        String file = Files.writeString(folder.resolve("day.jsonl"), line).toString();
        assertThat(VectorDepot.run(new String[] {"replay", file})).isEqualTo(1);
        assertThat(said.toString(UTF_8))
                .isEqualToIgnoringNewLines(
                        "REPLAY differs at line 2" + "  expected: a line of kind end  found:    the end of the file");
    }
}
