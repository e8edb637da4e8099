package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.FORECAST;
import static com.betterfleet.oscp.http.Fixtures.HANDSHAKE;
import static com.betterfleet.oscp.http.Fixtures.HEARTBEAT;
import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.Action;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a peer sends: no exception, only documented answers, and no effect without a 204. */
class OscpEndpointPropertiesTest {
    private static final Set<Integer> DOCUMENTED = Set.of(204, 400, 401, 403, 404, 405, 413, 415);
    private static final String PASS = "Token let-me-in";

    @Property(tries = 1_000)
    void anyRequestGetsADocumentedAnswerAndOnly204HasAnEffect(@ForAll("requests") InboundRequest request) {
        RecordingHandler handler = new RecordingHandler();
        Authenticator authenticator = Fixtures.authenticator(
                headers -> headers.stream().anyMatch(header -> header.value().equals(PASS)));

        InboundAnswer answer = OscpEndpoint.of(handler, authenticator, new EndpointBounds(2_000, 15, 1_500))
                .handle(request);

        assertThat(DOCUMENTED).contains(answer.status());
        assertThat(handler.accepted).hasSize(answer.status() == 204 ? 1 : 0);
        assertThat(answer.body().length == 0).isEqualTo(answer.status() == 204);
    }

    @Provide
    Arbitrary<InboundRequest> requests() {
        return Combinators.combine(methods(), paths(), headers().list().ofMaxSize(6), bodies(), flags())
                .as(InboundRequest::new);
    }

    private static Arbitrary<String> methods() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just("POST")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(8)));
    }

    private static Arbitrary<String> paths() {
        Arbitrary<String> known = Arbitraries.of(Action.class).map(action -> "/nz/" + action.path());
        return Arbitraries.frequencyOf(
                Tuple.of(9, known),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(30).map(text -> "/nz/" + text)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(30)));
    }

    private static Arbitrary<Header> headers() {
        Arbitrary<String> names = Arbitraries.of(
                "Authorization",
                "content-type",
                "X-Request-ID",
                "x-correlation-id",
                "Content-Length",
                "X-Segment-Index",
                "Content-Encoding",
                "fp-id");
        Arbitrary<Header> odd = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(3, names),
                                Tuple.of(1, Arbitraries.strings().ofMaxLength(10))),
                        Arbitraries.strings().ofMaxLength(300))
                .as(Header::new);
        Arbitrary<Header> proper = Arbitraries.of(
                new Header("Authorization", PASS),
                new Header("Content-Type", "application/json; charset=UTF-8"),
                new Header("X-Request-ID", "r-1"),
                new Header("X-Correlation-ID", "c-1"));
        return Arbitraries.frequencyOf(Tuple.of(5, proper), Tuple.of(1, odd));
    }

    private static Arbitrary<byte[]> bodies() {
        Arbitrary<String> shaped = Arbitraries.of(HEARTBEAT, HANDSHAKE, FORECAST, "{}");
        Arbitrary<byte[]> mutated = Combinators.combine(
                        shaped, Arbitraries.integers().between(0, 400), Arbitraries.bytes())
                .as(OscpEndpointPropertiesTest::mutate);
        return Arbitraries.oneOf(
                shaped.map(Fixtures::utf8),
                mutated,
                Arbitraries.bytes().array(byte[].class).ofMaxSize(60));
    }

    private static byte[] mutate(String text, int place, byte value) {
        byte[] bytes = utf8(text);
        bytes[place % bytes.length] = value;
        return bytes;
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.integers().between(0, 20).map(n -> n == 0);
    }
}
