package com.betterfleet.oscp.examples.vectordepot.day;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of the day: each line carries the hash of the one before, so that no digit changes unseen. */
class DayLogTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeThreeLines() {
        file = directory.resolve("new/day.jsonl");
        try (DayLog log = new DayLog(file, () -> T)) {
            log.line("message", Map.of("watts", 350_000));
            log.line("reading", Map.of("register", "1234 Wh"));
            assertThat(log.lines()).isEqualTo(2);
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file, UTF_8);
    }

    /** Hashes everything again, as an auditor would, and names the first line that does not fit; 0 if all do. */
    private static int firstBrokenLine(List<String> lines) {
        String before = "";
        for (int i = 0; i < lines.size(); i++) {
            if (!parse(lines.get(i)).get("before").asText().equals(before)) {
                return i + 1;
            }
            before = sha256(lines.get(i));
        }
        ObjectNode last = parse(lines.get(lines.size() - 1));
        String own = last.path("sha256").asText();
        last.remove("sha256");
        return sha256(last.toString()).equals(own) ? 0 : lines.size();
    }

    private static ObjectNode parse(String line) {
        try {
            return (ObjectNode) JSON.readTree(line);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void anUntouchedJournalHoldsTogetherAndItsLastLineCountsItself() throws IOException {
        assertThat(lines()).hasSize(3);
        assertThat(firstBrokenLine(lines())).isZero();
        assertThat(parse(lines().get(2)).get("lines").asInt()).isEqualTo(3);
        assertThat(parse(lines().get(0)).get("kind").asText()).isEqualTo("message");
        assertThat(parse(lines().get(0)).get("at").asText()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void anyChangedDigitIsFoundByHashingAgain() throws IOException {
        for (int line = 0; line < lines().size(); line++) {
            String original = lines().get(line);
            for (int at = 0; at < original.length(); at++) {
                if (Character.isDigit(original.charAt(at))) {
                    List<String> forged = new ArrayList<>(lines());
                    char other = original.charAt(at) == '9' ? '1' : '9';
                    forged.set(line, original.substring(0, at) + other + original.substring(at + 1));
                    assertThat(firstBrokenLine(forged))
                            .as("line %s, column %s", line + 1, at + 1)
                            .isPositive();
                }
            }
        }
    }

    @Test
    void aMissingOrExchangedLineIsFound() throws IOException {
        List<String> lines = lines();
        assertThat(firstBrokenLine(List.of(lines.get(0), lines.get(2)))).isEqualTo(2);
        assertThat(firstBrokenLine(List.of(lines.get(1), lines.get(0), lines.get(2))))
                .isEqualTo(1);
    }

    @Test
    void theSameDayIsTheSameFileByteForByte() throws IOException {
        byte[] first = Files.readAllBytes(file);
        writeThreeLines();
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        assertThatThrownBy(() -> new DayLog(file.resolve("below-a-file"), () -> T))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("below-a-file");
    }
}
