package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of laws names every property of the envelope's algebra, once each, and no other. */
class EnvelopeLawsDocTest {
    private static final Path PAGE = Path.of("..", "docs", "envelope-laws.md");
    private static final Path TESTS = Path.of("..", "oscp-envelope-spi/src/test/java/com/betterfleet/envelope");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\S.* \\| `(\\w+\\.\\w+)` \\|$");
    private static final Pattern PROPERTY = Pattern.compile("@Property(?:\\(.*\\))?\\s+void (\\w+)\\(");

    @Test
    void everyLawIsAPropertyAndEveryPropertyALaw() throws IOException {
        List<String> properties;
        try (Stream<Path> files = Files.list(TESTS)) {
            properties = files.flatMap(EnvelopeLawsDocTest::properties).toList();
        }
        assertThat(found(ROW, PAGE)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(properties);
    }

    private static Stream<String> properties(Path file) {
        String name = file.getFileName().toString().replace(".java", ".");
        return found(PROPERTY, file).map(method -> name + method);
    }

    private static Stream<String> found(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results().map(match -> match.group(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
