package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.HANDSHAKE;
import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.oscp.json.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of all that is wrong with a request the first check that fails answers (architecture.md decision 2), with the statuses of
 * protocol.md 2: who is nobody learns nothing but that, and who is somebody learns first what to mend first.
 */
class OscpEndpointOrderTest {
    private static final EndpointBounds BOUNDS = new EndpointBounds(1_000, 20, 2_000);
    private static final Header TOKEN = new Header("Authorization", "Token let-me-in");

    /** What can be wrong with a request, in the order in which it is looked for. */
    private enum Fault {
        UNKNOWN_CONNECTION(404, draft -> draft.connection = "other"),
        UNKNOWN_ACTION(404, draft -> draft.action = "steal"),
        METHOD(405, draft -> draft.method = "PUT"),
        CREDENTIAL(401, draft -> draft.headers.remove(TOKEN)),
        ROLE(403, draft -> draft.action = "update_asset_measurements"),
        SUSPENDED(503, draft -> draft.handler.unavailable = Optional.of("suspended by ops")),
        SIZE(413, draft -> draft.body = " ".repeat(1_001)),
        CONTENT(415, draft -> draft.headers.add(new Header("Content-Type", "text/plain"))),
        HEADERS(400, draft -> draft.headers.add(new Header("X-Segment-Index", "1"))),
        BODY(400, draft -> draft.body = "{"),
        ENGINE(409, draft -> draft.handler.refuses(409, "X-Request-ID", "was used with another body"));

        private final int status;
        private final Consumer<Draft> make;

        Fault(int status, Consumer<Draft> make) {
            this.status = status;
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void eachFaultHasItsStatus(Fault fault) {
        assertThat(answer(new Draft(), EnumSet.of(fault)).status()).isEqualTo(fault.status);
    }

    @Test
    void ofAnyFaultsTogetherTheFirstAnswersAndNothingChanges() {
        Fault[] all = Fault.values();
        for (int chosen = 1; chosen < 1 << all.length; chosen++) {
            Set<Fault> faults = EnumSet.noneOf(Fault.class);
            for (Fault fault : all) {
                if ((chosen & 1 << fault.ordinal()) != 0) {
                    faults.add(fault);
                }
            }
            Draft draft = new Draft();
            InboundAnswer answer = answer(draft, faults);

            assertThat(answer.status())
                    .as(faults.toString())
                    .isEqualTo(faults.iterator().next().status);
            assertThat(text(answer)).as(faults.toString()).startsWith("{\"message\":\"");
            assertThat(draft.handler.accepted).as(faults.toString()).isEmpty();
        }
    }

    @Test
    void withoutAFaultItIsTaken() {
        Draft draft = new Draft();

        assertThat(answer(draft, Set.of()).status()).isEqualTo(204);
        assertThat(draft.handler.accepted).hasSize(1);
    }

    @Test
    void whoIsNobodyLearnsNothingOfTheConnection() {
        Set<Fault> behindTheDoor = EnumSet.range(Fault.ROLE, Fault.ENGINE);

        InboundAnswer locked = answer(new Draft(), EnumSet.of(Fault.CREDENTIAL));
        behindTheDoor.add(Fault.CREDENTIAL);
        InboundAnswer worse = answer(new Draft(), behindTheDoor);

        assertThat(worse).usingRecursiveComparison().isEqualTo(locked);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 413, 415, 501, 503})
    void theEnginesRefusalIsAnsweredAsItIs(int status) {
        Draft draft = new Draft();
        draft.handler.refuses(status, "group_id", "'X' is not bound");

        InboundAnswer answer = answer(draft, Set.of());

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

    private static InboundAnswer answer(Draft draft, Set<Fault> faults) {
        List<Fault> latestFirst = new ArrayList<>(faults);
        Collections.sort(latestFirst, Collections.reverseOrder());
        latestFirst.forEach(fault -> fault.make.accept(draft));
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
