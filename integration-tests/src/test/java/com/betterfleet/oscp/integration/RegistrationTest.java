package com.betterfleet.oscp.integration;

import static com.betterfleet.oscp.integration.Newcomers.INITIAL;
import static com.betterfleet.oscp.integration.Newcomers.SOON;
import static com.betterfleet.oscp.integration.Newcomers.ours;
import static com.betterfleet.oscp.integration.Newcomers.theirs;
import static com.betterfleet.oscp.integration.Newcomers.tokenIn;
import static com.betterfleet.oscp.integration.Newcomers.untilOnline;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.http.HttpCall;
import com.betterfleet.oscp.operation.RegistrationStatus;
import com.betterfleet.oscp.testkit.cp.RegistrationHabits;
import com.betterfleet.oscp.testkit.cp.SentMessage;
import com.betterfleet.oscp.testkit.wire.Line;
import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens exchanged by Register over real HTTP, either side beginning, with peers of every habit (protocol.md 3). */
class RegistrationTest {
    private static final UnaryOperator<RegistrationHabits> ORDERLY = UnaryOperator.identity();

    static Stream<UnaryOperator<RegistrationHabits>> habits() {
        return Stream.of(
                ORDERLY,
                RegistrationHabits::forgetful,
                RegistrationHabits::hasty,
                RegistrationHabits::echoing,
                habits -> habits.echoing().hasty());
    }

    private static void wellBehaved(Depot depot) {
        assertThat(depot.cp.complaints()).isEmpty();
        assertThat(depot.time.failures()).isEmpty();
        assertThat(Newcomers.kept(depot)).as("one token each way").hasSize(2);
        assertThat(depot.vault.get(Newcomers.INITIAL_REF)).as("the host's own").isPresent();
    }

    @ParameterizedTest
    @MethodSource("habits")
    void weBeginAndAreObeyedByWhateverPeer(UnaryOperator<RegistrationHabits> habits) {
        try (Depot depot = Newcomers.initiating(habits)) {
            depot.boot();
            untilOnline(depot);
            depot.forecast("500");
            depot.runUntil(() -> depot.obeys("500"), SOON);
            depot.run(Duration.ofMinutes(20));

            assertThat(ours(depot)).hasSize(1);
            assertThat(theirs(depot)).hasSize(1);
            assertThat(Newcomers.presented(ours(depot).get(0))).isEqualTo("Token " + INITIAL);
            assertThat(depot.cp.windows())
                    .as("measurements with the token of Register")
                    .isNotEmpty();
            wellBehaved(depot);
        }
    }

    @ParameterizedTest
    @MethodSource("habits")
    void thePeerBeginsAndIsAnsweredOnce(UnaryOperator<RegistrationHabits> habits) {
        try (Depot depot = Newcomers.awaiting(habits)) {
            depot.boot().run(Duration.ofMinutes(1));
            assertThat(depot.link().state()).isEqualTo(LinkState.UNREGISTERED);
            assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
            String id = depot.cp.startRegister();
            untilOnline(depot);
            depot.run(Duration.ofMinutes(10));

            assertThat(ours(depot)).hasSize(1);
            assertThat(RawHeader.values(ours(depot).get(0).headers(), "X-Correlation-ID"))
                    .isEqualTo(id.isEmpty() ? List.of() : List.of(id));
            wellBehaved(depot);
        }
    }

