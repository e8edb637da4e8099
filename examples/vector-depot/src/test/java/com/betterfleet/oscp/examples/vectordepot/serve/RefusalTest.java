package com.betterfleet.oscp.examples.vectordepot.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused (protocol.md 2) says why, and changes nothing that /status shows. */
class RefusalTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORECAST = "update_group_capacity_forecast";

    private static ForeignCp cp;
    private static DepotService service;
    private static URI base;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        cp = new ForeignCp();
        Path file = folder.resolve("depot.properties");
        Files.writeString(
                file,
                cp.presets()
                        + "profile=oscp-2.0\nheader-check.X-Site=depot-7\ntolerances=none\n"
                        + "group.AKL01.scope=mg-7/grid\ngroup.AKL01.site-limit-kw=900\ngroup.AKL01.fallback-kw=120\n");
        service = DepotService.start(ServeConfig.of(PropertyFile.read(file)), line -> {});
        base = URI.create(service.url() + "/oscp/fp/2.0");
        String handshake =
                "{\"required_behaviour\":{\"heartbeat_interval\":60,\"measurement_configuration\":[\"CONTINUOUS\"]}}";
        String ours = cp.heard("handshake").requestId();
        HttpRequest.Builder acknowledgement = message("handshake_acknowledge", handshake);
        assertThat(cp.send(acknowledgement.header("X-Correlation-ID", ours)).statusCode())
                .isEqualTo(204);
        assertThat(cp.send(message(FORECAST, ForeignCp.forecast("AKL01", 96, "500")))
                        .statusCode())
                .isEqualTo(204);
        ForeignCp.until(() -> status().toString().contains("\"confirmedWatts\":500000"));
    }

    @AfterAll
    static void stop() {
        service.close();
        cp.close();
    }

    private static HttpRequest.Builder message(String action, String body) {
        return cp.message(base, action).header("X-Site", "depot-7").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** The state without what moves by itself: the clock, our own heartbeats and the renewal of leases. */
    private static JsonNode status() {
        try {
            JsonNode status =
                    JSON.readTree(cp.get(URI.create(service.url() + "/status")).body());
            for (String passing : List.of(
                    "at", "acknowledgedPromise", "leasedUntil", "validUntil", "revision", "confirmedRevision")) {
                status.findParents(passing).forEach(parent -> ((ObjectNode) parent).remove(passing));
            }
            return status;
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static void refused(int expected, String why, HttpRequest.Builder request) {
        JsonNode before = status();
        HttpResponse<String> answer = cp.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).startsWith("{\"message\":\"").contains(why);
        assertThat(status()).isEqualTo(before);
    }

    private static String forecast() {
        return ForeignCp.forecast("AKL01", 2, "50");
    }

    @Test
    void status400NamesEveryFieldAndRule() {
        refused(400, "body", message(FORECAST, "{"));
        String backwards =
                forecast().replace("\"capacity\":50", "\"capacity\":-1").replace("\"ALL\"", "\"SOME\"");
        refused(400, "forecasted_blocks[0].capacity", message(FORECAST, backwards));
        refused(400, "forecasted_blocks[1].phase", message(FORECAST, backwards));
        refused(400, "forecasted_blocks[0].unit", message(FORECAST, forecast().replace("KW", "KWH")));
        refused(
                400,
                "heartbeat_interval: 9 s is below the smallest accepted, 10 s",
                message(
                        "handshake",
                        "{\"required_behaviour\":{\"heartbeat_interval\":9,"
                                + "\"measurement_configuration\":[\"CONTINUOUS\"]}}"));
    }

    @Test
    void status400ForADialectThatIsNotTolerated() {
        refused(
                400,
                "belongs inside required_behaviour",
                message("handshake", "{\"measurement_configuration\":[\"CONTINUOUS\"]}"));
        refused(400, "capacity", message(FORECAST, ForeignCp.forecast("AKL01", 2, "\"50\"")));
    }

    @Test
    void status400ForAPartOfAMessage() {
        refused(
                400,
                "X-Segment",
                message(FORECAST, forecast()).header("X-Segment-Index", "1").header("X-Segment-Count", "2"));
    }

    @Test
    void status401WithoutTheCredentialOrACheckedHeader() {
        refused(401, "credentials", message(FORECAST, forecast()).setHeader("Authorization", "Token wrong"));
        refused(401, "credentials", message(FORECAST, forecast()).setHeader("X-Site", "depot-8"));
    }

    @Test
    void status403ForAGroupOrARoleThatIsNotThePeers() {
        refused(403, "AKL02", message(FORECAST, ForeignCp.forecast("AKL02", 2, "50")));
        refused(403, "", message("update_group_measurements", "{}"));
    }

    @Test
    void status404And405() {
        refused(404, "nothing at this path", message("forecast", forecast()));
        refused(405, "", message(FORECAST, forecast()).method("PUT", HttpRequest.BodyPublishers.ofString(forecast())));
    }

    @Test
    void status409ForAnIdThatWasUsedForAnotherBody() {
        String id = "used-twice";
        String body = ForeignCp.forecast("AKL01", 96, "500");
        assertThat(cp.send(message(FORECAST, body).setHeader("X-Request-ID", id))
                        .statusCode())
                .isEqualTo(204);
        assertThat(cp.send(message(FORECAST, body).setHeader("X-Request-ID", id))
                        .statusCode())
                .isEqualTo(204);
        refused(409, "X-Request-ID", message(FORECAST, forecast()).setHeader("X-Request-ID", id));
    }

    @Test
    void status413AsSoonAsTheLengthIsAnnounced() throws IOException {
        JsonNode before = status();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST /oscp/fp/2.0/" + FORECAST + " HTTP/1.1\r\nHost: fp\r\nX-Request-ID: big\r\n"
                    + "Authorization: Token " + ForeignCp.THEIR_TOKEN + "\r\nX-Site: depot-7\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
        assertThat(status()).isEqualTo(before);
    }

    @Test
    void status415ForAnythingButJson() {
        refused(415, "", message(FORECAST, forecast()).setHeader("Content-Type", "text/plain"));
    }
}
