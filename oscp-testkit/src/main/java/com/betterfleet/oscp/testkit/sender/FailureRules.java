package com.betterfleet.oscp.testkit.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.testkit.sender.BarePeer.Script;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of a call without an answer: it fails, in time, once, and lets the connection go. */
abstract class FailureRules extends SenderBench {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\n\r\n";

    @Test
    void theTimeIsOverThoughNobodyAnswers() throws Exception {
        timesOut(conversation -> {
            conversation.request();
            conversation.awaitHangUp();
        });
    }

    @Test
    void theTimeIsOverThoughHeadersHaveCome() throws Exception {
        timesOut(conversation -> {
            conversation.request();
            conversation.say(HEAD + "Content-Length: 10\r\n\r\n");
            conversation.awaitHangUp();
        });
    }

    @Test
    void theTimeIsOverThoughABodyTricklesForEver() throws Exception {
        timesOut(conversation -> {
            conversation.request();
            conversation.say(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            conversation.repeat("1\r\nx\r\n", 20);
        });
    }

    @Test
    void theTimeIsOverThoughNoConnectionIsMade() throws IOException {
        try (BarePeer peer = BarePeer.tooBusyToAccept()) {
            attempt(post(peer.uri(), SHORT)).failed();
        }
    }

    @Test
    void afterATimeOutTheNextCallPasses() throws IOException {
        Script answersTheSecond = conversation -> {
            if (conversation.request() == 1) {
                conversation.awaitHangUp();
            }
            conversation.say(EMPTY);
        };
        try (BarePeer peer = BarePeer.playing(answersTheSecond)) {
            attempt(post(peer.uri(), SHORT)).failed();

            assertThat(answered(post(peer.uri())).status()).isEqualTo(204);
        }
    }

    @Test
    void aRefusedConnectionFails() throws IOException {
        URI nobody;
        try (BarePeer gone = BarePeer.playing(conversation -> {})) {
            nobody = gone.uri();
        }

        attempt(post(nobody)).failed();
    }

    @Test
    void anUnknownHostFails() {
        attempt(post(URI.create("http://nobody.invalid/x"), SHORT)).failed();
    }

    @Test
    void aBrokenConnectionFailsAndIsNotTriedAgain() throws IOException {
        breaks(conversation -> {
            conversation.request();
            conversation.reset();
        });
        breaks(conversation -> conversation.request());
    }

    @Test
    void aBrokenConnectionThatServedBeforeFailsAndIsNotTriedAgain() throws IOException {
        Script answersTheFirst = conversation -> {
            if (conversation.request() == 1) {
                conversation.say(EMPTY);
                conversation.request();
            }
        };
        try (BarePeer peer = BarePeer.playing(answersTheFirst)) {
            answered(post(peer.uri()));
            attempt(post(peer.uri())).failed();

            assertThat(peer.requests()).as("requests of two calls").isEqualTo(2);
        }
    }

    @Test
    void aTruncatedAnswerFails() throws IOException {
        breaks(conversation -> {
            conversation.request();
            conversation.say(HEAD + "Content-Length: 100\r\n\r\n{\"message\"");
        });
        breaks(conversation -> {
            conversation.request();
            conversation.say(HEAD.substring(0, 30));
        });
    }

    @Test
    void whatIsNoHttpFails() throws IOException {
        breaks(conversation -> {
            conversation.request();
            conversation.say("220 mail.example ESMTP\r\n\r\n");
        });
    }

    @Test
    void anAddressThatIsNoHttpFailsRatherThanThrows() {
        for (String uri : List.of("ftp://127.0.0.1/x", "mailto:x@y", "http:/x")) {
            attempt(post(URI.create(uri), SHORT)).failed();
        }
    }

    @Test
    void aHeaderThatCannotBeWrittenNeverLeavesAndIsNotShown() {
        for (String value : List.of("hush\r\nX-More: 1", "hush\nX-More: 1", "hush\rX-More: 1", "hush\u0000")) {
            try (WebPeer peer = WebPeer.start()) {
                List<Header> headers = List.of(new Header("apikey", value));
                IOException failure = attempt(new HttpCall("POST", peer.uri("/x"), headers, BODY, PLENTY))
                        .failed();

                assertThat(told(failure)).as("the failure's text").doesNotContain("hush");
                assertThat(peer.arrived()).as("requests that left").isEmpty();
            }
        }
    }

    private void timesOut(Script script) throws Exception {
        try (BarePeer peer = BarePeer.playing(script)) {
            attempt(post(peer.uri(), SHORT)).failed();

            assertThat(peer.wasLetGo(grace()))
                    .as("after a time-out the exchange must be let go: the connection is closed")
                    .isTrue();
        }
    }

    private void breaks(Script script) throws IOException {
        try (BarePeer peer = BarePeer.playing(script)) {
            attempt(post(peer.uri())).failed();

            assertThat(peer.requests()).as("requests of one call").isEqualTo(1);
        }
    }

    private static String told(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(one -> Stream.concat(Stream.of(one), Arrays.stream(one.getSuppressed())))
                .map(Throwable::toString)
                .collect(Collectors.joining("; "));
    }
}
