package com.betterfleet.oscp.examples.vectordepot.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Fate;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Mark;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Step;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Trouble;
import com.betterfleet.oscp.examples.vectordepot.picture.DayPicture.Window;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a day says what its journal tells, and nothing else. */
class PictureTest {
    private static final String FORECAST =
            "{\\\"group_id\\\":\\\"AKL01\\\",\\\"type\\\":\\\"CONSUMPTION\\\",\\\"forecasted_blocks\\\":[%s]}";

    private final List<String> lines = new ArrayList<>();

    @TempDir
    private Path folder;

    private PictureTest line(String at, String kind, String fields) {
        lines.add("{\"at\":\"2026-09-26T" + at + "Z\",\"kind\":\"" + kind + "\"," + fields + "}");
        return this;
    }

    private PictureTest event(String at, String name, String fields) {
        return line(at, "event", "\"event\":{\"is\":\"" + name + "\"," + fields + "}");
    }

    private PictureTest begin() {
        return line("00:00:00", "clock", "\"seed\":\"7\"")
                .line(
                        "00:00:00",
                        "configuration",
                        "\"what\":\"bind\",\"settings\":{\"siteLimit\":{\"watts\":\"900000\"},\"fallback\":{\"watts\":\"120000\"}}");
    }

    private PictureTest ordered(String at, int revision, String watts, String mode, boolean zero) {
        return event(
                        at,
                        "LimitOrdered",
                        "\"order\":{\"direction\":\"IMPORT\",\"mode\":\"" + mode + "\",\"protectiveZero\":" + zero
                                + ",\"revision\":" + revision + ",\"reason\":\"because\"}")
                .event(
                        at,
                        "LimitConfirmed",
                        "\"direction\":\"IMPORT\",\"revision\":" + revision
                                + ",\"readBack\":{\"is\":\"Limited\",\"most\":{\"watts\":\"" + watts
                                + "\"}},\"latency\":\"PT3S\"");
    }

    private PictureTest forecast(String at, String id, String blocks) {
        return line(
                        at,
                        "request",
                        "\"path\":\"/nz/update_group_capacity_forecast\",\"headers\":[\"X-request-id: " + id
                                + "\"],\"body\":\"" + String.format(FORECAST, blocks) + "\"")
                .event(at, "ForecastAccepted", "\"requestId\":\"" + id + "\",\"type\":\"CONSUMPTION\"");
    }

    private static String block(String from, String until, String kilowatts) {
        return "{\\\"capacity\\\":" + kilowatts + ",\\\"unit\\\":\\\"KW\\\",\\\"start_time\\\":\\\"2026-09-26T" + from
                + "Z\\\",\\\"end_time\\\":\\\"2026-09-26T" + until + "Z\\\"}";
    }

    private DayPicture picture() {
        return PictureReader.read(lines.stream());
    }

    private static Instant at(String time) {
        return Instant.parse("2026-09-26T" + time + "Z");
    }

    private static String told(List<Step> steps, String time) {
        return DayPicture.at(steps, at(time))
                .map(step -> step.word() + " " + step.kilowatts().toPlainString())
                .orElse("nothing");
    }

    @Test
    void theLimitIsWhatWasReadBackByTheModeThatOrderedIt() {
        begin().ordered("01:00:00", 1, "120000", "FALLBACK", false);
        ordered("02:00:00", 2, "500500", "LIVE", false).ordered("03:00:00", 3, "0", "LIVE", true);
        event("04:00:00", "LimitReleased", "\"revision\":4");
        List<Step> limit = picture().limit();
        assertThat(told(limit, "00:59:59")).isEqualTo("nothing");
        assertThat(told(limit, "01:00:00")).isEqualTo("FALLBACK 120");
        assertThat(told(limit, "02:00:00")).isEqualTo("LIVE 500.5");
        assertThat(told(limit, "03:30:00")).isEqualTo("ZERO 0");
        assertThat(told(limit, "04:00:00")).isEqualTo("nothing");
    }

