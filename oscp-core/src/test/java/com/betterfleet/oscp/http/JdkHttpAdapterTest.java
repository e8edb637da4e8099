package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.HEARTBEAT;
import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.Heartbeat;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter on a real HttpServer, driven byte by byte. */
class JdkHttpAdapterTest {
    private static final EndpointBounds BOUNDS = new EndpointBounds(1_000, 50, 5_000);

    private final RecordingHandler handler = new RecordingHandler();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Throwable> failures = new ArrayList<>();
    private OscpEndpoint endpoint;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        Authenticator authenticator = Fixtures.authenticator(headers -> headers.stream()
                .anyMatch(header ->
                        header.isNamed("authorization") && header.value().equals("Token t")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        endpoint = OscpEndpoint.of(handler, authenticator, BOUNDS);
        HttpHandler adapter = JdkHttpAdapter.of(endpoint);
        server.createContext("/oscp/fp/2.0", exchange -> {
            synchronized (failures) {
                try {
                    adapter.handle(exchange);
                } catch (RuntimeException | Error thrown) {
                    failures.add(thrown);
                    throw thrown;
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void answers204AndKeepsTheConnection() throws IOException {
        String request = post("/oscp/fp/2.0/nz/heartbeat", HEARTBEAT);

        String answers = exchange(request + request.replace("POST", "GET").replace("keep-alive", "close"));

        assertThat(answers).startsWith("HTTP/1.1 204").contains("HTTP/1.1 405").contains("Allow: POST");
        assertThat(handler.accepted)
                .singleElement()
                .satisfies(message ->
                        assertThat(message.message()).isEqualTo(new Heartbeat(Instant.parse("2026-01-01T10:00:00Z"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oscp/fp/2.0",
                "/oscp/fp/2.0/",
                "/oscp/fp/2.0nz/heartbeat",
                "/oscp/fp/2.0/nz",
                "/oscp/fp/2.0/heartbeat",
                "/oscp/fp/2.0/nz%2Fheartbeat",
                "/oscp/fp/2.0/../2.0/nz/heartbeat",
                "/oscp/fp/2.0/%2e%2e/2.0/nz/heartbeat",
                "/oscp/fp/2.0/./nz/heartbeat",
                "/oscp/fp/2.0/nz/../nz/heartbeat",
                "/oscp/fp/2.0/nz/..;/heartbeat",
                "/oscp/fp/2.0/nz/heartbeat;x=1",
                "/oscp/fp/2.0//nz/heartbeat",
                "/oscp/fp/2.0/nz/heartbeat%00",
                "/oscp%2Ffp/2.0/nz/heartbeat",
                "/oscp/fp/2%2E0/nz/heartbeat"
            })
    void answers404Elsewhere(String path) throws IOException {
        assertThat(exchange(close(post(path, HEARTBEAT)))).startsWith("HTTP/1.1 404");
        assertThat(handler.accepted).isEmpty();
    }

    @Test
    void ignoresAQuery() throws IOException {
        assertThat(exchange(close(post("/oscp/fp/2.0/nz/heartbeat?x=1", HEARTBEAT))))
                .startsWith("HTTP/1.1 204");
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        String answer = exchange("HEAD /oscp/fp/2.0/nz/heartbeat HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405").endsWith("\r\n\r\n");
    }

    @Test
    void answersAnErrorWithItsMessageAsJson() throws IOException {
        String answer = exchange(close(post("/oscp/fp/2.0/nz/heartbeat", "{}")));

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("Content-type: application/json")
                .contains("{\"message\":")
                .contains("offline_mode_at");
    }

    @Test
    void neitherReadsNorAwaitsABodyThatAnnouncesTooMuch() throws IOException {
        String head = head("/oscp/fp/2.0/nz/heartbeat") + "Content-Length: 5000000\r\n\r\n";

        assertThat(until("\"}", head)).startsWith("HTTP/1.1 413");
    }

    @Test
    void stopsReadingAChunkedBodyAtTheBound() throws IOException {
        String chunk = "1f4\r\n" + " ".repeat(500) + "\r\n";
        String endless = head("/oscp/fp/2.0/nz/heartbeat") + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3);

        assertThat(until("\"}", endless)).startsWith("HTTP/1.1 413");
        assertThat(handler.accepted).isEmpty();
    }

    @Test
    void takesABodyAtTheBoundAndNoneBeyond() throws IOException {
        String atTheBound = HEARTBEAT + " ".repeat(1_000 - HEARTBEAT.length());

        assertThat(exchange(close(post("/oscp/fp/2.0/nz/heartbeat", atTheBound))))
                .startsWith("HTTP/1.1 204");
        assertThat(exchange(close(post("/oscp/fp/2.0/nz/heartbeat", atTheBound + " "))))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void saysSoWhereABodyCannotBeRead() throws IOException {
        String request = head("/oscp/fp/2.0/nz/heartbeat") + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n";

        assertThat(until("\"}", request)).startsWith("HTTP/1.1 400").contains("the body cannot be read to its end");
    }

    @Test
    void takesAChunkedBodyWithinTheBound() throws IOException {
        String body = Integer.toHexString(HEARTBEAT.length()) + "\r\n" + HEARTBEAT + "\r\n0\r\n\r\n";
        String request = head("/oscp/fp/2.0/nz/heartbeat") + "Transfer-Encoding: chunked\r\n\r\n" + body;

        assertThat(exchange(close(request))).startsWith("HTTP/1.1 204");
    }

    @Test
    void handsOverARepeatedHeaderAsRepeated() throws IOException {
        String request = close(post("/oscp/fp/2.0/nz/heartbeat", HEARTBEAT))
                .replace("Host: x", "Host: x\r\nX-Request-ID: 1\r\nx-request-id: 2");

        assertThat(exchange(request)).startsWith("HTTP/1.1 400").contains("2 times");
    }

    @Test
    void servesOnAfterAPeerThatHangsUpHalfway() throws IOException {
        try (Socket socket =
                new Socket(server.getAddress().getAddress(), server.getAddress().getPort())) {
            socket.getOutputStream()
                    .write(utf8(head("/oscp/fp/2.0/nz/heartbeat") + "Content-Length: 500\r\n\r\n{\"offline"));
        }

        assertThat(exchange(close(post("/oscp/fp/2.0/nz/heartbeat", HEARTBEAT))))
                .startsWith("HTTP/1.1 204");
        assertThat(handler.accepted).hasSize(1);
    }

    @Test
    void servesAMountAtTheRoot() throws IOException {
        server.createContext("/", JdkHttpAdapter.of(endpoint));

        assertThat(exchange(close(post("/nz/heartbeat", HEARTBEAT)))).startsWith("HTTP/1.1 204");
        assertThat(exchange(close(post("/", HEARTBEAT)))).startsWith("HTTP/1.1 404");
        assertThat(exchange(close(post("//nz/heartbeat", HEARTBEAT)))).startsWith("HTTP/1.1 404");
    }

    @Test
    void takesAnAddressInAbsoluteForm() throws IOException {
        assertThat(exchange(close(post("http://any.example/oscp/fp/2.0/nz/heartbeat", HEARTBEAT))))
                .startsWith("HTTP/1.1 204");
    }

    @Test
    void takesABodyThatWaitsToBeAskedFor() throws IOException {
        String request = close(post("/oscp/fp/2.0/nz/heartbeat", HEARTBEAT))
                .replace("Host: x", "Host: x\r\nExpect: 100-continue");

        assertThat(exchange(request)).startsWith("HTTP/1.1 100").contains("HTTP/1.1 204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-5", "1e3", "0x10", "99999999999999999999", "", "46, 46"})
    void aLengthThatIsNoneIsThePeersFault(String length) throws IOException {
        String answer = exchange(head("/oscp/fp/2.0/nz/heartbeat") + "Connection: close\r\nContent-Length: " + length
                + "\r\n\r\n" + HEARTBEAT);

        theFaultOfThePeer(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 46\r\nContent-Length: 5", "Content-Length: 46\r\nTransfer-Encoding: chunked"})
    void aBodyWhoseEndIsUnclearIsThePeersFault(String framing) throws IOException {
        theFaultOfThePeer(exchange(
                head("/oscp/fp/2.0/nz/heartbeat") + "Connection: close\r\n" + framing + "\r\n\r\n" + HEARTBEAT));
    }

    /** 501 is HTTP's word for it and the server's own: the request never reaches the endpoint. */
    @Test
    void anUnknownTransferCodingIsRefusedByTheServerItself() throws IOException {
        assertThat(exchange(head("/oscp/fp/2.0/nz/heartbeat") + "Transfer-Encoding: gzip\r\n\r\n" + HEARTBEAT))
                .startsWith("HTTP/1.1 501");
        assertThat(handler.accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n", "2\r\n{}", "ffffffffff\r\n{}", "2\r\n{}xx0\r\n\r\n"})
    void aBrokenChunkedBodyIsThePeersFault(String body) throws IOException {
        String request = close(head("/oscp/fp/2.0/nz/heartbeat") + "Transfer-Encoding: chunked\r\n\r\n" + body);
        try (Socket socket = open(request)) {
            socket.shutdownOutput();

            theFaultOfThePeer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
        assertThat(exchange(close(post("/oscp/fp/2.0/nz/heartbeat", HEARTBEAT))))
                .as("the next request")
                .startsWith("HTTP/1.1 204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Nothing:", "X-Nothing", ": nameless", " folded", "\tX: y", "X\u0000Y: z", "X: \u0001"})
    void anOddHeaderLineIsTakenOrThePeersFault(String line) throws IOException {
        String answer =
                exchange(close(post("/oscp/fp/2.0/nz/heartbeat", HEARTBEAT)).replace("Host: x", "Host: x\r\n" + line));

        assertThat(answer).matches("(?s)|HTTP/1\\.1 (204|400|401) .*");
        nothingWasThrown();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST * HTTP/1.1",
                "POST |^ HTTP/1.1",
                "POST /oscp/fp/2.0/nz/heart|beat HTTP/1.1",
                "POST /oscp/fp/2.0/nz/heartbeat",
                "P\u0001ST /oscp/fp/2.0/nz/heartbeat HTTP/1.1",
                " /oscp/fp/2.0/nz/heartbeat HTTP/1.1"
            })
    void anOddRequestLineIsThePeersFault(String line) throws IOException {
        String request = close(post("/x", HEARTBEAT));

        theFaultOfThePeer(exchange(line + request.substring(request.indexOf("\r\n"))));
    }

    /** A 4xx, or not even that; no effect and nothing thrown. */
    private void theFaultOfThePeer(String answer) {
        assertThat(answer).matches("(?s)|HTTP/1\\.1 4.*");
        assertThat(handler.accepted).isEmpty();
        nothingWasThrown();
    }

    /** Waits until nothing is handled: a failure comes after the connection is closed. */
    private void nothingWasThrown() {
        synchronized (failures) {
            assertThat(failures).isEmpty();
        }
    }

    private static String post(String path, String body) {
        return head(path) + "Connection: keep-alive\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String head(String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Token t\r\nContent-Type: application/json\r\n";
    }

    private static String close(String request) {
        return request.replace("Connection: keep-alive\r\n", "").replace("Host: x", "Host: x\r\nConnection: close");
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = open(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** What the server says up to a text, although it may go on listening. */
    private String until(String end, String request) throws IOException {
        try (Socket socket = open(request)) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                answer.write(next);
                if (answer.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
                    break;
                }
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private Socket open(String request) throws IOException {
        Socket socket =
                new Socket(server.getAddress().getAddress(), server.getAddress().getPort());
        socket.setSoTimeout(5_000);
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return socket;
    }
}
