package com.betterfleet.oscp.examples.vectordepot.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The page of a day: what its journal tells, drawn for people. One file that needs nothing else. */
public final class Picture {
    private Picture() {}

    /**
     * Draws a journal.
     *
     * @param journal the file that {@code vector-depot day} wrote
     * @param page where the page is written
     * @throws IllegalArgumentException if that is no journal of a day
     * @throws UncheckedIOException if one cannot be read or the other not be written
     */
    public static void draw(Path journal, Path page) {
        try (Stream<String> lines = Files.lines(journal)) {
            Files.writeString(page, new Page(PictureReader.read(lines)).html());
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot draw " + journal, broken);
        }
    }

    /**
     * Where the page of a journal is written unless it is said: beside it, as {@code .html}.
     *
     * @param journal the journal's file
     * @return the page's file
     */
    public static Path beside(Path journal) {
        String name = String.valueOf(journal.getFileName());
        int dot = name.lastIndexOf('.');
        return journal.resolveSibling((dot < 1 ? name : name.substring(0, dot)) + ".html");
    }
}
