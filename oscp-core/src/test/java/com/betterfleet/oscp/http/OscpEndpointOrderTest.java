package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.HANDSHAKE;
import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.oscp.json.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of all that is wrong with a request the first check that fails answers (architecture.md decision 2), with the statuses of
 * protocol.md 2: who is nobody learns nothing but that, and who is somebody learns first what to mend first.
 */
class OscpEndpointOrderTest {
    private static final EndpointBounds BOUNDS = new EndpointBounds(1_000, 20, 2_000);
    private static final Header TOKEN = new Header("Authorization", "Token let-me-in");

    private static final Fault CREDENTIAL = new Fault("credential", 401, draft -> draft.headers.remove(TOKEN));

    /** What can be wrong with a request, in the order in which it is looked for. */
    private static final List<Fault> IN_ORDER = List.of(
            new Fault("connection", 404, draft -> draft.connection = "other"),
            new Fault("action", 404, draft -> draft.action = "steal"),
            new Fault("method", 405, draft -> draft.method = "PUT"),
            CREDENTIAL,
            new Fault("role", 403, draft -> draft.action = "update_asset_measurements"),
            new Fault("suspended", 503, draft -> draft.handler.unavailable = Optional.of("suspended by ops")),
            new Fault("size", 413, draft -> draft.body = " ".repeat(1_001)),
            new Fault("content", 415, draft -> draft.headers.add(new Header("Content-Type", "text/plain"))),
            new Fault("headers", 400, draft -> draft.headers.add(new Header("X-Segment-Index", "1"))),
            new Fault("body", 400, draft -> draft.body = "{"),
            new Fault("engine", 409, draft -> draft.handler.refuses(409, "X-Request-ID", "was used before")));

    private record Fault(String name, int status, Consumer<Draft> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Fault> faults() {
        return IN_ORDER;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachFaultHasItsStatus(Fault fault) {
        assertThat(answer(new Draft(), List.of(fault)).status()).isEqualTo(fault.status());
    }

    @Test
    void ofAnyFaultsTogetherTheFirstAnswersAndNothingChanges() {
        for (int chosen = 1; chosen < 1 << IN_ORDER.size(); chosen++) {
            int bits = chosen;
            List<Fault> faults = IntStream.range(0, IN_ORDER.size())
                    .filter(i -> (bits & 1 << i) != 0)
                    .mapToObj(IN_ORDER::get)
                    .toList();
            Draft draft = new Draft();
            InboundAnswer answer = answer(draft, faults);

            assertThat(answer.status())
                    .as(faults.toString())
                    .isEqualTo(faults.get(0).status());
            assertThat(text(answer)).as(faults.toString()).startsWith("{\"message\":\"");
            assertThat(draft.handler.accepted).as(faults.toString()).isEmpty();
        }
    }

    @Test
    void withoutAFaultItIsTaken() {
        Draft draft = new Draft();

        assertThat(answer(draft, List.of()).status()).isEqualTo(204);
        assertThat(draft.handler.accepted).hasSize(1);
    }

    @Test
    void whoIsNobodyLearnsNothingOfTheConnection() {
        List<Fault> allBehindTheDoor = IN_ORDER.subList(IN_ORDER.indexOf(CREDENTIAL), IN_ORDER.size());

        InboundAnswer locked = answer(new Draft(), List.of(CREDENTIAL));
        InboundAnswer worse = answer(new Draft(), allBehindTheDoor);

        assertThat(worse).usingRecursiveComparison().isEqualTo(locked);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 413, 415, 499, 501, 503})
    void theEnginesRefusalIsAnsweredAsItIs(int status) {
        Draft draft = new Draft();
        draft.handler.refuses(status, "group_id", "'X' is not bound");

        InboundAnswer answer = answer(draft, List.of());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer)).isEqualTo("{\"message\":\"group_id: 'X' is not bound\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 399, 422, 429, 500, 502, 504})
    void theEngineCannotRefuseWithAnythingElse(int status) {
        List<Violation> violations = List.of(new Violation("group_id", "is odd"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reception.Refused(status, violations))
                .withMessageContaining("was " + status);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reception.Refused(400, List.of()))
                .withMessageContaining("violations");
    }

    /** The faults are made from the last to the first: an earlier one may undo a later. */
    private static InboundAnswer answer(Draft draft, List<Fault> faults) {
        List<Fault> lastFirst = new ArrayList<>(faults);
        Collections.reverse(lastFirst);
        lastFirst.forEach(fault -> fault.make().accept(draft));
        return OscpEndpoint.of(draft.handler, Fixtures.authenticator(headers -> headers.contains(TOKEN)), BOUNDS)
                .handle(new InboundRequest(
                        draft.method,
                        "/" + draft.connection + "/" + draft.action,
                        draft.headers,
                        utf8(draft.body),
                        false));
    }

    private static String text(InboundAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** A good request, until a fault is made. */
    private static final class Draft {
        final RecordingHandler handler = new RecordingHandler();
        final List<Header> headers = new ArrayList<>(List.of(TOKEN, new Header("X-Request-ID", "r-1")));
        String method = "POST";
        String connection = "nz";
        String action = "handshake";
        String body = HANDSHAKE;
    }
}
