package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.examples.vectordepot.day.Day;
import com.betterfleet.oscp.examples.vectordepot.day.DayResult;
import com.betterfleet.oscp.examples.vectordepot.simulation.SimulatedVector;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.testkit.schema.OscpSchemas;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One whole day of the example, judged by its own independent witness, and the journal that it leaves. */
class DayTest {
    private static final Pattern BEFORE = Pattern.compile("\"before\":\"([0-9a-f]*)\"[,}]");
    private static final Pattern OWN = Pattern.compile(",\"sha256\":\"([0-9a-f]{64})\"");

    @Test
    void theDayGoesWellAndItsJournalCannotBeChangedUnseen(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("day.jsonl");
        DayResult result = new Day(2, file, line -> {}).run();

        assertThat(result.good()).as(result.toJson()).isTrue();
        assertThat(result.restarts()).isEqualTo(1);
        assertThat(result.fallbackEntries()).isGreaterThanOrEqualTo(3);
        assertThat(result.windowsAcknowledged()).isEqualTo(96);
        List<String> lines = Files.readAllLines(file);
        holdsTogether(lines);
        everyMessageOfOursIsValid(lines);
        assertThat(tokensGiven(lines, "reply")).isGreaterThan(100);
        assertThat(tokensGiven(lines, "answer")).isGreaterThan(200);
        assertThat(String.join("\n", lines))
                .doesNotContain(
                        SimulatedVector.SECRET_OF_DEPOT, SimulatedVector.SECRET_OF_VECTOR, SimulatedVector.API_KEY)
                .doesNotContain("opaque-", "eyJ")
                .doesNotContainPattern("(Basic|Bearer) (?!\\S*\\*\\*\\*)");
    }

    private static long tokensGiven(List<String> lines, String kind) {
        return lines.stream()
                .filter(line -> line.contains("\"kind\":\"" + kind + "\"")
                        && line.contains("\"status\":200")
                        && line.contains("\\\"access_token\\\":\\\"***"))
                .count();
    }

    private static void everyMessageOfOursIsValid(List<String> lines) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Set<Action> seen = EnumSet.noneOf(Action.class);
        for (String line : lines) {
            JsonNode message = json.readTree(line);
            String uri = message.path("uri").asText();
            Optional<Action> action = Action.ofPath(uri.substring(uri.lastIndexOf('/') + 1));
            if (action.isPresent() && message.path("kind").asText().equals("call")) {
                seen.add(action.get());
                assertThat(Schemas.complaints(
                                OscpSchemas.idOf(action.get()),
                                message.path("body").asText()))
                        .as(line)
                        .isEmpty();
            }
        }
        assertThat(seen).contains(Action.HEARTBEAT, Action.UPDATE_ASSET_MEASUREMENTS);
    }

    private static void holdsTogether(List<String> lines) throws Exception {
        String before = "";
        for (String line : lines) {
            assertThat(lastMatch(BEFORE, line)).as(line).isEqualTo(before);
            before = sha256(line);
        }
        String last = lines.get(lines.size() - 1);
        assertThat(lastMatch(OWN, last)).isEqualTo(sha256(OWN.matcher(last).replaceFirst("")));
        assertThat(last).contains("\"lines\":" + lines.size());
    }

    private static String lastMatch(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        String found = "none in " + text;
        while (matcher.find()) {
            found = matcher.group(1);
        }
        return found;
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
