package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of what is covered says only what is there, and every message, tolerance and status has a row. */
class CoverageDocTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    /** "out" as a way to go, not as a part of a word. */
    private static final Pattern OUT = Pattern.compile("\\bout\\b");
    /** Where the code answers or refuses with a status. */
    private static final Pattern ANSWERED =
            Pattern.compile("(?:Refusal\\.of|refuse|Refused|refused|InboundAnswer)\\((\\d{3}),");

    private static final List<List<String>> ROWS = rows();

    @Test
    void everyTypeOnThePageExists() {
        assertThat(ROWS.stream().flatMap(row -> names(row.get(1)))).isNotEmpty().isSubsetOf(sources("src/main/java"));
    }

    @Test
    void everyTestOnThePageExistsAndEveryRowHasOne() {
        assertThat(ROWS).allMatch(row -> names(row.get(3)).findAny().isPresent());
        assertThat(ROWS.stream().flatMap(row -> names(row.get(3))))
                .allMatch(name -> name.endsWith("Test"))
                .isSubsetOf(sources("src/test/java"));
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void everyMessageHasOneRowThatNamesItsType(Action action) {
        assertThat(names(row(action.path()).get(1)))
                .startsWith(action.messageType().getSimpleName());
    }

    @Test
    void whatThePageCallsOutIsWhatIsSeenToLeave() {
        Set<String> out = Arrays.stream(Action.values())
                .map(Action::path)
                .filter(path -> OUT.matcher(row(path).get(2)).find())
                .collect(Collectors.toSet());
        assertThat(out)
                .isEqualTo(OutboundSchemaTest.SENT.stream().map(Action::path).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource(Tolerance.class)
    void everyToleranceHasOneRow(Tolerance tolerance) {
        assertThat(row(tolerance.name()).get(1)).isNotBlank();
    }

    @Test
    void everyStatusOfTheStandardAndOfTheCodeHasOneRowAndNoOtherHas() {
        Set<String> onThePage = ROWS.stream()
                .flatMap(row -> names(row.get(0)))
                .filter(name -> name.matches("[1-5][0-9][0-9]"))
                .collect(Collectors.toSet());
        assertThat(onThePage)
                .containsExactlyInAnyOrder("204", "400", "401", "403", "404", "405", "409", "413", "415", "501", "503");
        onThePage.forEach(CoverageDocTest::row);
        assertThat(statusesInTheCode()).hasSizeGreaterThan(7).isSubsetOf(onThePage);
    }

    /** The one row of that name. */
    private static List<String> row(String name) {
        List<List<String>> found = ROWS.stream()
                .filter(row -> names(row.get(0)).anyMatch(name::equals))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    private static Set<String> statusesInTheCode() {
        return walk(ROOT.resolve("oscp-core/src/main/java"))
                .filter(path -> path.toString().endsWith(".java"))
                .map(CoverageDocTest::read)
                .flatMap(source -> ANSWERED.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<List<String>> rows() {
        try (Stream<String> lines = Files.lines(ROOT.resolve("docs/coverage.md"))) {
            return lines.filter(line -> line.startsWith("|") && line.contains("`"))
                    .map(line -> Stream.of(line.split("\\|", -1))
                            .skip(1)
                            .map(String::strip)
                            .toList())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> names(String cell) {
        return NAME.matcher(cell).results().map((MatchResult found) -> found.group(1));
    }

    private static Set<String> sources(String tree) {
        return Stream.concat(list(ROOT), list(ROOT).flatMap(CoverageDocTest::list))
                .map(module -> module.resolve(tree))
                .filter(Files::isDirectory)
                .flatMap(CoverageDocTest::walk)
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.replace(".java", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Path> list(Path directory) {
        return walk(directory, 1).filter(path -> !path.equals(directory)).filter(Files::isDirectory);
    }

    private static Stream<Path> walk(Path directory) {
        return walk(directory, Integer.MAX_VALUE);
    }

    private static Stream<Path> walk(Path directory, int depth) {
        try (Stream<Path> paths = Files.walk(directory, depth)) {
            return paths.toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
