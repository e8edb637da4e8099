package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static com.betterfleet.oscp.connection.LinkBench.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that is set (decision 8): whatever of ours waits comes after as long as it would have without. */
class ClockStepTest {
    private static final LinkInput DUE = new LinkInput.Due();

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aHandshakeThatIsToBegin(int hours) {
        Rulebook rules = new Rulebook();
        rules.patience = Duration.ofMinutes(1);
        comesAsLate(new LinkBench(rules), hours);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aHandshakeThatWaitsForItsNextTry(int hours) {
        LinkBench bench = LinkBench.vectorLike().at(0, DUE);
        comesAsLate(bench.at(1, unanswered(bench.transmitted().id())), hours);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void anAcknowledgementThatIsToLeave(int hours) {
        comesAsLate(LinkBench.vectorLike().at(0, handshake("peer-1", Duration.ofSeconds(60))), hours);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aHeartbeat(int hours) {
        LinkBench bench = LinkBench.online().at(1.5, DUE);
        comesAsLate(bench, hours);
        assertThat(bench.passUntil(hours * 3600 + 61).effects(LinkEffect.Beat.class))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aRegister(int hours) {
        LinkBench bench = Exchanges.initiating().at(0, DUE);
        comesAsLate(bench.at(1, unanswered(Exchanges.sent(bench).id())), hours);
    }

    /** What the peer presents so soon after is a late reply and no new Register. */
    @Test
    void theTimeSinceARegistration() {
        LinkBench bench = Exchanges.registeredByPeer();
        step(bench, 1);
        assertThat(bench.link.exchange().registeredAt()).contains(t(3601));
    }

    /** The pace that the peer was promised is kept until it acknowledges a promise made after the change. */
    @Test
    void theMomentFromWhichALongerIntervalIsPromised() {
        LinkBench bench = LinkBench.onlineByPeer(new Rulebook(), Duration.ofSeconds(20));
        bench.at(1.5, DUE).at(2, handshake("peer-2", Duration.ofSeconds(60)));
        step(bench, -1);
        assertThat(bench.link.pulse().flatMap(Pulse::change).map(Pulse.Change::at))
                .contains(t(2 - 3600));
    }

    /** By a clock at the end of all time nothing overflows, and nothing is said that no message could carry. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, -Long.MAX_VALUE})
    void aStepBeyondAllTime(long seconds) {
        LinkBench bench = LinkBench.vectorLike().at(0, DUE);
        bench.at(1, answered(bench.transmitted().id(), 204));
        bench.at(2, new LinkInput.ClockStepped(Duration.ofSeconds(seconds)));
        Instant end = Instant.parse(seconds > 0 ? "9999-12-31T23:59:59Z" : "0001-01-01T00:00:00Z");
        assertThat(bench.link.handshakes().ours().map(OwnHandshake::due)).contains(end);
    }

    @Test
    void aNodeThatDoesNotWorkMovesNothing() {
        LinkBench bench = LinkBench.online();
        LinkRecord before = bench.link;
        bench.node = Optional.empty();
        step(bench, 1);
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Ignored("this node does not work"));
        assertThat(before.shifted(Duration.ZERO)).isEqualTo(before);
    }

    private static void comesAsLate(LinkBench bench, int hours) {
        Instant due = bench.link.nextDue().orElseThrow();
        step(bench, hours);
        assertThat(bench.link.nextDue()).contains(due.plus(Duration.ofHours(hours)));
    }

    private static void step(LinkBench bench, int hours) {
        Duration step = Duration.ofHours(hours);
        bench.at(bench.now.plus(step), new LinkInput.ClockStepped(step));
    }
}
