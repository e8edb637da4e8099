package com.betterfleet.oscp.testkit.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link HttpSender} owes, tried over real HTTP on loopback. Extend it in the tests of a sender:
 *
 * <pre>{@code
 * class MySenderTest extends HttpSenderContract {
 *     protected HttpSender sender() {
 *         return new MySender(client);
 *     }
 *
 *     protected Optional<HttpSender> senderTrusting(SSLContext context) {
 *         return Optional.of(new MySender(clientWith(context)));
 *     }
 * }
 * }</pre>
 *
 * <p>It needs MockWebServer ({@code com.squareup.okhttp3:mockwebserver3}) on the test class path, and takes a few seconds,
 * since a time-out can only be waited for.
 */
public abstract class HttpSenderContract extends FailureRules {
    private static final int LEAST_KEPT = 4 << 10;
    private static final int MOST_KEPT = 1 << 20;
    private static final int AT_ONCE = 16;

    /** For subclasses. */
    protected HttpSenderContract() {}

    @Test
    void methodUriHeadersAndBodyArriveByteForByte() {
        byte[] everyByte = new byte[256];
        IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);
        String target = "/oscp/cp/2.0/heart%20beat;v=1?a=%2Fb&empty=&x";
        for (String method : List.of("POST", "PUT")) {
            try (WebPeer peer = WebPeer.start()) {
                answered(new HttpCall(method, peer.uri(target), List.of(), everyByte, PLENTY));

                Arrived arrived = only(peer);
                assertThat(arrived.method()).isEqualTo(method);
                assertThat(arrived.target()).isEqualTo(target);
                assertThat(HexFormat.of().formatHex(arrived.body()))
                        .as("the body, in hexadecimal digits")
                        .isEqualTo(HexFormat.of().formatHex(everyByte));
            }
        }
    }

    @Test
    void aRequestWithoutABodyArrivesWithoutOne() {
        for (String method : List.of("POST", "DELETE", "GET")) {
            try (WebPeer peer = WebPeer.start()) {
                answered(new HttpCall(method, peer.uri("/x"), List.of(), new byte[0], PLENTY));

                assertThat(only(peer).method()).isEqualTo(method);
                assertThat(only(peer).body()).isEmpty();
            }
        }
    }

    @Test
    void eachHeaderArrivesOnceAsItIs() {
        List<Header> headers = List.of(
                new Header("Authorization", "Token dG9rZW4="),
                new Header("Content-Type", "application/json"),
                new Header("Accept", "application/json"),
                new Header("User-Agent", "depot/1"),
                new Header("x-request-id", "5b1cd8c8-9a70-4a6b-a6cf-1d2b4a9e1f00"),
                new Header("apikey", "all of !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"));
        try (WebPeer peer = WebPeer.start()) {
            answered(new HttpCall("POST", peer.uri("/x"), headers, BODY, PLENTY));

            Arrived arrived = only(peer);
            assertThat(headers)
                    .allSatisfy(header -> assertThat(arrived.values(header.name()))
                            .as("values of " + header.name())
                            .containsExactly(header.value()));
        }
    }

    @Test
    void everyStatusIsAnAnswer() {
        answeredOnce(
                new int[] {
                    200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 451, 500, 501, 502,
                    503, 504
                },
                new Header("Retry-After", "0"));
    }

    @Test
    void headersAndBodyOfAnAnswerComeBack() {
        byte[] body = bytes("{\"message\":\"K\u0101ore: group unknown\"}");
        List<Header> headers =
                List.of(new Header("Retry-After", "7"), new Header("x-twice", "1"), new Header("X-Twice", "2"));
        try (WebPeer peer = WebPeer.start()) {
            peer.answering(request -> new HttpReply(503, headers, body));

            HttpReply reply = answered(post(peer.uri("/x")));

            assertThat(reply.body()).isEqualTo(body);
            assertThat(reply.header("retry-after")).contains("7");
            assertThat(reply.headers().stream().filter(header -> header.isNamed("X-Twice")))
                    .as("both lines of a header that was given twice")
                    .extracting(Header::value)
                    .containsExactlyInAnyOrder("1", "2");
        }
    }

    @Test
    void noRedirectIsFollowed() {
        answeredOnce(new int[] {301, 302, 303, 307, 308}, new Header("Location", "/elsewhere"));
    }

    @Test
    void noCookieIsKept() {
        try (WebPeer peer = WebPeer.start()) {
            peer.answering(204, new Header("Set-Cookie", "session=1; Path=/"));
            answered(post(peer.uri("/x")));
            answered(post(peer.uri("/x")));

            assertThat(peer.arrived().get(1).values("Cookie"))
                    .as("cookies on the second request")
                    .isEmpty();
        }
    }

    @Test
    void aChallengeIsAnsweredByNobodyButTheCaller() {
        try (WebPeer peer = WebPeer.start()) {
            peer.answering(401, new Header("WWW-Authenticate", "Basic realm=\"x\""));

            assertThat(answered(post(peer.uri("/x"))).status()).isEqualTo(401);
            assertThat(only(peer).values("Authorization")).isEmpty();
        }
    }

    @Test
    void aLongAnswerNeitherFailsNorIsKeptWhole() {
        byte[] tenMegabytes = new byte[10_000_000];
        IntStream.range(0, tenMegabytes.length).forEach(i -> tenMegabytes[i] = (byte) ('a' + i % 26));
        try (WebPeer peer = WebPeer.start()) {
            peer.answering(request -> new HttpReply(500, List.of(), tenMegabytes));

            HttpReply reply = answered(post(peer.uri("/x")));

            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body().length).as("bytes kept of 10 MB").isBetween(LEAST_KEPT, MOST_KEPT);
            assertThat(Arrays.mismatch(reply.body(), tenMegabytes))
                    .as("the first byte that differs lies behind what is kept")
                    .isEqualTo(reply.body().length);
        }
    }

    @Test
    void aSlowAnswerWithinTheTimeIsAnAnswer() {
        try (WebPeer peer = WebPeer.start()) {
            peer.after(SHORT.multipliedBy(2)).answering(200);

            assertThat(answered(post(peer.uri("/x"))).status()).isEqualTo(200);
        }
    }

    @Test
    void theCallersThreadReturnsAtOnce() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (WebPeer peer = WebPeer.start()) {
            peer.answering(request -> {
                over.await(PLENTY.toMillis(), TimeUnit.MILLISECONDS);
                return new HttpReply(204, List.of(), new byte[0]);
            });
            Attempt attempt;
            try {
                attempt = elsewhere(() -> attempt(post(peer.uri("/x")))).get(grace().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException blocked) {
                throw new AssertionError(
                        "send must return at once, it blocks its caller while nobody answers", blocked);
            } finally {
                over.countDown();
            }

            assertThat(attempt.answered().status()).isEqualTo(204);
        }
    }

    @Test
    void manyCallsAreUnderWayAtOnce() {
        CountDownLatch allHere = new CountDownLatch(AT_ONCE);
        try (WebPeer peer = WebPeer.start()) {
            peer.answering(request -> {
                allHere.countDown();
                boolean all = allHere.await(grace().toMillis(), TimeUnit.MILLISECONDS);
                return new HttpReply(all ? 200 : 503, List.of(new Header("x-asked", request.target())), request.body());
            });

            List<Attempt> attempts = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> attempt(new HttpCall("POST", peer.uri("/" + i), List.of(), bytes("b" + i), PLENTY)))
                    .toList();

            for (int i = 0; i < AT_ONCE; i++) {
                HttpReply reply = attempts.get(i).answered();
                assertThat(reply.status())
                        .as("200 where all " + AT_ONCE + " calls were under way at once")
                        .isEqualTo(200);
                assertThat(reply.header("x-asked")).as("whose answer this is").contains("/" + i);
                assertThat(reply.body()).as("whose body this is").isEqualTo(bytes("b" + i));
            }
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        try (WebPeer stranger = WebPeer.startSecure(Identity.LOOPBACK.own())) {
            attempt(post(stranger.uri("/x"))).failed();

            assertThat(stranger.arrived()).as("requests to a stranger").isEmpty();
        }
    }

    @Test
    void aTrustedPeerIsSpokenToOverHttps() {
        try (WebPeer peer = WebPeer.startSecure(Identity.LOOPBACK.own())) {
            assertThat(attemptTrusting(Identity.LOOPBACK, peer).answered().status())
                    .isEqualTo(204);
        }
    }

    @Test
    void aTrustedCertificateOfAnotherHostIsRefused() {
        try (WebPeer impostor = WebPeer.startSecure(Identity.ELSEWHERE.own())) {
            attemptTrusting(Identity.ELSEWHERE, impostor).failed();

            assertThat(impostor.arrived()).as("requests to an impostor").isEmpty();
        }
    }

    private void answeredOnce(int[] statuses, Header header) {
        try (WebPeer peer = WebPeer.start()) {
            for (int i = 0; i < statuses.length; i++) {
                peer.answering(statuses[i], header);

                assertThat(answered(post(peer.uri("/x"))).status()).isEqualTo(statuses[i]);
                assertThat(peer.arrived())
                        .as("requests of " + (i + 1) + " calls, the last answered " + statuses[i])
                        .hasSize(i + 1);
            }
        }
    }

    private Attempt attemptTrusting(Identity identity, WebPeer peer) {
        Optional<HttpSender> given = senderTrusting(identity.trusted());
        assumeTrue(given.isPresent(), "senderTrusting is not overridden: HTTPS with a trusted peer is not tried");
        return Attempt.of(given.get(), post(peer.uri("/x")), grace());
    }

    private static <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.get());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static Arrived only(WebPeer peer) {
        assertThat(peer.arrived()).as("requests of one call").hasSize(1);
        return peer.arrived().get(0);
    }
}
