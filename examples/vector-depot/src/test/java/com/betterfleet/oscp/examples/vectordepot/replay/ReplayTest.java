package com.betterfleet.oscp.examples.vectordepot.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.examples.vectordepot.day.Day;
import com.betterfleet.oscp.examples.vectordepot.picture.Picture;
import com.betterfleet.oscp.examples.vectordepot.simulation.SimulatedVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** I27: the journal of a day reproduces every decision when it is replayed, and tells of one changed digit. */
class ReplayTest {
    private static final List<String> DECISIONS =
            List.of("order", "event", "answer", "call", "read", "meters", "configuration");

    @TempDir
    private static Path folder;

    private static Forgery day;
    private static Forgery hour;

    @BeforeAll
    static void liveADay() {
        Path file = folder.resolve("day.jsonl");
        assertThat(new Day(1, file, line -> {}).run().good()).isTrue();
        day = Forgery.of(file);
        hour = day.until("2026-09-26T01:00:00Z");
    }

    private static ReplayResult replay(Forgery journal) {
        return Replay.of(journal.write(folder.resolve("replayed.jsonl"))).run();
    }

    private static Difference difference(Forgery journal) {
        return replay(journal).difference().orElseThrow(() -> new AssertionError("no difference was found"));
    }

    private static <T> T any(List<T> of, RandomGenerator random) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void aWholeDayWithItsCutsAndItsCrashIsReproduced() {
        ReplayResult result = replay(day);
        assertThat(result.difference()).isEmpty();
        assertThat(result.count("order")).isGreaterThan(1_000);
        assertThat(result.count("answer")).isGreaterThan(1_500);
        assertThat(day.with("\"crashed\":\"depot-1\"")).hasSize(1);
        assertThat(result.toString())
                .startsWith("REPLAY reproduces " + day.lines().size() + " lines: ")
                .contains(result.count("order") + " orders", result.count("answer") + " answers")
                .doesNotContain("\n");
    }

    @Test
    void whatWasDoneByHandIsAnInputAndAChangeOfItIsFound() {
        assertThat(day.with("\"is\":\"RequestAdjustment\"")).hasSize(1);
        assertThat(day.with("\"is\":\"ReportNonCompliance\"")).hasSize(1);
        assertThat(day.with("\"is\":\"AdjustmentChanged\""))
                .as("sent, delivered, answered")
                .hasSize(3);
        assertThat(day.with("\"state\":\"ANSWERED\"")).hasSize(1);
        assertThat(day.with("\"action\":\"GROUP_CAPACITY_COMPLIANCE_ERROR\"")).hasSize(1);
        changedByHand("RequestAdjustment", "\"capacity\":\"850\"", "\"capacity\":\"851\"");
        changedByHand("ReportNonCompliance", "T18:30:00Z", "T18:45:01Z");
    }

    private static void changedByHand(String operation, String from, String to) {
        int number = day.with("\"is\":\"" + operation + "\"").get(0);
        String line = day.line(number);
        assertThat(line).contains(from);
        Difference found =
                difference(day.replaced(number, line.replace(from, to)).chained());
        assertThat(found.line()).isGreaterThan(number).isLessThan(number + 20);
    }

    @Test
    void aWholeDayCanBeSeen() throws IOException {
        Path html = folder.resolve("seen.html");
        Picture.write(day.write(folder.resolve("seen.jsonl")), html);
        String page = Files.readString(html);
        assertThat(page)
                .contains("96 of 96 metering windows acknowledged")
                .contains(
                        "Protective zero",
                        "Line dead",
                        "Host crashed",
                        "Access token refused",
                        "Forecast out of order",
                        "Adjustment asked",
                        "Compliance error told");
        Picture.write(folder.resolve("seen.jsonl"), html);
        assertThat(html).hasContent(page);
    }

