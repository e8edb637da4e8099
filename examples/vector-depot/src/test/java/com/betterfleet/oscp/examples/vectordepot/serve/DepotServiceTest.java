package com.betterfleet.oscp.examples.vectordepot.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The depot in real time, towards a Capacity Provider written by hand: from the handshake to an obeyed limit. */
class DepotServiceTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private ForeignCp cp;
    private DepotService service;
    private URI base;

    @BeforeEach
    void start() throws IOException {
        cp = new ForeignCp();
        serve(cp.presets() + "profile=oscp-2.0\nheartbeat-interval.min=1\nheartbeat-interval.asked=10\n");
    }

    private void serve(String properties) throws IOException {
        Path file = folder.resolve("depot.properties");
        Files.writeString(
                file,
                properties
                        + "group.AKL01.scope=mg-7/grid\ngroup.AKL01.site-limit-kw=900\ngroup.AKL01.fallback-kw=120\n");
        service = DepotService.start(ServeConfig.of(PropertyFile.read(file)), lines::add);
        base = URI.create(service.url() + "/oscp/fp/2.0");
    }

    @AfterEach
    void stop() {
        leave();
        assertThat(lines).noneMatch(line -> line.contains("hush"));
    }

    private void leave() {
        service.close();
        cp.close();
    }

    private JsonNode status() {
        return read(cp.get(URI.create(service.url() + "/status")));
    }

    private JsonNode connection() {
        return status().get("connections").get(0);
    }

    private JsonNode limit() {
        return connection().get("groups").get(0).get("limits").get(0);
    }

    private HttpResponse<String> explain(String query) {
        return cp.get(URI.create(service.url() + "/explain?" + query));
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException malformed) {
            throw new AssertionError(answer.body(), malformed);
        }
    }

    private void online() {
        cp.agree(base);
        ForeignCp.until(() -> connection().get("state").asText().equals("ONLINE"));
    }

    @Test
    void theFirstLineSaysWhereItServesAndEveryLineIsOneJsonObjectWithATypeAnInstantAndAConnection() throws IOException {
        ForeignCp.until(() -> lines.size() > 4);
        JsonNode first = JSON.readTree(lines.get(0));
        assertThat(first.get("type").asText()).isEqualTo("Serving");
        assertThat(first.get("url").asText()).isEqualTo(service.url().toString());
        assertThat(first.get("baseUrl").asText()).isEqualTo(base.toString());
        for (String line : lines.subList(1, lines.size())) {
            JsonNode event = JSON.readTree(line);
            assertThat(event.get("type").asText()).isNotEqualTo("Serving");
            assertThat(event.get("connection").asText()).isEqualTo("cp");
            assertThat(Instant.parse(event.get("at").asText())).isNotNull();
        }
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("{\"type\":\"LimitOrdered\",\"at\":")
                        .contains("\"connection\":\"cp\",\"group\":\"AKL01\",\"order\":{"));
    }

    @Test
    void ourHandshakeIsSentWithTheTokenAndItsAcknowledgementLeadsOnline() {
        Heard handshake = cp.heard("handshake");
        assertThat(handshake.authorization()).isEqualTo("Token " + ForeignCp.OUR_TOKEN);
        assertThat(handshake.body()).contains("\"heartbeat_interval\":10");
        online();
        assertThat(connection()
                        .get("tolerancesUsed")
                        .get("EMPTY_ACKNOWLEDGEMENT")
                        .asInt())
                .isEqualTo(1);
        ForeignCp.until(() -> cp.count("heartbeat") > 0);
    }

    @Test
    void theirHandshakeIsAcknowledgedWithTheirIdAsCorrelation() {
        online(); // with cp-1, so that our handshake is over and the two do not meet
        HttpResponse<String> answer = cp.post(
                base,
                "handshake",
                "{\"required_behaviour\":{\"heartbeat_interval\":5,\"measurement_configuration\":[\"CONTINUOUS\"]}}");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(cp.heard("handshake_acknowledge").correlationId()).isEqualTo("cp-2");
        ForeignCp.until(() -> connection().path("theirIntervalSeconds").asInt() == 5);
        assertThat(connection().get("ourIntervalSeconds").asInt()).isEqualTo(10);
    }

    @Test
    void aForecastOf96BlocksRulesIsConfirmedAndIsExplainedByItsBlock() {
        online();
        assertThat(cp.post(
                                base,
                                "heartbeat",
                                "{\"offline_mode_at\":\"" + Instant.now().plusSeconds(15) + "\"}")
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> answer =
                cp.post(base, "update_group_capacity_forecast", ForeignCp.forecast("AKL01", 96, "\"437.5\""));
        assertThat(answer.statusCode()).isEqualTo(204);
        ForeignCp.until(() -> limit().path("confirmedWatts").asInt() == 437_500);

        assertThat(limit().get("mode").asText()).isEqualTo("LIVE");
        assertThat(connection().get("tolerancesUsed").get("CAPACITY_AS_TEXT").asInt())
                .isEqualTo(1);
        JsonNode explanation = read(explain("group=AKL01"));
        assertThat(explanation.get("limitWatts").asInt()).isEqualTo(437_500);
        JsonNode rules = explanation.get("findings").get(0);
        assertThat(rules.get("ground").asText()).isEqualTo("FORECAST");
        assertThat(rules.get("source").asText()).isEqualTo("cp-3");
        assertThat(rules.get("ruled").asBoolean()).isTrue();
        ForeignCp.until(() -> lines.stream()
                .anyMatch(line -> line.startsWith("{\"type\":\"ForecastAccepted\"") && line.contains("\"blocks\":96")));
    }

    @Test
    void theFutureIsExplainedByTheBlockOfThatTime() {
        online();
        cp.post(base, "update_group_capacity_forecast", ForeignCp.forecast("AKL01", 96, "300"));
        Instant inAnHour = Instant.now().plusSeconds(3600);
        JsonNode ahead = read(explain("group=AKL01&at=" + inAnHour + "&direction=import"));
        assertThat(ahead.get("at").asText()).isEqualTo(inAnHour.toString());
        JsonNode block = ahead.get("findings").get(0);
        assertThat(Instant.parse(block.get("start").asText())).isBeforeOrEqualTo(inAnHour);
        assertThat(Instant.parse(block.get("end").asText())).isAfter(inAnHour);
        assertThat(block.get("capacity").asInt()).isEqualTo(300);
    }

    @Test
    void withoutAHeartbeatTheLineDiesAndTheFallbackRules() throws IOException {
        leave();
        cp = new ForeignCp();
        serve(cp.presets() + "profile=oscp-2.0\nheartbeat-interval.asked=2\n");
        online();
        cp.post(base, "update_group_capacity_forecast", ForeignCp.forecast("AKL01", 96, "500"));
        ForeignCp.until(() -> limit().path("confirmedWatts").asInt() == 500_000);
        ForeignCp.until(() -> connection().get("state").asText().equals("OFFLINE")
                || connection().get("state").asText().equals("HANDSHAKING"));
        ForeignCp.until(() -> limit().path("confirmedWatts").asInt() == 120_000);
        assertThat(limit().get("mode").asText()).isEqualTo("FALLBACK");
    }

    @Test
    void anUnknownGroupIs404AndAnIllegalQuestion400() {
        assertThat(explain("group=AKL02").statusCode()).isEqualTo(404);
        assertThat(explain("group=AKL02").body()).isEqualTo("{\"message\":\"group: no group 'AKL02' is bound\"}");
        for (String query : List.of(
                "",
                "group",
                "group=AKL01&group=AKL01",
                "group=AKL01&at=yesterday",
                "group=AKL01&at=2026-13-01T00:00:00Z",
                "group=AKL01&at=%2B1000000000-12-31T23:59:59Z",
                "group=AKL01&direction=up",
                "group=AKL01&when=now",
                "group=%ZZ")) {
            String[] escaped = query.split("%ZZ", -1);
            HttpResponse<String> answer = explain(String.join("%25ZZ", escaped));
            assertThat(answer.statusCode()).as(query).isIn(400, 404);
            assertThat(read(answer).get("message").asText()).isNotEmpty();
        }
        assertThat(read(explain("group=AKL01&at=2026-01-01T13:00:00+13:00"))
                        .get("at")
                        .asText())
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(read(explain("group=AKL01&direction=export")).get("mode").asText())
                .isEqualTo("RELEASED");
    }

    @Test
    void pagesAreReadWithGetAndNothingElseIsThere() {
        for (String page : List.of("/status", "/explain?group=AKL01")) {
            for (String method : List.of("POST", "PUT", "DELETE", "HEAD")) {
                HttpResponse<String> answer = cp.send(HttpRequest.newBuilder(URI.create(service.url() + page))
                        .method(method, HttpRequest.BodyPublishers.noBody()));
                assertThat(answer.statusCode()).isEqualTo(405);
                assertThat(answer.headers().firstValue("Allow")).contains("GET");
            }
        }
        for (String path : List.of("/", "/statusx", "/status/", "/oscp", "/oscp/fp/2.0", "/oscp/fp/2.0x/heartbeat")) {
            HttpResponse<String> answer = cp.get(URI.create(service.url() + path));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(read(answer).get("message").asText()).isEqualTo("there is nothing at this path");
        }
    }

    @Test
    void closingOrdersTheSafeLimitAndWaitsForTheCircuit() {
        online();
        cp.post(base, "update_group_capacity_forecast", ForeignCp.forecast("AKL01", 96, "500"));
        ForeignCp.until(() -> limit().path("confirmedWatts").asInt() == 500_000);
        service.close();
        assertThat(lines.get(lines.size() - 2)).contains("\"type\":\"LimitOrdered\"", "closing", "\"120000\"");
        assertThat(lines.get(lines.size() - 1)).contains("\"type\":\"LimitConfirmed\"", "\"120000\"");
    }

    @Test
    void withHandshakeAwaitThePeerMustStartAndNothingIsSentBefore() throws IOException {
        leave();
        cp = new ForeignCp();
        serve(cp.presets() + """
                profile=vector
                handshake=await
                heartbeat-interval.min=1
                heartbeat-interval.asked=10
                header.fp-id=F1
                header.apikey=hush-key
                """);
        String intermittent =
                "{\"required_behaviour\":{\"heartbeat_interval\":5,\"measurement_configuration\":[\"INTERMITTENT\"]}}";
        HttpResponse<String> answer = cp.send(cp.message(base, "handshake")
                .setHeader("Authorization", "Bearer " + ForeignCp.THEIR_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(intermittent)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(cp.heard("handshake_acknowledge").authorization()).isEqualTo("Bearer " + ForeignCp.OUR_TOKEN);
        ForeignCp.until(() -> connection().get("state").asText().equals("ONLINE"));
        assertThat(cp.count("handshake")).isZero();
    }

    @Test
    void withOauthBothWaysEachSideFetchesItsTokenFromTheOther() throws IOException {
        leave();
        cp = new ForeignCp();
        cp.tokenEndpoint("depot", "hush-ours", "token-for-the-depot");
        serve("""
                fp.port=0
                profile=vector
                heartbeat-interval.min=1
                """ + "cp.base-url=" + cp.baseUrl() + "\noauth.token-url=" + cp.tokenUrl() + """

                oauth.client-id=depot
                oauth.client-secret=hush-ours
                oauth.issuer.client-id=derms
                oauth.issuer.client-secret=hush-theirs
                header.fp-id=F1
                header.apikey=hush-key
                """);
        assertThat(cp.heard("handshake").authorization()).isEqualTo("Bearer token-for-the-depot");

        assertThat(token("derms", "wrong").statusCode()).isEqualTo(401);
        HttpResponse<String> granted = token("derms", "hush-theirs");
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        String token = read(granted).get("access_token").asText();
        HttpResponse<String> answer = cp.send(cp.message(base, "handshake_acknowledge")
                .setHeader("Authorization", "Bearer " + token)
                .header("X-Correlation-ID", cp.heard("handshake").requestId())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"required_behaviour\":{\"measurement_configuration\":[\"INTERMITTENT\"]}}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        ForeignCp.until(() -> connection().get("state").asText().equals("ONLINE"));
    }

    private HttpResponse<String> token(String id, String secret) {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
        return cp.send(HttpRequest.newBuilder(URI.create(service.url() + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    }

    @Test
    void withoutAnIssuerThereIsNoTokenEndpoint() {
        assertThat(token("derms", "x").statusCode()).isEqualTo(404);
    }
}
