package com.betterfleet.oscp.examples.vectordepot.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.examples.vectordepot.serve.ForeignCp.Heard;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens exchanged with a Capacity Provider written by hand, whoever begins (protocol.md 3). */
class ServedRegisterTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String INITIAL = "hush-first";
    private static final String THEIRS = "hush-for-the-fp";

    @TempDir
    private Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private ForeignCp cp;
    private DepotService service;
    private URI base;

    @BeforeEach
    void open() throws IOException {
        cp = new ForeignCp();
    }

    private void serve(String register) throws IOException {
        Path file = folder.resolve("depot.properties");
        Files.writeString(
                file,
                "fp.port=0\nprofile=oscp-2.0\ntoken.initial=" + INITIAL + "\nregister=" + register + "\ncp.base-url="
                        + cp.baseUrl() + "\n");
        service = DepotService.start(ServeConfig.of(PropertyFile.read(file)), lines::add);
        base = URI.create(service.url() + "/oscp/fp/2.0");
    }

    @AfterEach
    void stop() {
        service.close();
        cp.close();
        assertThat(lines).noneMatch(line -> line.contains("hush"));
    }

    private HttpResponse<String> register(String token, String correlation, String version, String url) {
        HttpRequest.Builder request = cp.message(base, "register").setHeader("Authorization", "Token " + token);
        if (!correlation.isEmpty()) {
            request.header("X-Correlation-ID", correlation);
        }
        return cp.send(request.POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + THEIRS
                + "\",\"version_url\":[{\"version\":\"" + version + "\",\"base_url\":\"" + url + "\"}]}")));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            throw new AssertionError(body, malformed);
        }
    }

    private String state() {
        return read(cp.get(URI.create(service.url() + "/status")).body())
                .get("connections")
                .get(0)
                .get("state")
                .asText();
    }

    /** The peer acknowledges our handshake with the token that our Register gave it, and we have presented its own. */
    private void agreesWith(String token) {
        Heard handshake = cp.heard("handshake");
        assertThat(handshake.authorization()).isEqualTo("Token " + THEIRS);
        HttpResponse<String> answer = cp.send(cp.message(base, "handshake_acknowledge")
                .setHeader("Authorization", "Token " + token)
                .header("X-Correlation-ID", handshake.requestId())
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        ForeignCp.until(() -> state().equals("ONLINE"));
    }

    @Test
    void weBeginAndThePeerAnswers() throws IOException {
        serve("initiate");
        Heard ours = cp.heard("register");
        assertThat(ours.authorization()).isEqualTo("Token " + INITIAL);
        JsonNode body = read(ours.body());
        assertThat(body.get("version_url").get(0).get("version").asText()).isEqualTo("2.0");
        assertThat(body.get("version_url").get(0).get("base_url").asText()).isEqualTo(base.toString());
        String token = body.get("token").asText();

        assertThat(register(token, ours.requestId(), "2.0", cp.baseUrl()).statusCode())
                .isEqualTo(204);
        agreesWith(token);
        assertThat(cp.count("register")).isEqualTo(1);
    }

    @Test
    void thePeerBeginsAndWeAnswer() throws IOException {
        serve("await");
        assertThat(register(INITIAL, "", "2.0", cp.baseUrl()).statusCode()).isEqualTo(204);
        Heard ours = cp.heard("register");
        assertThat(ours.authorization()).isEqualTo("Token " + THEIRS);
        assertThat(ours.correlationId()).isEqualTo("cp-1");
        agreesWith(read(ours.body()).get("token").asText());
    }

    @Test
    void aStrangerAnotherVersionAndAnotherAddressAreRefused() throws IOException {
        serve("await");
        assertThat(register("hush-wrong", "", "2.0", cp.baseUrl()).statusCode()).isEqualTo(401);
        assertThat(register(INITIAL, "", "3.0", cp.baseUrl()).statusCode()).isEqualTo(501);
        HttpResponse<String> elsewhere = register(INITIAL, "", "2.0", "https://elsewhere.example/cp");
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("version_url[0].base_url");
        assertThat(cp.send(cp.message(base, "register")
                                .setHeader("Authorization", "Token " + INITIAL)
                                .PUT(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(405);
        assertThat(state()).isEqualTo("UNREGISTERED");
        assertThat(cp.count("register")).isZero();
    }
}
