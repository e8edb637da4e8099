package com.betterfleet.oscp.examples.vectordepot.day;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The journal of the day as a file: one JSON line for every input and every decision. Each line carries the SHA-256 of the
 * line before it, the last line its own too, so that no digit can be changed unseen.
 */
final class DayLog implements Journal, AutoCloseable {
    private final BufferedWriter out;
    private final Supplier<Instant> now;
    private String before = "";
    private long lines;

    DayLog(Path file, Supplier<Instant> now) {
        this.now = now;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            out = Files.newBufferedWriter(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException("cannot write " + file, impossible);
        }
    }

    @Override
    public synchronized void line(String kind, Map<String, ?> content) {
        write(DayLine.json(entry(kind, content)));
    }

    long lines() {
        return lines;
    }

    /** Ends the journal with a line that carries its own hash, taken over the line without that field. */
    @Override
    public synchronized void close() {
        Map<String, Object> last = entry("end", Map.of("lines", lines + 1));
        last.put("sha256", DayLine.sha256(DayLine.json(last)));
        write(DayLine.json(last));
        try {
            out.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Map<String, Object> entry(String kind, Map<String, ?> content) {
        Map<String, Object> entry = DayLine.of(now.get(), kind, content);
        entry.put("before", before);
        return entry;
    }

    private void write(String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        before = DayLine.sha256(line);
        lines++;
    }
}