    @Test
    void thePeersTokenIsPresentedFromThenOnAndOursIsExpected() {
        try (Depot depot = Newcomers.onlineByUtility()) {
            depot.run(Duration.ofMinutes(1));
            String peers = tokenIn(theirs(depot).get(0).body().text());
            assertThat(depot.cp.received().stream().filter(m -> m.action().equals("heartbeat")))
                    .isNotEmpty()
                    .allMatch(message -> Newcomers.presented(message).equals("Token " + peers));
            assertThat(Newcomers.presented(ours(depot).get(0)))
                    .as("our reply too")
                    .isEqualTo("Token " + peers);
            RegistrationStatus status = depot.link().registration().orElseThrow();
            assertThat(status.registeredSince()).isPresent();
            assertThat(status.underWay()).isFalse();
            assertThat(status.oldTokenExpected()).isFalse();
            assertThat(status.peerBaseUrl()).contains(Depot.CP_URL);
            assertThat(depot.heard(LinkEvent.Registered.class)).hasSize(1);
            assertThat(Newcomers.post(depot, INITIAL, "late", Newcomers.register("x"))
                            .status())
                    .as("the initial token counts no longer")
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenOfOursIs256RandomBitsUnlessTheHostSuppliesThem() {
        List<String> issued = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (Depot depot = Newcomers.initiating(ORDERLY)) {
                depot.more = builder -> {};
                depot.boot();
                untilOnline(depot);
                issued.add(tokenIn(ours(depot).get(0).body().text()));
            }
        }
        assertThat(issued).doesNotHaveDuplicates().allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    // Lock-out

    @Test
    void aPeerThatNeverGotOurReplyComesBackWithTheInitialToken() {
        try (Depot depot = Newcomers.awaiting(RegistrationHabits::forgetful)) {
            depot.boot();
            depot.line.cutTowardsCp();
            depot.cp.startRegister();
            depot.run(Duration.ofMinutes(5));
            assertThat(depot.link().state()).isEqualTo(LinkState.REGISTERING);
            assertThat(depot.link().registration().orElseThrow().oldTokenExpected())
                    .isTrue();
            depot.cp.startRegister();
            depot.run(Duration.ofSeconds(1));
            assertThat(theirs(depot)).as("the initial token still counts").hasSize(2);
            depot.line.restore();
            untilOnline(depot);
            wellBehaved(depot);
        }
    }

    @Test
    void aPeerThatLocksUsOutIsSeenAndItsReplyLetsUsInAgain() {
        try (Depot depot = Newcomers.initiating(RegistrationHabits::forgetful)) {
            depot.line.towardsFp().failNext(2, Line.Fault.TIMED_OUT);
            depot.line.towardsCp().failNext(1, Line.Fault.ANSWER_LOST);
            depot.boot();
            depot.runUntil(() -> depot.conditions().contains(Condition.AUTH_FAILED), Duration.ofMinutes(2));
            untilOnline(depot);
            assertThat(depot.link().conditions()).isEmpty();
            assertThat(Newcomers.kept(depot)).hasSize(2);
        }
    }

    // In flight

    @Test
    void aReplyThatArrivesBeforeTheAnswerToOursIsTaken() {
        try (Depot depot = Newcomers.initiating(RegistrationHabits::hasty)) {
            depot.line.towardsCp().answersAfter(Duration.ofSeconds(4));
            depot.boot();
            depot.runUntil(
                    () -> depot.heard(LinkEvent.Registered.class).findAny().isPresent(), SOON);
            assertThat(depot.cp.sent()).as("the reply came first").hasSize(1);
            depot.line.towardsCp().answersAfter(Duration.ZERO);
            untilOnline(depot);
            assertThat(ours(depot)).hasSize(1);
            wellBehaved(depot);
        }
    }

    @Test
    void nothingIsLockedWhileOursIsUnderWay() {
        try (Depot depot = Newcomers.initiating(ORDERLY)) {
            depot.carrying = network -> call -> {
                assertThat(answeredWithin(depot, call)).isEqualTo(204);
                return new CompletableFuture<>();
            };
            depot.boot();
            depot.runUntil(() -> depot.link().state() == LinkState.HANDSHAKING, SOON);
            assertThat(depot.link().registration().orElseThrow().registeredSince())
                    .isPresent();
        }
    }

    private static int answeredWithin(Depot depot, HttpCall call) {
        assertThat(call.uri().getPath()).isIn("/oscp/cp/2.0/register", "/oscp/cp/2.0/handshake");
        if (call.uri().getPath().endsWith("handshake")) {
            return 204;
        }
        String ours = new String(call.body(), StandardCharsets.UTF_8);
        return Newcomers.post(depot, tokenIn(ours), "r-1", Newcomers.register("p-5ecre7-1"))
                .status();
    }

    // Both begin

    @Test
    void inAGlareBothAreAnsweredAndNothingGoesOnForEver() {
        for (boolean lost : new boolean[] {false, true}) {
            try (Depot depot = Newcomers.initiating(ORDERLY)) {
                int[] calls = {0};
                depot.carrying = network -> call -> {
                    if (calls[0]++ == 0) {
                        depot.cp.startRegister();
                    }
                    return network.send(call);
                };
                if (lost) {
                    depot.line.towardsCp().failNext(1, Line.Fault.ANSWER_LOST);
                }
                depot.boot();
                untilOnline(depot);
                depot.run(Duration.ofMinutes(10));
                assertThat(ours(depot)).as("ours, and our reply").hasSize(2);
                assertThat(theirs(depot)).as("theirs, and their reply").hasSize(2);
                assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
                wellBehaved(depot);
            }
        }
    }

    // Anew, and the end

    @Test
    void aRegisterWhileLiveMakesANewSessionAndNothingIsRaisedMeanwhile() {
        try (Depot depot = Newcomers.onlineByUtility()) {
            depot.forecast("500");
            depot.runUntil(() -> depot.obeys("500"), SOON);
            long session = depot.link().session();
            depot.run(Duration.ofSeconds(30));
            depot.cp.startRegister();
            depot.run(Duration.ofSeconds(2));
            assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
            assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
            untilOnline(depot);
            assertThat(depot.link().session()).isEqualTo(session + 1);
            assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
            depot.forecast("400");
            depot.runUntil(() -> depot.obeys("400"), SOON);
            wellBehaved(depot);
        }
    }

    @Test
    void thePeersDeleteMeansFallbackAndNeverUnlimitedAndWeDoNotBeginAgainByOurselves() {
        try (Depot depot = Newcomers.initiating(ORDERLY)) {
            depot.boot();
            untilOnline(depot);
            depot.forecast("500");
            depot.runUntil(() -> depot.obeys("500"), SOON);
            depot.cp.endRegistration();
            depot.run(Duration.ofMinutes(20));

            assertThat(depot.link().state()).isEqualTo(LinkState.UNREGISTERED);
            assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
            assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
            assertThat(depot.circuit.released()).isFalse();
            assertThat(Newcomers.kept(depot)).as("the tokens are gone").isEmpty();
            assertThat(ours(depot)).hasSize(1);
            assertThat(depot.heard(LinkEvent.RegistrationEnded.class)).hasSize(1);

            assertThat(depot.fp().operations().handshakeNow(Depot.NZ, Depot.OPS))
                    .isEqualTo("done");
            untilOnline(depot);
            assertThat(ours(depot)).hasSize(2);
            wellBehaved(depot);
        }
    }

    @Test
    void anOperatorEndsTheRegistrationAndThePeerIsTold() {
        try (Depot depot = Newcomers.onlineByUtility()) {
            assertThat(depot.fp().operations().endRegistration(Depot.NZ, Depot.OPS))
                    .isEqualTo("done");
            depot.run(Duration.ofMinutes(1));
            assertThat(depot.link().state()).isEqualTo(LinkState.UNREGISTERED);
            assertThat(depot.cp.registered()).isFalse();
            assertThat(Newcomers.kept(depot)).isEmpty();
            assertThat(depot.store.journal()).anyMatch(line -> line.what().equals("end-registration"));
            assertThat(depot.fp().operations().handshakeNow(Depot.NZ, Depot.OPS))
                    .contains("only the peer");
            assertThat(depot.cp.complaints()).isEmpty();
            depot.cp.startRegister();
            untilOnline(depot);
            wellBehaved(depot);
        }
    }

    @Test
    void anOperatorEndsTheRegistrationOfAPeerThatIsAway() {
        try (Depot depot = Newcomers.onlineByUtility()) {
            depot.line.cut(Line.Fault.TIMED_OUT);
            depot.fp().operations().endRegistration(Depot.NZ, Depot.OPS);
            depot.run(Duration.ofMinutes(2));
            assertThat(depot.link().state()).isEqualTo(LinkState.UNREGISTERED);
            assertThat(Newcomers.kept(depot)).isEmpty();
        }
    }

    // Edits

    @Test
    void anotherInitialTokenBeginsAnewAndAnotherUrlOfThePeerKeepsTheTokens() {
        try (Depot depot = Newcomers.onlineByUtility()) {
            List<SecretRef> kept = Newcomers.kept(depot);
            depot.fp()
                    .configuration()
                    .connect(Newcomers.connection("await").cpBaseUrl(URI.create(Depot.CP_URL + "/")), Depot.OPS);
            untilOnline(depot);
            assertThat(Newcomers.kept(depot)).containsExactlyInAnyOrderElementsOf(kept);
            assertThat(ours(depot)).hasSize(1);

            depot.vault.put(SecretRef.of("nz/second"), Secret.of("second-5ecre7-e"));
            depot.fp()
                    .configuration()
                    .connect(
                            Newcomers.connection("await").register(SecretRef.of("nz/second"), Depot.FP_URL), Depot.OPS);
            depot.run(Duration.ofSeconds(5));
            assertThat(depot.link().state()).isEqualTo(LinkState.UNREGISTERED);
            assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
            assertThat(Newcomers.kept(depot)).isEmpty();
            assertThat(Newcomers.post(depot, INITIAL, "r-9", Newcomers.register("x"))
                            .status())
                    .isEqualTo(401);
            assertThat(Newcomers.post(depot, "second-5ecre7-e", "r-9", Newcomers.register("x"))
                            .status())
                    .isEqualTo(204);
        }
    }

    // Secrets

    @Test
    void noTokenIsSpokenAnywhere() {
        try (Depot depot = Newcomers.initiating(ORDERLY)) {
            depot.line.towardsCp().failNext(1, Line.Fault.REFUSED);
            depot.boot();
            untilOnline(depot);
            depot.cp.endRegistration();
            depot.run(Duration.ofSeconds(5));
            depot.fp().operations().handshakeNow(Depot.NZ, Depot.OPS);
            untilOnline(depot);
            assertThat(depot.cp.sent().stream().map(SentMessage::body).map(RawBytes::text))
                    .as("they were there to be spoken")
                    .anyMatch(body -> body.contains("5ecre7"));
            assertThat(Newcomers.spoken(depot)).noneMatch(text -> text.contains("5ecre7"));
            assertThat(Newcomers.request(depot, "POST", "5ecre7-wrong", Optional.empty(), "{}")
                            .status())
                    .isEqualTo(401);
        }
    }
}
