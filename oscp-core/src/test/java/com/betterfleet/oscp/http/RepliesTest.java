package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.outbox.SendResult.Answered;
import com.betterfleet.oscp.profile.WireRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a reply, and what of our own request may stand in it. The rest is in {@code OscpClientTest}. */
class RepliesTest {
    private static final Header ID = new Header("X-Request-ID", "5b1cd8c8-9a70");

    @Test
    void aSuccessHasNoMessageWhateverItsBodySays() {
        assertThat(read(200, "{\"message\":\"welcome\"}")).isEqualTo(new Answered(200, Optional.empty(), ""));
        assertThat(read(300, "{\"message\":\"moved\"}")).isEqualTo(new Answered(300, Optional.empty(), "moved"));
        assertThat(read(199, "{\"message\":\"odd\"}")).isEqualTo(new Answered(199, Optional.empty(), "odd"));
    }

    @Test
    void thePeerMayQuoteTheRequestIdByWhichAnOperatorFindsIt() {
        assertThat(read(400, "{\"message\":\"5b1cd8c8-9a70 is known, application/json too\"}", ID)
                        .message())
                .isEqualTo("5b1cd8c8-9a70 is known, application/json too");
    }

    @ParameterizedTest
    @CsvSource({"F1, F1 and F1x", "F12, F12", "F123, ***"})
    void onlyWhatIsLongEnoughToBeASecretIsStruckOut(String value, String shown) {
        String quoted = shown.equals("***") ? value : shown;

        assertThat(read(400, "{\"message\":\"" + quoted + "\"}", new Header("fp-id", value))
                        .message())
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "86401", "999999999"})
    void nobodyIsAskedToWaitMoreThanADay(String seconds) {
        HttpReply reply = new HttpReply(503, List.of(new Header("Retry-After", seconds)), new byte[0]);

        assertThat(ReplyReader.read(reply, call()).retryAfter()).contains(Duration.ofDays(1));
    }

    @Test
    void requestsAndRepliesShowTheirSizeAndNothingElse() {
        assertThat(call(new Header("apikey", "hush")))
                .hasToString("POST https://cp.example.com/x, 1 headers, 2 bytes, within PT30S");
        assertThat(new HttpReply(204, List.of(new Header("a", "hush")), utf8("hush")))
                .hasToString("204, 1 headers, 4 bytes");
        assertThat(new InboundRequest("PO\nST", "/nz/\u0007", List.of(), utf8("hush"), false))
                .hasToString("PO?ST /nz/?, 4 bytes");
        assertThat(Fixtures.message(Fixtures.settings().build(), WireRules.STANDARD)
                        .toString())
                .startsWith("heartbeat " + Fixtures.ID + " to nz, ");
    }

    private static Answered read(int status, String body, Header... sent) {
        return ReplyReader.read(new HttpReply(status, List.of(), utf8(body)), call(sent));
    }

    private static HttpCall call(Header... headers) {
        return new HttpCall(
                "POST", URI.create("https://cp.example.com/x"), List.of(headers), utf8("{}"), Duration.ofSeconds(30));
    }
}
