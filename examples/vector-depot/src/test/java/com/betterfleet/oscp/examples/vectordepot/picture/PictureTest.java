package com.betterfleet.oscp.examples.vectordepot.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.examples.vectordepot.replay.NoJournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a file. */
class PictureTest {
    @Test
    void itStandsBesideItsJournal() {
        assertThat(Picture.beside(Path.of("target/day.jsonl"))).isEqualTo(Path.of("target/day.html"));
        assertThat(Picture.beside(Path.of("a.b/day"))).isEqualTo(Path.of("a.b/day.html"));
    }

    @Test
    void anEmptyFileIsNoJournal(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("day.jsonl"));
        assertThatThrownBy(() -> Picture.write(empty, Picture.beside(empty)))
                .isInstanceOf(NoJournalException.class)
                .hasMessage(empty + " is no journal of a day: its first line must be of kind clock");
    }

    @Test
    void aChangedJournalHasNoPicture(@TempDir Path folder) throws IOException {
        Path changed = Files.writeString(
                folder.resolve("day.jsonl"),
                "{\"at\":\"2026-09-25T23:59:00Z\",\"kind\":\"clock\",\"seed\":\"1\",\"before\":\"\"}\n");
        assertThatThrownBy(() -> Picture.write(changed, Picture.beside(changed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not as it was written")
                .hasMessageContaining("a line of kind end");
        assertThat(Picture.beside(changed)).doesNotExist();
    }
}
