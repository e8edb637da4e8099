package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.message.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of events has one row for each record of the sealed family, with its fields in their order, and no other. */
class EventsDocTest {
    private static final Path PAGE = Path.of("..", "docs", "events.md");
    private static final Path SOURCES = Path.of("..", "oscp-core/src/main/java/com/betterfleet/oscp/event");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    /** What the page says of a whole family. */
    private static final Set<String> OF_THE_FAMILY = Set.of("at", "connection", "group");
    /** Types whose values may be secrets, or anything at all. */
    private static final Set<Class<?>> UNFIT =
            Set.of(Secret.class, SecretRef.class, Token.class, Object.class, byte[].class);

    static Stream<Class<?>> events() {
        return members(OscpEvent.class);
    }

    private static Stream<Class<?>> members(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventsDocTest::members)
                : Stream.of(type);
    }

    @Test
    void eachEventHasOneRowInTheOrderOfTheCodeFamilyByFamily() {
        assertThat(rows().map(row -> names(row.get(0)).get(0)))
                .containsExactlyElementsOf(events().map(Class::getSimpleName).toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void itsRowNamesItsFieldsAndSaysWhenAndWhatToDo(Class<?> event) {
        List<String> row = rows().filter(cells -> cells.get(0).equals("`" + event.getSimpleName() + "`"))
                .findFirst()
                .orElseThrow();
        assertThat(names(row.get(2)))
                .containsExactlyElementsOf(Arrays.stream(event.getRecordComponents())
                        .map(RecordComponent::getName)
                        .filter(name -> !OF_THE_FAMILY.contains(name))
                        .toList());
        assertThat(row).hasSize(5).filteredOn(String::isBlank).containsExactly("");
    }

    @Test
    void namesAreUniqueAndThoseOfTheRecords() {
        assertThat(events().map(Class::getSimpleName)).doesNotHaveDuplicates();
        assertThat(new EngineEvent.StoreRecovered(Instant.EPOCH, Instant.EPOCH).name())
                .isEqualTo("StoreRecovered");
    }

    @ParameterizedTest
    @MethodSource("events")
    void noFieldCanHoldASecret(Class<?> event) {
        assertThat(event.isRecord()).isTrue();
        assertThat(reachable(event)).doesNotContainAnyElementsOf(UNFIT);
    }

    @ParameterizedTest
    @MethodSource("events")
    void itsJavadocSaysWhen(Class<?> event) {
        String family = event.getEnclosingClass().getSimpleName();
        Pattern told = Pattern.compile(
                "/\\*\\*\\s+\\*? ?[A-Z](?:(?!\\*/).)*@param at (?:(?!\\*/).)*\\*/\\s+record " + event.getSimpleName()
                        + "\\(",
                Pattern.DOTALL);
        assertThat(read(SOURCES.resolve(family + ".java"))).containsPattern(told);
    }

    /** The types of the fields, and of theirs where they are records of ours. */
    private static List<Class<?>> reachable(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .flatMap(field ->
                        Stream.concat(Stream.of(field), field.isRecord() ? reachable(field).stream() : Stream.empty()))
                .toList();
    }

    private static Stream<List<String>> rows() {
        return read(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Stream.of(line.split("\\|", -1))
                        .skip(1)
                        .map(String::strip)
                        .toList());
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
