package com.betterfleet.oscp.examples.vectordepot.day;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The journal of the day: one JSON line for every input and every decision. Each line carries the SHA-256 of the line
 * before it, the last line its own too, so that no digit can be changed unseen.
 */
final class DayLog implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

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

    synchronized void line(String kind, Map<String, ?> content) {
        write(json(entry(kind, content)));
    }

    long lines() {
        return lines;
    }

    /** Ends the journal with a line that carries its own hash, taken over the line without that field. */
    @Override
    public synchronized void close() {
        Map<String, Object> last = entry("end", Map.of("lines", lines + 1));
        last.put("sha256", sha256(json(last)));
        write(json(last));
        try {
            out.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Map<String, Object> entry(String kind, Map<String, ?> content) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", now.get().toString());
        entry.put("kind", kind);
        entry.putAll(content);
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
        before = sha256(line);
        lines++;
    }

    private static String json(Map<String, ?> value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
