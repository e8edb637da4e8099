package com.betterfleet.oscp.examples.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.http.EndpointBounds;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpEndpoint;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servlet hands the endpoint what the peer sent, as it was sent, and the peer what the endpoint answers. */
class OscpServletTest {
    private static final InboundAnswer NO_CONTENT = new InboundAnswer(204, List.of(), new byte[0]);

    private final FakeExchange exchange = new FakeExchange();
    private final Recording endpoint = new Recording();

    @Test
    void handsOverMethodPathEveryHeaderLineAndBody() throws Exception {
        exchange.body = bytes("{}");
        exchange.sent.add(new Header("X-Request-ID", "1"));
        exchange.sent.add(new Header("fp-id", "F1"));
        exchange.sent.add(new Header("X-Request-ID", "2"));

        InboundRequest request = handed();

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/nz/heartbeat");
        assertThat(request.headers())
                .containsExactlyInAnyOrder(
                        new Header("X-Request-ID", "1"), new Header("X-Request-ID", "2"), new Header("fp-id", "F1"));
        assertThat(request.body()).asString().isEqualTo("{}");
        assertThat(request.bodyTooLarge()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/host, /oscp/fp/2.0, /host/oscp/fp/2.0/nz/heartbeat, /nz/heartbeat",
        "'', /oscp/fp/2.0, /oscp/fp/2.0/nz%2Fheartbeat, /nz%2Fheartbeat",
        "'', '', /nz/heartbeat;x=1, /nz/heartbeat;x=1",
        "'', /oscp/fp/2.0, /oscp/fp/2.0, ''",
        "'', /oscp/fp/2.0, /oscp%2Ffp/2.0/nz/heartbeat, ''"
    })
    void thePathIsTheRawOneBelowTheMapping(String context, String servlet, String uri, String path) throws Exception {
        exchange.contextPath = context;
        exchange.servletPath = servlet;
        exchange.uri = uri;

        assertThat(handed().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"})
    void everyMethodIsTheEndpointsToJudge(String method) throws Exception {
        exchange.method = method;

        assertThat(handed().method()).isEqualTo(method);
    }

    @Test
    void aBodyIsReadToOneByteBeyondTheBoundAndNoFurther() throws Exception {
        exchange.body = bytes("x".repeat(10));
        assertThat(handed().bodyTooLarge()).isFalse();

        exchange.body = bytes("x".repeat(1_000));
        assertThat(handed().bodyTooLarge()).isTrue();
        assertThat(exchange.body.available()).as("bytes left unread").isEqualTo(989);
    }

    @Test
    void aBodyThatAnnouncesTooMuchIsNotRead() throws Exception {
        exchange.announced = 11;
        exchange.body = broken();

        InboundRequest request = handed();

        assertThat(request.bodyTooLarge()).isTrue();
        assertThat(request.body()).isEmpty();
    }

    @Test
    void aBodyThatBreaksIsThePeersFault() throws Exception {
        exchange.body = broken();

        serve();

        assertThat(exchange.status).isEqualTo(400);
        assertThat(endpoint.requests).isEmpty();
    }

    @Test
    void theAnswerGoesBackWhole() throws Exception {
        byte[] body = "{\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8);
        endpoint.answer = new InboundAnswer(405, List.of(new Header("Allow", "POST"), new Header("A", "b")), body);

        serve();

        assertThat(exchange.status).isEqualTo(405);
        assertThat(exchange.answered).containsExactly("Allow: POST", "A: b");
        assertThat(exchange.answer.toByteArray()).isEqualTo(body);
        assertThat(exchange.contentLength).isEqualTo(body.length);
    }

    @Test
    void headAndNoContentHaveNoBody() throws Exception {
        serve();
        assertThat(exchange.status).isEqualTo(204);

        exchange.method = "HEAD";
        endpoint.answer = new InboundAnswer(405, List.of(), new byte[] {'{', '}'});
        serve();
        assertThat(exchange.status).isEqualTo(405);
        assertThat(exchange.answer.size()).isZero();
    }

    private InboundRequest handed() throws ServletException, IOException {
        serve();
        return endpoint.requests.get(endpoint.requests.size() - 1);
    }

    private void serve() throws ServletException, IOException {
        new OscpServlet(endpoint).service((ServletRequest) exchange.request(), exchange.response());
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream broken() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        return closed;
    }

    private static final class Recording implements HttpEndpoint {
        final List<InboundRequest> requests = new ArrayList<>();
        InboundAnswer answer = NO_CONTENT;

        @Override
        public EndpointBounds bounds() {
            return new EndpointBounds(10, 50, 5_000);
        }

        @Override
        public InboundAnswer handle(InboundRequest request) {
            requests.add(request);
            return answer;
        }
    }
}