    @Test
    void noSecretStandsInTheJournalAndEveryTokenWearsAMaskOfItsOwn() {
        String all = String.join("\n", day.lines());
        assertThat(all)
                .doesNotContain(
                        SimulatedVector.SECRET_OF_DEPOT, SimulatedVector.SECRET_OF_VECTOR, SimulatedVector.API_KEY)
                .doesNotContain("opaque-", "eyJ")
                .doesNotContainPattern("(Basic|Bearer) (?!\\S*\\*\\*\\*)")
                .contains("Authorization: Bearer ***5\"", "Authorization: Basic betterfleet:***1\"", "apikey: ***3\"");
    }

    @Test
    void theBeginningOfADayIsReproducedTooWhereItEndsAsAJournalEnds() {
        assertThat(replay(hour).difference()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneChangedDigitAnywhereBreaksTheChainAtItsLine(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 60; i++) {
            int number = 1 + random.nextInt(hour.lines().size());
            String line = hour.line(number);
            Forgery forged = hour.replaced(number, Forgery.anotherDigit(line, 0, line.length(), random));
            assertThat(difference(forged).line()).as(forged.line(number)).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneChangedDigitOfADecisionIsFoundAtItsLineThoughTheChainHolds(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (String kind : DECISIONS) {
            for (int i = 0; i < 6; i++) {
                int number = any(hour.with("\"kind\":\"" + kind + "\""), random);
                String forged = Forgery.anotherDigit(hour.line(number), random);
                Difference found = difference(hour.replaced(number, forged).chained());
                assertThat(found.line()).as(forged).isEqualTo(number);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order    | \"kind\":\"order\"      | \"most\":{\"watts\":\"",
                "event    | \"is\":\"LimitConfirmed\" | \"latency\":\"PT",
                "answer   | \"kind\":\"answer\",\"status\":204 | \"status\":",
            })
    void aForgedDecisionIsShownAsItStandsAndAsItWas(String kind, String line, String field) {
        int number = hour.with(line).get(3);
        String told = hour.line(number);
        int at = told.indexOf(field) + field.length();
        String forged = Forgery.anotherDigit(told, at, at + 1, new SplittableRandom(1));
        assertThat(replay(hour.replaced(number, forged).chained()).toString())
                .isEqualTo("REPLAY differs at line %d%n  expected: %s}%n  found:    %s}"
                        .formatted(number, Forgery.content(forged), Forgery.content(told))
                        .replace("\r", ""));
    }

    /** The first block of a forecast rules as soon as its quarter of an hour begins; that of the last one never does. */
    @Test
    void aForgedForecastIsFoundByTheFirstDecisionThatItChanges() {
        String first = "\\\"forecasted_blocks\\\":[{\\\"capacity\\\":";
        List<Integer> forecasts = hour.with(first);
        assertThat(forecasts).hasSizeGreaterThan(3);
        for (int number : forecasts.subList(0, forecasts.size() - 1)) {
            int at = hour.line(number).indexOf(first) + first.length();
            String forged = Forgery.anotherDigit(hour.line(number), at, at + 3, new SplittableRandom(number));
            Difference found = difference(hour.replaced(number, forged).chained());
            assertThat(found.line()).as(forged).isGreaterThan(number);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"call\":2,\"outcome\"         | \"watts\":\"",
                "\"kind\":\"limit\"             | \"watts\":\"",
                "\"kind\":\"reply\"             | \"status\":",
                "\"kind\":\"readings\"          | T00:30:00Z\",\"register\":{\"wattHours\":\"",
                "\"path\":\"/nz/heartbeat\"     | Bearer ***",
                "update_group_capacity_forecast | X-request-id: f6b",
                "\"booted\"                     | \"depot-",
            })
    void aForgedInputIsFoundByTheFirstDecisionThatItChanges(String line, String field) {
        int number = hour.with(line).stream()
                .filter(one -> hour.line(one).contains(field))
                .findFirst()
                .orElseThrow();
        int at = hour.line(number).indexOf(field) + field.length();
        String forged = Forgery.anotherDigit(hour.line(number), at, at + 1, new SplittableRandom(2));
        assertThat(difference(hour.replaced(number, forged).chained()).line())
                .as(forged)
                .isGreaterThanOrEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"jitter\":\" | \"jitter\":\"[0-9.]+ | \"jitter\":\"9.5",
                "\"drawn\",\"id\" | \"id\":\" | \"id\":\"x",
                "\"outcome\",\"call\": | \"call\":[0-9]+ | \"call\":7000"
            })
    void whatCannotHaveBeenIsFoundAtItsLine(String line, String told, String forged) {
        int number = hour.with(line).get(1);
        String changed = hour.line(number).replaceFirst(told, forged);
        assertThat(difference(hour.replaced(number, changed).chained()).line()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "outcome", "request", "reply", "event", "answer", "readings", "drawn"})
    void anInstantThatWasMovedIsFound(String kind) {
        int number = hour.with("\"kind\":\"" + kind + "\"").get(2);
        String told = hour.line(number);
        int minutes = "{\"at\":\"2026-09-26T00:0".length();
        for (int at : new int[] {minutes, minutes - 3, "{\"at\":\"".length()}) {
            String forged = Forgery.anotherDigit(told, at, at + 1, new SplittableRandom(at));
            assertThat(difference(hour.replaced(number, forged).chained()).line())
                    .as(forged)
                    .isBetween(number - 1, number + 60);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "outcome", "request", "answer", "reply", "event", "drawn", "clock"})
    void aLineThatWasTakenOutIsFoundThoughTheChainHolds(String kind) {
        int number = hour.with("\"kind\":\"" + kind + "\"").get(1);
        assertThat(difference(hour.without(number).counted().chained()).line()).isGreaterThanOrEqualTo(number);
    }

    @Test
    void aDecisionThatWasAddedIsFound() {
        int number = IntStream.range(100, hour.lines().size())
                .filter(one -> hour.line(one).contains("\"kind\":\"event\""))
                .filter(one -> !hour.line(one + 1).startsWith(hour.line(one).substring(0, 28)))
                .findFirst()
                .orElseThrow();
        Difference found = difference(hour.withAnother(number).chained());
        assertThat(found.line()).isEqualTo(number + 1);
        assertThat(found.found()).startsWith("nothing of the kind by ");
    }

    @Test
    void aJournalThatWasCutOffIsFound() {
        int lines = hour.lines().size();
        Forgery withoutEnd = hour.without(lines);
        assertThat(difference(withoutEnd))
                .isEqualTo(new Difference(lines, "a line of kind end", "the end of the file"));
        String half = hour.line(700).substring(0, 80);
        assertThat(difference(new Forgery(hour.lines().subList(0, 700)).replaced(700, half))
                        .line())
                .isEqualTo(700);
        assertThat(difference(hour.without(500)).line()).isEqualTo(499);
        String miscounted = hour.line(lines).replaceFirst("\"lines\":\\d+", "\"lines\":7");
        assertThat(difference(hour.replaced(lines, miscounted).chained()))
                .isEqualTo(new Difference(lines, "7 lines", lines + " lines"));
    }

    @Test
    void aJournalThatGoesOnAfterItsHostFellSilentIsFound() {
        int last = hour.lines().size();
        String later = hour.line(last).replaceFirst("T00:5\\d:[0-9.]+Z", "T23:00:00Z");
        assertThat(difference(hour.replaced(last, later).chained()).line()).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "day",
                "{}",
                "{\"at\":\"2026-09-26T00:00:00Z\",\"kind\":\"order\",\"before\":\"\"}",
                "\u0000"
            })
    void whatIsNoJournalIsRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("other"), text, UTF_8);
        assertThatThrownBy(() -> Replay.of(file))
                .isInstanceOf(NoJournalException.class)
                .hasMessage(file + " is no journal of a day: its first line must be of kind clock");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> Replay.of(folder.resolve("missing")))
                .isInstanceOf(NoJournalException.class)
                .hasMessageContaining("missing cannot be read");
    }
}
