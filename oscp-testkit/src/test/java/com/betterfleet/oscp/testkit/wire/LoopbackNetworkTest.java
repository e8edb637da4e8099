package com.betterfleet.oscp.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls over the loopback interface, over whole and broken lines. */
class LoopbackNetworkTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final VirtualTime time = VirtualTime.startingAt(START);
    private final LoopbackNetwork network = new LoopbackNetwork(time);
    private final VirtualProcess fp = time.process("fp");
    private final Line line = new Line();
    private final LockStepCaller caller = network.caller("fp", fp, line.towardsCp());
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<WireExchange> wire = new ArrayList<>();

    @BeforeEach
    void listen() {
        network.listen(wire::add);
    }

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void aCallReachesTheAuthoritysServerWithItsHeadersAndBody() {
        network.serve("derms.example", "/cp", this::echo);

        send("a");
        time.runFor(Duration.ZERO);

        assertThat(log).containsExactly("served a", "a answered 204 at 0");
        WireExchange exchange = wire.get(0);
        assertThat(exchange.to()).isEqualTo("derms.example");
        assertThat(exchange.from()).isEqualTo("fp");
        assertThat(((WireExchange.Outcome.Answered) exchange.outcome()).reply().headers())
                .as("no header that changes from run to run")
                .isEmpty();
    }

    @Test
    void callsAreMadeOneAtATimeInTheOrderInWhichTheyWereAskedFor() {
        network.serve("derms.example", "/cp", this::echo);

        send("a");
        send("b");
        time.runFor(Duration.ZERO);

        assertThat(log).containsExactly("served a", "a answered 204 at 0", "served b", "b answered 204 at 0");
    }

    @Test
    void theDriverWaitsUntilTheHandlerHasReturnedNotOnlyAnswered() {
        network.serve("derms.example", "/cp", exchange -> {
            echo(exchange);
            for (int i = 0; i < 200_000; i++) {
                Thread.onSpinWait();
            }
            fp.execute(() -> log.add("afterwards"));
            log.add("returned");
        });

        send("a");
        time.runFor(Duration.ZERO);

        assertThat(log).containsExactly("served a", "returned", "a answered 204 at 0", "afterwards");
    }

    @Test
    void aCallOverACutWayIsRefusedAtOnceAndTheOtherWayWorks() {
        network.serve("derms.example", "/cp", this::echo);
        line.cutTowardsCp();

        send("a");
        network.caller("cp", fp, line.towardsFp())
                .send(call("b"))
                .thenAccept(reply -> log.add("b answered " + reply.status()));
        time.runFor(Duration.ofMinutes(1));
        line.restore();
        send("c");
        time.runFor(Duration.ZERO);

        assertThat(log)
                .containsExactly(
                        "a failed with ConnectException at 0",
                        "served b",
                        "b answered 204",
                        "served c",
                        "c answered 204 at 60");
    }

    @Test
    void aCallOverASilentWayTimesOutAfterItsTimeoutAndReachesNobody() {
        network.serve("derms.example", "/cp", this::echo);
        line.cut(Line.Fault.TIMED_OUT);

        send("a");
        time.runFor(Duration.ofMinutes(1));

        assertThat(log).containsExactly("a failed with HttpTimeoutException at 10");
        assertThat(wire.get(0).outcome())
                .isEqualTo(new WireExchange.Outcome.Failed("HttpTimeoutException", Optional.empty()));
    }

    @Test
    void aLostAnswerTimesOutAfterTheOtherSideHasProcessedTheCall() {
        network.serve("derms.example", "/cp", this::echo);
        line.towardsCp().failNext(1, Line.Fault.ANSWER_LOST);

        send("a");
        time.runFor(Duration.ofMinutes(1));
        send("b");
        time.runFor(Duration.ZERO);

        assertThat(log)
                .containsExactly(
                        "served a", "a failed with HttpTimeoutException at 10", "served b", "b answered 204 at 60");
        assertThat(((WireExchange.Outcome.Failed) wire.get(0).outcome()).lost()).isPresent();
    }

    @Test
    void anUnknownAuthorityAndAStoppedServerRefuseCalls() {
        send("a");
        HttpServer server = network.serve("derms.example", "/cp", this::echo);
        send("b");
        time.runFor(Duration.ZERO);
        server.stop(0);
        send("c");
        time.runFor(Duration.ZERO);
        network.serve("derms.example", "/cp", this::echo);
        send("d");
        time.runFor(Duration.ZERO);
        network.unroute("derms.example");
        send("e");
        time.runFor(Duration.ZERO);

        assertThat(log)
                .containsExactly(
                        "served a",
                        "a answered 204 at 0",
                        "served b",
                        "b answered 204 at 0",
                        "c failed with ConnectException at 0",
                        "served d",
                        "d answered 204 at 0",
                        "e failed with ConnectException at 0");
    }

    @Test
    void nothingOfAKilledProcessIsSentAndNoAnswerReachesIt() {
        network.serve("derms.example", "/cp", exchange -> {
            echo(exchange);
            fp.kill();
        });

        send("a");
        send("b");
        time.runFor(Duration.ZERO);

        assertThat(log).containsExactly("served a");
    }

    @Test
    void aTimeoutDoesNotReachAProcessThatWasKilledMeanwhile() {
        line.cut(Line.Fault.TIMED_OUT);
        send("a");
        time.runFor(Duration.ofSeconds(5));
        fp.kill();
        time.runFor(Duration.ofSeconds(60));

        assertThat(log).isEmpty();
    }

    @Test
    void credentialsDoNotShowInText() {
        assertThat(new RawHeader("Authorization", "Token abc").toString()).doesNotContain("abc");
        assertThat(new RawHeader("X-Request-ID", "r1")).hasToString("X-Request-ID: r1");
    }

    private void send(String body) {
        caller.send(call(body)).whenComplete((reply, thrown) -> log.add(outcome(body, reply, thrown)));
    }

    private String outcome(String body, RawReply reply, Throwable thrown) {
        String at = " at " + Duration.between(START, time.now()).toSeconds();
        if (thrown == null) {
            return body + " answered " + reply.status() + at;
        }
        assertThat(thrown).isInstanceOfAny(ConnectException.class, HttpTimeoutException.class);
        return body + " failed with " + thrown.getClass().getSimpleName() + at;
    }

    private static RawCall call(String body) {
        return new RawCall(
                "POST",
                URI.create("https://derms.example/cp/heartbeat"),
                List.of(new RawHeader("X-Request-ID", "r-" + body)),
                RawBytes.utf8(body),
                Duration.ofSeconds(10));
    }

    private void echo(HttpExchange exchange) throws IOException {
        String body = RawBytes.of(exchange.getRequestBody().readAllBytes()).text();
        assertThat(exchange.getRequestHeaders().getFirst("X-Request-ID")).isEqualTo("r-" + body);
        log.add("served " + body);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
