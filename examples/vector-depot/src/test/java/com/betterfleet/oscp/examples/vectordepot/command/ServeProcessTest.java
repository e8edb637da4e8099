package com.betterfleet.oscp.examples.vectordepot.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own: its two streams, its exit status, and how it ends. */
@Timeout(120)
class ServeProcessTest {
    private static final String GROUP =
            "group.AKL01.scope=mg-7/grid\ngroup.AKL01.site-limit-kw=900\ngroup.AKL01.fallback-kw=120\n";

    @TempDir
    private Path folder;

    private Process process;

    private Process serve(String properties) throws IOException {
        Path file = Files.writeString(folder.resolve("depot.properties"), properties);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VectorDepot.class.getName(),
                        "serve",
                        "--config",
                        file.toString())
                .redirectError(folder.resolve("err").toFile())
                .start();
        return process;
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    // Not switched off where CI runs: Windows has no SIGTERM to send and no 143 to answer with.
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "SIGTERM and its exit status are POSIX")
    void sigtermOrdersTheSafeLimitThenEndsWith143() throws IOException, InterruptedException {
        serve("fp.port=0\nprofile=oscp-2.0\ncp.base-url=http://127.0.0.1:9/cp\ntoken.expect=t\ntoken.present=u\n"
                + GROUP);
        try (BufferedReader out = process.inputReader(UTF_8)) {
            JsonNode first = new JsonMapper().readTree(out.readLine());
            assertThat(first.get("type").asText()).isEqualTo("Serving");
            URI url = URI.create(first.get("url").asText());
            assertThat(url.getPort()).isPositive();
            assertThat(status(url)).isEqualTo(200);
            assertThat(tooMuch(URI.create(first.get("baseUrl").asText() + "/heartbeat")))
                    .isEqualTo(413);
            awaitSettled(out, url);
            process.toHandle().destroy();
            List<String> lines = out.lines().toList();
            assertThat(lines).allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"));
            assertThat(lines.get(lines.size() - 2)).contains("\"type\":\"LimitOrdered\"", "closing", "\"120000\"");
            assertThat(lines.get(lines.size() - 1)).contains("\"type\":\"LimitConfirmed\"");
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    /** The order of the start is confirmed; one that is under way when the process ends would keep the closing one waiting. */
    private static void awaitSettled(BufferedReader out, URI url) throws IOException, InterruptedException {
        String line = out.readLine();
        while (!(line.contains("\"type\":\"LimitConfirmed\"") && line.contains("\"revision\":2"))) {
            line = out.readLine();
        }
        JsonNode limit = limit(url);
        while (limit.at("/ordered/revision").asInt()
                != limit.at("/confirmedRevision").asInt()) {
            limit = limit(url);
        }
    }

    private static JsonNode limit(URI url) throws IOException, InterruptedException {
        String status = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url + "/status")).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return new JsonMapper().readTree(status).at("/connections/0/groups/0/limits/0");
    }

    @Test
    void aPropertyThatIsMissingIsOneLineOnStandardErrorAndStatus2() throws IOException, InterruptedException {
        serve("fp.port=0\nprofile=oscp-2.0\ntoken.expect=t\ntoken.present=u\n" + GROUP);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(process.inputReader(UTF_8).readLine()).isNull();
        assertThat(err())
                .isEqualToIgnoringNewLines(
                        "vector-depot serve: " + folder.resolve("depot.properties") + ": missing cp.base-url");
    }

    private static int status(URI url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + "/status")).GET());
    }

    /** A peer that sends far too much reads why it is refused. */
    private static int tooMuch(URI url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url)
                .header("Authorization", "Token t")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(" ".repeat(5_000_000))));
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
