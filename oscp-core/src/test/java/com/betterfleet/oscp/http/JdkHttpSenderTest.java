package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.HEARTBEAT;
import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an {@link HttpSender} promises, over real HTTP on loopback. */
class JdkHttpSenderTest {
    private static final Duration PLENTY = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static final HttpSender SENDER = JdkHttpSender.create(Duration.ofSeconds(5));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicReference<HttpHandler> behaviour = new AtomicReference<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                behaviour.get().handle(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void carriesHeadersAndBodyAndBringsTheAnswer() throws Exception {
        AtomicReference<String> got = new AtomicReference<>();
        behaviour.set(exchange -> {
            got.set(exchange.getRequestHeaders().getFirst("X-Request-ID")
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Retry-After", "5");
            answer(exchange, 503, utf8("{\"message\":\"no\"}"));
        });

        HttpReply reply = send("/x", PLENTY);

        assertThat(got.get()).isEqualTo("r-1" + HEARTBEAT);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).contains("5");
        assertThat(reply.body()).isEqualTo(utf8("{\"message\":\"no\"}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 200, 400, 401, 407, 429, 500})
    void bringsEveryStatusOfOneTry(int status) throws Exception {
        behaviour.set(exchange -> answer(exchange, status, new byte[0]));

        assertThat(send("/x", PLENTY).status()).isEqualTo(status);
        assertThat(seen).containsExactly("POST /x");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws Exception {
        behaviour.set(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            answer(exchange, status, new byte[0]);
        });

        assertThat(send("/x", PLENTY).status()).isEqualTo(status);
        assertThat(seen).containsExactly("POST /x");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 5_000_000})
    void keepsAtMost64KibOfAnAnswer(int length) throws Exception {
        behaviour.set(exchange -> answer(exchange, 500, new byte[length]));

        HttpReply reply = send("/x", PLENTY);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).hasSize(Math.min(length, 65_536));
        assertThat(send("/y", PLENTY).status()).isEqualTo(500);
    }

    @Test
    void hangsUpOnAnAnswerWithoutEnd() throws Exception {
        CountDownLatch cutOff = new CountDownLatch(1);
        behaviour.set(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            try {
                while (over.getCount() > 0) {
                    exchange.getResponseBody().write(new byte[8_192]);
                }
            } catch (IOException hungUp) {
                cutOff.countDown();
            }
        });

        assertThat(send("/x", PLENTY).body()).hasSize(65_536);
        assertThat(cutOff.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesUpOnAPeerThatNeverAnswers() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/x");

            assertFails(uri, SHORT, HttpTimeoutException.class);
        }
    }

    @Test
    void givesUpOnAPeerThatNeverEndsItsAnswer() {
        behaviour.set(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            exchange.getResponseBody().write(utf8("{"));
            exchange.getResponseBody().flush();
            awaitTheEnd();
        });

        assertFails(uri("/x"), SHORT, HttpTimeoutException.class);
    }

    @Test
    void failsWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        assertFails(URI.create("http://127.0.0.1:" + port + "/x"), PLENTY, IOException.class);
    }

    @Test
    void failsWithoutAnswerWhenThePeerHangsUp() {
        behaviour.set(HttpExchange::close);

        assertFails(uri("/x"), PLENTY, IOException.class);
        assertThat(seen).as("one try").hasSize(1);
    }

    @Test
    void doesNotQuoteAHeaderThatCannotBeWritten() {
        HttpCall call = new HttpCall("POST", uri("/x"), List.of(new Header("apikey", "sec\nret")), new byte[0], PLENTY);

        assertThatThrownBy(() -> SENDER.send(call).toCompletableFuture().get())
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("sec")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/x", "http:/x", "mailto:x@y"})
    void failsRatherThanThrowsWhereTheAddressIsNoHttp(String uri) {
        assertFails(URI.create(uri), PLENTY, IOException.class);
    }

    @Test
    void refusesAClientThatFollowsRedirects() {
        HttpClient follower = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        assertThatThrownBy(() -> JdkHttpSender.of(follower)).hasMessageContaining("ALWAYS");
    }

    private HttpReply send(String path, Duration timeout) throws Exception {
        return SENDER.send(call(uri(path), timeout)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void assertFails(URI uri, Duration timeout, Class<? extends IOException> failure) {
        assertThatThrownBy(() ->
                        SENDER.send(call(uri, timeout)).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .isNotInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(failure);
    }

    private static HttpCall call(URI uri, Duration timeout) {
        return new HttpCall("POST", uri, List.of(new Header("X-Request-ID", "r-1")), utf8(HEARTBEAT), timeout);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void awaitTheEnd() {
        try {
            assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
