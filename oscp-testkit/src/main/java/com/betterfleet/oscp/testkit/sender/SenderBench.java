package com.betterfleet.oscp.testkit.sender;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.HttpSender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;

/** The sender under test, and how it is called. */
abstract class SenderBench {
    static final Duration PLENTY = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(150);
    static final byte[] BODY = bytes("{\"offline_mode_at\":\"2026-01-01T10:00:00.000Z\"}");

    private HttpSender sender;

    /**
     * The sender to be tried; asked before each test.
     *
     * @return the sender, set up as it is used, the same one each time or a new one
     */
    protected abstract HttpSender sender();

    /**
     * The sender over a TLS context, for the tests over HTTPS. Without it they are skipped, but for the one that must fail.
     *
     * @param context trusts the peer of these tests and nobody else
     * @return a sender that is set up as {@link #sender()}, but with this context; empty by default
     */
    protected Optional<HttpSender> senderTrusting(SSLContext context) {
        return Optional.empty();
    }

    /**
     * How much later than promised something may happen before it counts as not happening.
     *
     * @return 3 s by default; a passing sender never waits for it
     */
    protected Duration grace() {
        return Duration.ofSeconds(3);
    }

    @BeforeEach
    void makeSender() {
        sender = sender();
    }

    final HttpReply answered(HttpCall call) {
        return attempt(call).answered();
    }

    final Attempt attempt(HttpCall call) {
        return Attempt.of(sender, call, grace());
    }

    static HttpCall post(URI uri) {
        return post(uri, PLENTY);
    }

    static HttpCall post(URI uri, Duration timeout) {
        return new HttpCall("POST", uri, List.of(new Header("X-Request-ID", "r-1")), BODY, timeout);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
