package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.Exchanges.awaiting;
import static com.betterfleet.oscp.connection.Exchanges.initiating;
import static com.betterfleet.oscp.connection.Exchanges.register;
import static com.betterfleet.oscp.connection.Exchanges.sent;
import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static com.betterfleet.oscp.connection.LinkBench.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tries that fail come ever less often, up to a minute; each try that is a new one is told. */
class TriesTest {
    private static final List<Long> DOUBLING = List.of(9L, 19L, 39L, 59L, 59L);
    private static final LinkInput DUE = new LinkInput.Due();
    private static final SecretRef INITIAL = SecretRef.of("nz/initial");

    /** Seconds from each failure to the next try; the jitter draws nearly the longest. */
    private static List<Long> waits(LinkBench bench, Supplier<LinkInput> failure) {
        bench.jitter = 0.999;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < DOUBLING.size(); i++) {
            Instant failed = bench.now.plusSeconds(1);
            bench.at(failed, failure.get());
            Instant again = bench.link.nextDue().orElseThrow();
            waits.add(Duration.between(failed, again).toSeconds());
            bench.at(again, DUE);
        }
        return waits;
    }

    @Test
    void aHandshakeThatNobodyAnswers() {
        LinkBench bench = LinkBench.vectorLike().at(0, DUE);
        assertThat(waits(bench, () -> unanswered(bench.transmitted().id()))).isEqualTo(DOUBLING);
    }

    @Test
    void aHandshakeThatIsRefusedAndBegunAnewAndTold() {
        LinkBench bench = LinkBench.vectorLike().at(0, DUE);
        assertThat(bench.events(LinkEvent.HandshakeStarted.class)).hasSize(1);
        assertThat(waits(bench, () -> {
                    assertThat(bench.events(LinkEvent.HandshakeStarted.class))
                            .extracting(LinkEvent.HandshakeStarted::requestId)
                            .containsExactly(bench.transmitted().id());
                    return answered(bench.transmitted().id(), 403);
                }))
                .isEqualTo(DOUBLING);
    }

    @Test
    void aHandshakeThatIsAnsweredAndNeverAcknowledged() {
        LinkBench bench = LinkBench.vectorLike().at(0, DUE);
        bench.jitter = 0.999;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < DOUBLING.size(); i++) {
            bench.at(bench.now.plusSeconds(1), answered(bench.transmitted().id(), 204));
            Instant missed = bench.link.nextDue().orElseThrow();
            bench.at(missed, DUE);
            Instant again = bench.link.nextDue().orElseThrow();
            waits.add(Duration.between(missed, again).toSeconds());
            bench.at(again, DUE);
        }
        assertThat(waits).isEqualTo(DOUBLING);
    }

    @Test
    void anAcknowledgementThatNobodyAnswers() {
        Rulebook rules = new Rulebook();
        rules.weMayStart = false;
        LinkBench bench = new LinkBench(rules);
        bench.at(0, handshake("peer-1", Duration.ofSeconds(60))).at(0.5, DUE);
        assertThat(waits(bench, () -> unanswered(bench.transmitted().id()))).isEqualTo(DOUBLING);
    }

    @Test
    void aRegisterThatNobodyAnswersAndIsToldOnce() {
        LinkBench bench = initiating().at(0, DUE);
        assertThat(bench.events(LinkEvent.RegisterStarted.class)).hasSize(1);
        assertThat(waits(bench, () -> unanswered(sent(bench).id()))).isEqualTo(DOUBLING);
        assertThat(bench.events(LinkEvent.RegisterStarted.class))
                .as("the same again")
                .isEmpty();
    }

    @Test
    void aRegisterThatThePeerDoesNotAnswerWithItsOwnIsBegunAnewAndTold() {
        LinkBench bench = initiating().at(0, DUE);
        bench.jitter = 0.999;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < DOUBLING.size(); i++) {
            assertThat(bench.events(LinkEvent.RegisterStarted.class)).hasSize(1);
            bench.at(bench.now.plusSeconds(1), answered(sent(bench).id(), 204));
            Instant missed = bench.link.nextDue().orElseThrow();
            bench.at(missed, DUE);
            Instant again = bench.link.nextDue().orElseThrow();
            waits.add(Duration.between(missed, again).toSeconds());
            bench.at(again, DUE);
        }
        assertThat(waits).isEqualTo(DOUBLING);
    }

    @Test
    void aReplyToARegisterIsToldWhenItLeaves() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1"));
        assertThat(bench.events(LinkEvent.RegisterStarted.class)).isEmpty();
        bench.at(0.5, DUE);
        assertThat(bench.events(LinkEvent.RegisterStarted.class))
                .singleElement()
                .satisfies(started -> assertThat(started.reply()).isTrue());
        bench.at(1, answered(sent(bench).id(), 204));
        assertThat(bench.events(LinkEvent.Registered.class)).hasSize(1);
    }

    @Test
    void anAnswerToARegisterThatAwaitsNoneChangesNothing() {
        LinkBench bench = initiating().at(0, DUE);
        LinkInput taken = answered(sent(bench).id(), 204);
        bench.at(1, taken);
        LinkRecord once = bench.link;
        bench.at(2, taken);
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
        assertThat(bench.link).isEqualTo(once);
    }

    @Test
    void whatWaitsMovesWithTheClock() {
        for (int hours : new int[] {1, -1}) {
            Duration step = Duration.ofHours(hours);
            LinkBench ours = LinkBench.vectorLike().at(0, DUE);
            ours.at(1, unanswered(ours.transmitted().id()));
            moves(ours, step);
            LinkBench begun = LinkBench.vectorLike();
            moves(begun, step);
            LinkBench registering = initiating().at(0, DUE);
            registering.at(1, unanswered(sent(registering).id()));
            moves(registering, step);
            LinkBench online = LinkBench.online().at(1.5, DUE).heartbeatAnswered(2, 204);
            moves(online, step);
            assertThat(online.link.pulse()).isPresent();
        }
    }

    private static void moves(LinkBench bench, Duration step) {
        Instant due = bench.link.nextDue().orElseThrow();
        bench.at(bench.now.plus(step), new LinkInput.ClockStepped(step));
        assertThat(bench.link.nextDue()).contains(due.plus(step));
    }
}