    @Test
    void theForecastIsDrawnAsItStood() {
        begin().forecast("00:00:00", "f1", block("00:00:00", "04:00:00", "400"));
        forecast("01:00:00", "f2", block("01:00:00", "02:00:00", "300") + "," + block("02:00:00", "03:00:00", "200"));
        List<Step> forecast = picture().forecast();
        assertThat(told(forecast, "00:30:00")).isEqualTo("FORECAST 400");
        assertThat(told(forecast, "01:30:00")).isEqualTo("FORECAST 300");
        assertThat(told(forecast, "02:30:00")).isEqualTo("FORECAST 200");
    }

    @Test
    void aForecastThatWasRefusedIsNotDrawn() {
        begin().line(
                        "00:10:00",
                        "request",
                        "\"path\":\"/nz/update_group_capacity_forecast\",\"headers\":[\"X-request-id: f1\"],\"body\":\""
                                + String.format(FORECAST, block("00:00:00", "04:00:00", "400")) + "\"");
        assertThat(picture().forecast()).isEmpty();
    }

    @Test
    void whatWasDrawnIsTheMeanPowerBetweenTwoReadings() {
        begin().line(
                        "00:16:00",
                        "readings",
                        "\"readings\":{\"series\":[{\"is\":\"MeterSeries\",\"meter\":\"m\",\"direction\":\"IMPORT\",\"registers\":["
                                + "{\"at\":\"2026-09-26T00:00:00Z\",\"register\":{\"wattHours\":\"1000\"}},"
                                + "{\"at\":\"2026-09-26T00:01:00Z\",\"register\":{\"wattHours\":\"2000\"}}]}]}");
        assertThat(told(picture().drawn(), "00:00:30")).isEqualTo("DRAWN 60.000");
        assertThat(picture().drawn()).hasSize(1);
    }

    @Test
    void everyWindowHasAFate() {
        String start = "\"start\":\"2026-09-26T0%d:00:00Z\"";
        begin().event("00:16:00", "WindowQueued", String.format(start, 0));
        event("00:16:01", "WindowAcknowledged", String.format(start, 0));
        event("01:16:00", "WindowQueued", String.format(start, 1));
        event("02:30:00", "WindowAcknowledged", String.format(start, 2));
        event("03:30:00", "WindowParked", String.format(start, 3) + ",\"why\":\"meter b\"");
        event("04:30:00", "WindowDropped", String.format(start, 4) + ",\"why\":\"too old\"");
        List<Window> windows = picture().windows();
        assertThat(windows).hasSize(96);
        assertThat(windows.stream().filter(window -> window.start().getEpochSecond() % 3600 == 0))
                .extracting(Window::fate)
                .startsWith(Fate.ACKNOWLEDGED, Fate.WAITING, Fate.LATE, Fate.PARKED, Fate.DROPPED, Fate.MISSING);
    }

    @Test
    void whatHappenedIsNumberedInItsOrder() {
        begin().line("00:00:00", "clock", "\"booted\":\"depot-1\"");
        event("00:02:00", "LinkChanged", "\"to\":\"ONLINE\",\"session\":1,\"reason\":\"agreed\"");
        String blocks = "\"blocks\":[{\"start\":\"2026-09-26T14:00:00Z\",\"end\":\"2026-09-26T15:00:00Z\","
                + "\"requested\":{\"watts\":\"850000\"},\"allowed\":{\"watts\":\"439700\"}}]";
        event("01:00:00", "AdjustmentChanged", "\"state\":\"DELIVERED\"," + blocks);
        event("01:01:00", "AdjustmentChanged", "\"state\":\"ANSWERED\"," + blocks);
        event(
                "02:00:00",
                "ForecastNotKept",
                "\"starts\":[\"2026-09-26T18:00:00Z\"],\"why\":\"works\",\"message\":\"id\"");
        line("03:00:00", "clock", "\"crashed\":\"depot-1\"").line("03:01:00", "clock", "\"booted\":\"depot-2\"");
        assertThat(picture().marks())
                .extracting(Mark::number, Mark::title)
                .extracting(Object::toString)
                .containsExactly(
                        "(1, \"Line agreed, session 1\")",
                        "(2, \"Adjustment answered\")",
                        "(3, \"Compliance error\")",
                        "(4, \"The host crashes\")",
                        "(5, \"The host starts again\")");
        assertThat(picture().marks().get(1).why()).isEqualTo("14:00 to 15:00: asked 850 kW, allowed 439.7 kW");
    }

