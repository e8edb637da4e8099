package com.betterfleet.oscp.http;

import static com.betterfleet.oscp.http.Fixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.WireRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code DELETE register}, which ends a registration, at the endpoint and at the client (protocol.md 1 and 3). */
class RegistrationEndTest {
    private static final Header TOKEN = new Header("Authorization", "Token good");
    private static final Header ID = new Header("X-Request-ID", "end-1");

    private final List<RegistrationEnd> ends = new ArrayList<>();
    private final RecordingHandler messages = new RecordingHandler();
    private final InboundHandler handler = new InboundHandler() {
        @Override
        public Optional<InboundConnection> connection(ConnectionId id) {
            return messages.connection(id);
        }

        @Override
        public Optional<ConnectionId> bare() {
            return messages.bare();
        }

        @Override
        public Reception accept(InboundMessage message) {
            return messages.accept(message);
        }

        @Override
        public Reception end(RegistrationEnd end) {
            ends.add(end);
            return new Reception.Accepted();
        }

        @Override
        public void refused(ConnectionId connection, String action, int status, String why) {}
    };

    private static Optional<Header> named(List<Header> headers, String name) {
        return headers.stream().filter(header -> header.isNamed(name)).findFirst();
    }

    private InboundAnswer send(InboundHandler to, String method, String action, Header... headers) {
        return OscpEndpoint.of(to, Fixtures.authenticator(given -> given.contains(TOKEN)))
                .handle(new InboundRequest(method, "/nz/" + action, List.of(headers), new byte[0], false));
    }

    @Test
    void anAuthenticDeleteNeedsNeitherBodyNorContentTypeNorId() {
        assertThat(send(handler, "DELETE", "register", TOKEN).status()).isEqualTo(204);
        assertThat(send(handler, "DELETE", "register", TOKEN, ID).status()).isEqualTo(204);
        assertThat(ends)
                .extracting(RegistrationEnd::requestId)
                .containsExactly(Optional.empty(), Optional.of(new RequestId("end-1")));
        assertThat(ends).allMatch(end -> end.credential().equals(Fixtures.EXPECTED));
        assertThat(messages.accepted).isEmpty();
    }

    @Test
    void itIsNotTheSameAsAnyMessageUnderItsId() {
        send(handler, "DELETE", "register", TOKEN);
        assertThat(ends.get(0).bodyHash()).isNotEqualTo(BodyHash.of(Action.REGISTER, new byte[0]));
    }

    @Test
    void itIsCheckedAsAnyOtherRequest() {
        assertThat(send(handler, "DELETE", "register").status()).isEqualTo(401);
        assertThat(send(handler, "DELETE", "register", TOKEN, ID, ID).status()).isEqualTo(400);
        messages.unavailable = Optional.of("suspended");
        assertThat(send(handler, "DELETE", "register", TOKEN).status()).isEqualTo(503);
        assertThat(ends).isEmpty();
    }

    @Test
    void aHandlerThatExchangesNoTokensRefusesItWith403() {
        assertThat(send(messages, "DELETE", "register", TOKEN).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "GET", "PATCH", "delete"})
    void anyOtherMethodIs405AndSaysWhichAreServed(String method) {
        InboundAnswer answer = send(handler, method, "register", TOKEN, ID);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(named(answer.headers(), "Allow").orElseThrow().value()).isEqualTo("POST, DELETE");
    }

    @Test
    void onlyARegistrationCanBeDeleted() {
        InboundAnswer answer = send(handler, "DELETE", "heartbeat", TOKEN, ID);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(named(answer.headers(), "Allow").orElseThrow().value()).isEqualTo("POST");
    }

    @Test
    void oursIsADeleteWithoutABodyAndWithoutAContentType() {
        OutboundMessage some = Fixtures.message(Fixtures.settings().build(), WireRules.STANDARD);
        OutboundMessage end = new OutboundMessage(
                some.settings(),
                some.profile(),
                some.baseUrl(),
                some.credential(),
                OutboundMessage.Method.DELETE,
                Action.REGISTER,
                new byte[0],
                some.requestId(),
                Optional.empty());
        CallBuilder calls = new CallBuilder(SecretVault.inMemory());
        HttpCall call = calls.build(end, List.of(TOKEN));
        assertThat(call.method()).isEqualTo("DELETE");
        assertThat(call.uri().toString()).isEqualTo("https://cp.example.com/oscp/cp/2.0/register");
        assertThat(call.body()).isEmpty();
        assertThat(named(call.headers(), "Content-Type")).isEmpty();
        assertThat(named(call.headers(), "X-Request-ID")).isPresent();
        HttpCall other = calls.build(some, List.of(TOKEN));
        assertThat(other.method()).isEqualTo("POST");
        assertThat(named(other.headers(), "Content-Type")).isPresent();
        assertThat(other.body()).isEqualTo(utf8(Fixtures.HEARTBEAT));
    }
}
