package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.FORECAST;
import static com.betterfleet.oscp.http.Fixtures.HANDSHAKE;
import static com.betterfleet.oscp.http.Fixtures.HEARTBEAT;
import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.AuthScheme;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of OSCP over HTTP, and that a refused request changes nothing. */
class OscpEndpointTest {
    private static final Header TOKEN = new Header("Authorization", "Token let-me-in");
    private static final Header JSON = new Header("Content-Type", "application/json");
    private static final Header ID = new Header("X-Request-ID", "r-1");

    private final RecordingHandler handler = new RecordingHandler();
    private final EndpointBounds bounds = new EndpointBounds(4_096, 20, 2_000);
    private final OscpEndpoint endpoint =
            OscpEndpoint.of(handler, Fixtures.authenticator(headers -> headers.contains(TOKEN)), bounds);

    @ParameterizedTest
    @CsvSource({"heartbeat", "handshake", "update_group_capacity_forecast"})
    void answers204WithoutBodyToWhatIsAccepted(String action) {
        String body = Map.of("heartbeat", HEARTBEAT, "handshake", HANDSHAKE).getOrDefault(action, FORECAST);

        InboundAnswer answer = post("/nz/" + action, body, TOKEN, JSON, ID);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(handler.accepted).singleElement().satisfies(message -> {
            assertThat(message.message().action().path()).isEqualTo(action);
            assertThat(message.requestId()).contains(new RequestId("r-1"));
            assertThat(message.correlationId()).isEmpty();
            assertThat(message.connection()).isEqualTo(ConnectionId.of("nz"));
        });
        assertThat(handler.refused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "/nz",
                "/nz/",
                "/nz/nothing",
                "/nz/heartbeat/",
                "/nz//heartbeat",
                "/other/heartbeat",
                "/nz/heartbeat/more",
                "/.nz/heartbeat",
                "nz/heartbeat",
                "/NZ/heartbeat",
                "/nz/Heartbeat",
                "/n%7A/heartbeat"
            })
    void answers404WhereNothingIs(String path) {
        refused(404, path, HEARTBEAT, TOKEN, JSON, ID);
    }

