package com.betterfleet.oscp.examples.vectordepot.picture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.betterfleet.oscp.examples.vectordepot.replay.DayFile;
import com.betterfleet.oscp.examples.vectordepot.replay.NoJournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the picture of a day from its journal: one page of HTML that needs no other file and asks nobody for anything. */
public final class Picture {
    private Picture() {}

    /**
     * Where the picture of a journal goes if nobody says otherwise: beside it, by the same name with the ending {@code .html}.
     *
     * @param journal the journal's file
     * @return the picture's file
     */
    public static Path beside(Path journal) {
        String name = journal.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return journal.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".html");
    }

    /**
     * Reads a journal and writes its picture. The same journal gives the same bytes.
     *
     * @param journal the journal's file
     * @param html the file to write, over what is there
     * @throws NoJournalException if the journal cannot be read, or is none
     * @throws IllegalArgumentException if the journal is not as it was written, or holds no day to be seen
     */
    public static void write(Path journal, Path html) {
        DayFile file = DayFile.read(journal);
        file.broken().ifPresent(difference -> {
            throw new IllegalArgumentException(journal + " is not as it was written: " + difference);
        });
        String page = DayPage.of(DayPicture.of(file.told()));
        try {
            Files.writeString(html, page, UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot write " + html, broken);
        }
    }
}