    @Test
    void whatWentWrongHasABeginningAndAnEnd() {
        begin().event("01:00:00", "LinkChanged", "\"to\":\"OFFLINE\",\"session\":1,\"reason\":\"silence\"");
        event("01:50:00", "LinkChanged", "\"to\":\"ONLINE\",\"session\":2,\"reason\":\"agreed\"");
        line("02:00:00", "call", "\"call\":1,\"uri\":\"https://cp/heartbeat\"");
        line("02:00:00", "reply", "\"call\":1,\"status\":503")
                .line("02:01:00", "call", "\"call\":2,\"uri\":\"https://cp/heartbeat\"");
        line("02:01:00", "reply", "\"call\":2,\"status\":503")
                .line("09:00:00", "call", "\"call\":3,\"uri\":\"https://cp/heartbeat\"");
        line("09:00:00", "reply", "\"call\":3,\"status\":503");
        event("10:00:00", "MessageParked", "\"why\":\"400\"");
        assertThat(picture().troubles())
                .extracting(Trouble::what)
                .containsExactly(
                        "The line was lost: silence",
                        "Our heartbeat got the answer 503, 2 times",
                        "Our heartbeat got the answer 503",
                        "A message was parked: 400");
        assertThat(picture().troubles().get(0).until()).contains(at("01:50:00"));
    }

    @Test
    void whatComesFromOutsideIsEscapedAndThePageIsWellFormed() throws Exception {
        String hostile = "</script><script>alert('x')</script>\\\" onload=\\\"y & \\u0000";
        begin().event("01:00:00", "LinkChanged", "\"to\":\"OFFLINE\",\"session\":1,\"reason\":\"" + hostile + "\"");
        event("02:00:00", "WindowParked", "\"start\":\"2026-09-26T01:00:00Z\",\"why\":\"" + hostile + "\"");
        ordered("03:00:00", 1, "120000", "FALLBACK", false);
        String page = page();
        assertThat(page).doesNotContain("<script", "onload=\"y").contains("&lt;script&gt;");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        page.replaceFirst("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void thePageNeedsNothingButItself() throws Exception {
        String page = begin().page();
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "url(h", "@import", "src=", "<link");
        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<meta charset=\"utf-8\"/>", "role=\"img\"", "prefers-color-scheme: dark", "seed 7");
    }

    @Test
    void theSameJournalGivesTheSamePage() throws Exception {
        begin().ordered("01:00:00", 1, "120000", "FALLBACK", false);
        assertThat(page()).isEqualTo(page());
    }

    @Test
    void whatIsNoJournalIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(this::picture).withMessage("the journal is empty");
        lines.add("nothing");
        assertThatIllegalArgumentException().isThrownBy(this::picture).withMessageStartingWith("a line must be JSON");
        lines.set(0, "{}");
        assertThatIllegalArgumentException().isThrownBy(this::picture).withMessageStartingWith("an instant must be");
    }

    @Test
    void aPageIsWrittenBesideItsJournal() {
        assertThat(Picture.beside(Path.of("target/day.jsonl"))).isEqualTo(Path.of("target/day.html"));
        assertThat(Picture.beside(Path.of("day"))).isEqualTo(Path.of("day.html"));
    }

    private String page() throws IOException {
        Path journal = Files.write(folder.resolve("day.jsonl"), lines);
        Picture.draw(journal, Picture.beside(journal));
        return Files.readString(folder.resolve("day.html"));
    }
}
