package com.betterfleet.oscp.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Documents as existing peers shape them, from {@code corpus/PEER[.what].ACTION.json}: {@code sn} a Java Flexibility Provider
 * and its simulator, {@code py} a Python and {@code ts} a TypeScript implementation, {@code tp} a utility's published profile,
 * {@code vector} the first partner (protocol.md 1, 6 and 7).
 */
final class Corpus {
    static final List<Document> DOCUMENTS = read();

    /** A body, and the path segment that it is sent to. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never changed; these records are never compared
    record Document(String name, String action, byte[] body) {}

    private Corpus() {}

    private static List<Document> read() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.sorted().map(Corpus::document).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Document document(Path file) {
        String[] parts = file.getFileName().toString().split("\\.", -1);
        try {
            return new Document(file.getFileName().toString(), parts[parts.length - 2], Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path directory() {
        URL there = Objects.requireNonNull(Corpus.class.getResource("/corpus"), "no corpus");
        try {
            return Path.of(there.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
