package com.betterfleet.oscp.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every test method of every module, as {@code Class.method}: read from the sources, for no module sees all others' tests. */
final class TestsByName {
    private static final Path ROOT = Path.of("..");
    private static final Pattern METHOD =
            Pattern.compile("@(?:Test|Property|ParameterizedTest|TestFactory)\\b[\\s\\S]*?\\bvoid (\\w+)\\(");

    static final Set<String> ALL = all();

    private TestsByName() {}

    private static Set<String> all() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("src/test/java"))
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .flatMap(TestsByName::of)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> of(Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        try {
            return METHOD
                    .matcher(Files.readString(file))
                    .results()
                    .map(found -> name + "." + found.group(1))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
