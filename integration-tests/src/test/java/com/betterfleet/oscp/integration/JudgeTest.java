package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

/** The judge of a siege is no yes-man: each way of being broken is found, and told so that it can be played again. */
class JudgeTest {
    private static final String SECRET = "let-me-in-" + BesiegedDepot.MARK;
    private static final Sent SENT = new Sent(
            new InboundRequest(
                    "POST",
                    "/nz/heartbeat",
                    List.of(new Header("Authorization", "Token " + SECRET), new Header("X-Request-ID", "r-1")),
                    new byte[] {1, 2, 3},
                    false),
            true,
            "",
            "request 7 of seed 8");
    private static final Sent STRANGER = new Sent(SENT.request(), false, "nobody knows its sender", SENT.origin());

    /** Does what it is told, and never what it should. */
    private static final class Hut implements Fortress {
        private final List<String> events = new ArrayList<>();
        private final List<CapturedLog.Line> log = new ArrayList<>();
        private Supplier<InboundAnswer> gate = () -> answer(400, "{\"message\":\"no\"}");
        private int state;

        @Override
        public InboundAnswer handle(InboundRequest request) {
            return gate.get();
        }

        @Override
        public String state() {
            return "" + state;
        }

        @Override
        public List<String> events() {
            return events;
        }

        @Override
        public List<CapturedLog.Line> log() {
            return log;
        }

        @Override
        public void letTimePass(Duration duration) {}
    }

    private final Hut hut = new Hut();

    @Test
    void whatIsSoundPasses() {
        Judge judge = new Judge(hut);
        assertThatCode(() -> judge.send(SENT)).doesNotThrowAnyException();
        hut.gate = () -> {
            hut.state++;
            return new InboundAnswer(204, List.of(), new byte[0]);
        };
        assertThat(judge.send(SENT)).isEqualTo(204);
    }

    @Test
    void anExceptionIsFound() {
        hut.gate = () -> {
            throw new IllegalStateException("oops");
        };
        found("the endpoint threw java.lang.IllegalStateException: oops");
        hut.gate = () -> {
            throw new StackOverflowError();
        };
        found("the endpoint threw java.lang.StackOverflowError");
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void aBadAnswerIsFound(String complaint, InboundAnswer answer) {
        hut.gate = () -> answer;
        found(complaint);
    }

    static Stream<Object[]> badAnswers() {
        String tooLong = "{\"message\":\"" + "x".repeat(32_769) + "\"}";
        return Stream.of(
                new Object[] {"status 500", answer(500, "{\"message\":\"no\"}")},
                new Object[] {"status 503", answer(503, "{\"message\":\"no\"}")},
                new Object[] {"status 200", answer(200, "{\"message\":\"no\"}")},
                new Object[] {"a 204 with a body", answer(204, "{}")},
                new Object[] {"no JSON", answer(400, "<h1>no</h1>")},
                new Object[] {"not {\"message\"", answer(400, "{\"message\":\"no\",\"more\":1}")},
                new Object[] {"not {\"message\"", answer(400, "[]")},
                new Object[] {"0 characters", answer(400, "{\"message\":\"\"}")},
                new Object[] {"32769 characters", answer(400, tooLong)},
                new Object[] {"a control character", answer(400, "{\"message\":\"a\\u001bb\"}")},
                new Object[] {"half a pair", answer(400, "{\"message\":\"a\\ud800b\"}")},
                new Object[] {"a secret", answer(400, "{\"message\":\"not " + SECRET + "\"}")},
                new Object[] {
                    "a secret",
                    new InboundAnswer(
                            401,
                            List.of(new Header("WWW-Authenticate", SECRET)),
                            "{\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8))
                });
    }

    @Test
    void aChangeOfStateUnderARefusalIsFound() {
        hut.gate = () -> {
            hut.state++;
            return answer(409, "{\"message\":\"no\"}");
        };
        found("the state is another");
    }

    @Test
    void whatWasTakenOrAnsweredAlthoughItMustNotIsFound() {
        hut.gate = () -> new InboundAnswer(204, List.of(), new byte[0]);
        assertThatThrownBy(() -> new Judge(hut).send(STRANGER)).hasMessageContaining("taken, although nobody");
        hut.gate = () -> answer(400, "{\"message\":\"no\"}");
        assertThatThrownBy(() -> new Judge(hut).send(STRANGER)).hasMessageContaining("a stranger was answered 400");
    }

    @Test
    void anAlarmInTheLogIsFound() {
        hut.log.add(new CapturedLog.Line(Level.WARN, "x", "help", false));
        found("logged because of a peer: WARN help");
        hut.log.set(0, new CapturedLog.Line(Level.DEBUG, "x", "help java.io.IOException", true));
        found("logged because of a peer: DEBUG help");
    }

    @Test
    void aSecretInALogLineOrAnEventIsFound() {
        hut.log.add(new CapturedLog.Line(Level.DEBUG, "x", "token " + SECRET, false));
        found("holds a secret");
        hut.log.clear();
        hut.events.add("Refused[token " + SECRET + "]");
        found("holds a secret");
    }

    @Test
    void aForgedLogLineIsFound() {
        hut.log.add(new CapturedLog.Line(Level.INFO, "x", "refused\nINFO all is well", false));
        found("a control character");
    }

    private void found(String complaint) {
        assertThatThrownBy(() -> new Judge(hut).send(SENT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(complaint)
                .hasMessageContaining("request 7 of seed 8")
                .hasMessageContaining("POST /nz/heartbeat")
                .hasMessageContaining("X-Request-ID: r-1")
                .hasMessageContaining("AQID")
                .hasMessageContaining("Authorization: ***");
    }

    private static InboundAnswer answer(int status, String body) {
        return new InboundAnswer(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
