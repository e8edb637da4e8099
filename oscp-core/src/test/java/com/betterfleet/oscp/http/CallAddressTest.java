package com.betterfleet.oscp.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.profile.AuthScheme;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a message goes: base URLs are opaque, the action is spelled as the profile does (protocol.md 1). */
class CallAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://cp.example.com, heartbeat, https://cp.example.com/heartbeat",
        "https://cp.example.com/, heartbeat, https://cp.example.com/heartbeat",
        "https://cp.example.com/a//, heartbeat, https://cp.example.com/a/heartbeat",
        "http://127.0.0.1:8080/x/v2, beat, http://127.0.0.1:8080/x/v2/beat"
    })
    void joinsBaseAndPathWithExactlyOneSlash(String base, String path, String expected) {
        assertThat(address(URI.create(base), Action.HEARTBEAT, path)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"handshake_acknowledge", "handshake_acknowledgment", "handshake_acknowledgement"})
    void spellsThePathOfTheAcknowledgementAsTheProfileDoes(String spelling) {
        URI base = URI.create("https://cp.example.com/oscp/cp/2.0");

        assertThat(address(base, Action.HANDSHAKE_ACKNOWLEDGE, spelling).getPath())
                .endsWith("/" + spelling);
    }

    private static URI address(URI base, Action action, String path) {
        ConnectionSettings settings = Fixtures.settings().cpBaseUrl(base).build();
        OutboundMessage any =
                Fixtures.message(settings, Fixtures.wire(AuthScheme.TOKEN, Map.of(action, path), Tolerance.none()));
        return CallBuilder.uri(new OutboundMessage(
                any.settings(),
                any.profile(),
                any.baseUrl(),
                any.credential(),
                any.method(),
                action,
                any.body(),
                any.requestId(),
                any.correlationId()));
    }
}