    @Test
    void answers404OnTheBarePathUnlessAConnectionOwnsIt() {
        refused(404, "/heartbeat", HEARTBEAT, TOKEN, JSON, ID);

        handler.bare = Optional.of(ConnectionId.of("nz"));

        assertThat(post("/heartbeat", HEARTBEAT, TOKEN, JSON, ID).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post", ""})
    void answers405ToAnyMethodButPost(String method) {
        InboundAnswer answer = endpoint.handle(
                new InboundRequest(method, "/nz/heartbeat", List.of(TOKEN, JSON, ID), utf8(HEARTBEAT), false));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).contains(new Header("Allow", "POST"));
        assertThat(handler.accepted).isEmpty();
    }

    @Test
    void answers401WithTheSchemeToWhoeverIsNotAuthentic() {
        InboundAnswer answer = refused(401, "/nz/heartbeat", HEARTBEAT, JSON, ID);

        assertThat(answer.headers()).contains(new Header("WWW-Authenticate", "Token"));
    }

    @Test
    void asksForCredentialsBeforeItSaysAnythingElse() {
        handler.unavailable = Optional.of("suspended by ops");

        refused(401, "/nz/update_asset_measurements", "x".repeat(5_000), new Header("Content-Type", "text/plain"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "adjust_group_capacity_forecast",
                "group_capacity_compliance_error",
                "update_group_measurements",
                "update_asset_measurements"
            })
    void answers403ToMessagesThatOnlyAFlexibilityProviderSends(String action) {
        InboundAnswer answer = refused(403, "/nz/" + action, "{}", TOKEN, JSON, ID);

        assertThat(text(answer)).contains(action);
    }

    @Test
    void answers503WithTheReasonWhileSuspended() {
        handler.unavailable = Optional.of("suspended by ops");

        assertThat(text(refused(503, "/nz/heartbeat", HEARTBEAT, TOKEN, JSON))).contains("suspended by ops");
    }

    @Test
    void answers413BeyondTheBoundAndNotAtIt() {
        String exact = HEARTBEAT + " ".repeat(4_096 - HEARTBEAT.length());

        assertThat(post("/nz/heartbeat", exact, TOKEN, JSON).status()).isEqualTo(204);
        handler.accepted.clear();
        refused(413, "/nz/heartbeat", exact + " ", TOKEN, JSON);
    }

    @Test
    void answers413WhenTheAdapterStoppedReading() {
        InboundAnswer answer = endpoint.handle(
                new InboundRequest("POST", "/nz/heartbeat", List.of(TOKEN, JSON), utf8(HEARTBEAT), true));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(handler.accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "application/json; profile=x; charset=utf8",
                "application/json;"
            })
    void readsJsonInUtf8(String type) {
        assertThat(post("/nz/heartbeat", HEARTBEAT, TOKEN, new Header("content-type", type))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void readsABodyWithoutContentTypeAsJson() {
        assertThat(post("/nz/heartbeat", HEARTBEAT, TOKEN).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/jsonx",
                "application/json; charset=latin1",
                "",
                "text/json",
                "*/*"
            })
    void answers415ToAnythingElse(String type) {
        refused(415, "/nz/heartbeat", HEARTBEAT, TOKEN, new Header("Content-Type", type));
    }

    @Test
    void answers415ToACompressedBody() {
        refused(415, "/nz/heartbeat", HEARTBEAT, TOKEN, JSON, new Header("Content-Encoding", "gzip"));
    }

    @Test
    void requiresARequestIdExceptOnRegisterAndHeartbeat() {
        assertThat(post("/nz/heartbeat", HEARTBEAT, TOKEN, JSON).status()).isEqualTo(204);
        handler.accepted.clear();
        assertThat(text(refused(400, "/nz/handshake", HANDSHAKE, TOKEN, JSON))).contains("X-Request-ID");
        assertThat(text(post("/nz/register", "{}", TOKEN, JSON))).doesNotContain("X-Request-ID");
    }

    @Test
    void answers400NamingEveryHeaderRuleThatIsBroken() {
        InboundAnswer answer = refused(
                400,
                "/nz/handshake",
                HANDSHAKE,
                TOKEN,
                JSON,
                ID,
                new Header("x-request-id", "r-2"),
                new Header("X-Correlation-ID", "a".repeat(256)),
                new Header("X-Segment-Index", "1"),
                new Header("X-SEGMENT-COUNT", "2"),
                new Header("fp-id", "F\u00011"),
                new Header("apikey", "secret\nvalue"));

        assertThat(text(answer))
                .contains("X-Request-ID", "2 times", "X-Correlation-ID", "X-Segment-Index", "X-Segment-Count", "fp-id")
                .contains("apikey")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Content-Type", "Content-Length", "X-Request-ID", "X-Correlation-ID"})
    void answers400WhereASingleHeaderIsGivenTwice(String name) {
        Header twice = new Header(name, name.equals("Content-Type") ? "application/json" : "7");

        assertThat(text(refused(400, "/nz/heartbeat", HEARTBEAT, TOKEN, JSON, twice, twice)))
                .contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb", "a\u007fb", "caf\u00e9\u2603"})
    void answers400ToARequestIdThatCannotBeGivenBack(String id) {
        assertThat(text(refused(400, "/nz/heartbeat", HEARTBEAT, TOKEN, JSON, new Header("X-Request-ID", id))))
                .contains("X-Request-ID");
    }

    @Test
    void boundsNumberAndSizeOfHeaders() {
        List<Header> flood = new ArrayList<>(List.of(TOKEN, JSON));
        for (int i = flood.size(); i < 20; i++) {
            flood.add(new Header("x", "y"));
        }
        assertThat(post("/nz/heartbeat", HEARTBEAT, flood.toArray(Header[]::new))
                        .status())
                .isEqualTo(204);
        handler.accepted.clear();
        flood.add(new Header("x", "y"));
        assertThat(text(refused(400, "/nz/heartbeat", HEARTBEAT, flood.toArray(Header[]::new))))
                .contains("21");
        refused(400, "/nz/heartbeat", HEARTBEAT, TOKEN, JSON, new Header("x", "y".repeat(2_000)));
        int left = 2_000 - "AuthorizationToken let-me-in".length() - "x".length();
        refused(400, "/nz/heartbeat", HEARTBEAT, TOKEN, new Header("x", "y".repeat(left + 1)));
        assertThat(post("/nz/heartbeat", HEARTBEAT, TOKEN, new Header("x", "y".repeat(left)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void answers400NamingEveryViolationOfTheBody() {
        String body = FORECAST.replace("120", "-1").replace("ALL", "SOME").replace("CONSUMPTION", "EATING");

        InboundAnswer answer = refused(400, "/nz/update_group_capacity_forecast", body, TOKEN, JSON, ID);

        assertThat(text(answer)).contains("forecasted_blocks[0].capacity", "forecasted_blocks[0].phase", "type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "\u0000", "{\"offline_mode_at\":\"soon\"}"})
    void answers400ToWhatIsNoHeartbeat(String body) {
        refused(400, "/nz/heartbeat", body, TOKEN, JSON);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 409, 501, 503})
    void passesOnTheRefusalOfTheEngine(int status) {
        handler.refuses(status, "X-Request-ID", "was used with another body");

        InboundAnswer answer = refused(status, "/nz/handshake", HANDSHAKE, TOKEN, JSON, ID);

        assertThat(text(answer)).contains("X-Request-ID", "was used with another body");
    }

    @Test
    void answers503WithoutDetailsWhenTheWorldIsBroken() {
        handler.broken = Optional.of(new IllegalStateException("password=hunter2"));

        assertThat(text(refused(503, "/nz/heartbeat", HEARTBEAT, TOKEN, JSON))).doesNotContain("hunter2");
    }

    @Test
    void answers503WhenTheCredentialCannotBeJudged() {
        OscpEndpoint blind = OscpEndpoint.of(handler, (connection, headers) -> {
            throw new MissingCredentialException("secret:nz/in is not in the vault");
        });

        InboundAnswer answer =
                blind.handle(new InboundRequest("POST", "/nz/heartbeat", List.of(TOKEN), utf8(HEARTBEAT), false));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(text(answer)).doesNotContain("nz/in");
        assertThat(handler.accepted).isEmpty();
    }

    @Test
    void tellsTheEngineOfEveryRefusalAndSurvivesItsListener() {
        handler.reportsBreak = true;

        refused(401, "/nz/heartbeat", HEARTBEAT, JSON);
        refused(404, "/nz/no\u0007thing", HEARTBEAT, TOKEN);

        assertThat(handler.refused)
                .containsExactly(
                        "nz heartbeat 401 credentials are missing or wrong",
                        "nz no?thing 404 there is nothing at this path");
    }

    @Test
    void sameIdAndBodyHaveTheSameHashAndAnotherBodyOrActionAnother() {
        post("/nz/handshake", HANDSHAKE, TOKEN, JSON, ID);
        post("/nz/handshake", HANDSHAKE, TOKEN, JSON, ID);
        post("/nz/handshake", HANDSHAKE + " ", TOKEN, JSON, ID);
        post("/nz/handshake_acknowledge", HANDSHAKE, TOKEN, JSON, ID);

        List<String> hashes =
                handler.accepted.stream().map(InboundMessage::bodyHash).toList();

        assertThat(hashes).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(hashes.get(0))
                .isEqualTo(hashes.get(1))
                .isNotEqualTo(hashes.get(2))
                .isNotEqualTo(hashes.get(3));
    }

    @Test
    void handsOverTheCorrelationId() {
        post("/nz/handshake_acknowledge", HANDSHAKE, TOKEN, JSON, ID, new Header("x-correlation-id", "our 7"));

        assertThat(handler.accepted.get(0).correlationId()).contains(new RequestId("our 7"));
    }

    @Test
    void takesThePartnersSpellingOfAPathAndTheStandardsStill() {
        handler.profile = Fixtures.profile(
                Fixtures.wire(AuthScheme.BEARER, Map.of(Action.HEARTBEAT, "beat"), Set.<Tolerance>of()));

        assertThat(post("/nz/beat", HEARTBEAT, TOKEN).status()).isEqualTo(204);
        assertThat(post("/nz/heartbeat", HEARTBEAT, TOKEN).status()).isEqualTo(204);
        assertThat(handler.accepted)
                .allMatch(message -> message.tolerancesUsed().isEmpty());
        assertThat(refused401().headers()).contains(new Header("WWW-Authenticate", "Bearer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"handshake_acknowledgment", "handshake_acknowledgement"})
    void takesAnotherSpellingOfTheAcknowledgementOnlyWhereTolerated(String segment) {
        Tolerance tolerance = Tolerance.ACKNOWLEDGEMENT_PATH_SPELLING;
        handler.profile = Fixtures.profile(Fixtures.wire(AuthScheme.TOKEN, Map.of(), Set.of()));
        refused(404, "/nz/" + segment, HANDSHAKE, TOKEN, JSON, ID);

        handler.profile = Fixtures.profile(Fixtures.wire(AuthScheme.TOKEN, Map.of(), Set.of(tolerance)));

        assertThat(post("/nz/" + segment, HANDSHAKE, TOKEN, JSON, ID).status()).isEqualTo(204);
        assertThat(handler.accepted.get(0).message().action()).isEqualTo(Action.HANDSHAKE_ACKNOWLEDGE);
        assertThat(handler.accepted.get(0).tolerancesUsed()).containsExactly(tolerance);
    }

    @Test
    void namesTheDialectsOfTheBodyToo() {
        post("/nz/handshake_acknowledgment", "{}", TOKEN, JSON, ID);

        assertThat(handler.accepted.get(0).tolerancesUsed())
                .containsExactlyInAnyOrder(Tolerance.ACKNOWLEDGEMENT_PATH_SPELLING, Tolerance.EMPTY_ACKNOWLEDGEMENT);
    }

    private InboundAnswer refused401() {
        return post("/nz/heartbeat", HEARTBEAT);
    }

    private InboundAnswer post(String path, String body, Header... headers) {
        return endpoint.handle(new InboundRequest("POST", path, Arrays.asList(headers), utf8(body), false));
    }

    private InboundAnswer refused(int status, String path, String body, Header... headers) {
        InboundAnswer answer = post(path, body, headers);
        assertThat(answer.status()).as(text(answer)).isEqualTo(status);
        assertThat(text(answer)).startsWith("{\"message\":");
        assertThat(answer.headers()).contains(new Header("Content-Type", "application/json"));
        assertThat(handler.accepted).as("no state changes").isEmpty();
        return answer;
    }

    private static String text(InboundAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
