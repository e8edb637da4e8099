package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.HEARTBEAT;
import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What this sender does besides what every {@link HttpSender} owes; that is tried by the contract suite of the test kit, in
 * {@code JdkHttpSenderContractTest}.
 */
class JdkHttpSenderTest {
    private static final Duration PLENTY = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static final HttpSender SENDER = JdkHttpSender.create(Duration.ofSeconds(5));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<HttpHandler> behaviour = new AtomicReference<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
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
    void failsWithAPlainTimeOutThatNamesTheTime() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/x");
            CompletableFuture<Throwable> seen = new CompletableFuture<>();

            SENDER.send(call(uri, SHORT)).whenComplete((reply, failure) -> seen.complete(failure));

            assertThat(seen.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessage("no answer within PT0.2S");
        }
    }

    @Test
    void failsWithAPlainIOExceptionWhereThePeerHangsUp() throws Exception {
        behaviour.set(HttpExchange::close);
        CompletableFuture<Throwable> seen = new CompletableFuture<>();

        SENDER.send(call(uri("/x"), PLENTY)).whenComplete((reply, failure) -> seen.complete(failure));

        assertThat(seen.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    @Test
    void saysThatARequestIsIllegalAndNothingOfIt() {
        HttpCall call = new HttpCall("POST", uri("/x"), List.of(new Header("apikey", "sec\nret")), new byte[0], PLENTY);

        assertThat(SENDER.send(call).toCompletableFuture())
                .failsWithin(PLENTY)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IOException.class)
                .withMessage("the request has an illegal method, URI or header")
                .withNoCause();
    }

    @Test
    void failsRatherThanThrowsWhereTheClientIsAtItsEnd() {
        HttpClient exhausted = HttpClient.newBuilder()
                .executor(task -> {
                    throw new RejectedExecutionException("no thread left");
                })
                .build();

        assertThat(JdkHttpSender.of(exhausted).send(call(uri("/x"), SHORT)).toCompletableFuture())
                .failsWithin(PLENTY)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesAClientThatKeepsCookies() {
        HttpClient keeper =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        assertThatThrownBy(() -> JdkHttpSender.of(keeper)).hasMessageContaining("cookies");
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
}
