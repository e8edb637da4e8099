package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static com.betterfleet.oscp.connection.LinkBench.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.profile.Registration;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A clock that was set back while no process saw it (decision 8): what waits does not wait an hour longer. */
class ClockBackTest {
    private static final double HOUR = 3600;

    private static final LinkInput DUE = new LinkInput.Due();
    private static final LinkInput START = new LinkInput.Start();

    @Test
    void noPromiseIsTrustedForNobodyKnowsHowLongHasPassed() {
        LinkBench bench = LinkBench.online();
        bench.at(5 - HOUR, START);
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
        assertThat(bench.events(LinkEvent.LinkChanged.class))
                .singleElement()
                .satisfies(change -> assertThat(change.reason()).contains("the clock was set back", t(1).toString()));
        assertThat(bench.effects(LinkEffect.Beat.class)).isEmpty();
    }

    @Test
    void aSecondIsTheBlurOfTwoClocks() {
        LinkBench bench = LinkBench.online();
        assertThat(bench.at(-1, START).state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.at(-1.1, START).state()).isEqualTo(LinkState.OFFLINE);
    }

    @Test
    void whatWasHeardLastCountsNotOnlyTheBeginning() {
        LinkBench bench = LinkBench.online();
        bench.at(50, LinkBench.heartbeat(t(200)));
        assertThat(bench.at(20, START).state()).isEqualTo(LinkState.OFFLINE);
    }

    @Test
    void aHandshakeThatWaitsForItsNextTryWaitsNoLongerThanTheLongestBackOff() {
        LinkBench bench = LinkBench.vectorLike().at(0, DUE);
        bench.at(1, unanswered(bench.transmitted().id()));
        bench.at(2 - HOUR, START);
        bench.passUntil(2 - HOUR + 60);
        assertThat(bench.effects(LinkEffect.Transmit.class)).hasSize(1);
    }

    @Test
    void anAcknowledgementThatWaitsIsSentInTime() {
        LinkBench bench = LinkBench.vectorLike().at(0, DUE);
        bench.at(0.1, LinkBench.handshake("peer-1", Duration.ofSeconds(60)));
        bench.at(0.2 - HOUR, START);
        bench.passUntil(61 - HOUR);
        assertThat(bench.link.handshakes().theirs().map(PeerHandshake::phase)).contains(PeerHandshake.Phase.SENT);
    }

    @Test
    void aHandshakeThatIsToBeginBeginsInTime() {
        LinkBench bench = LinkBench.vectorLike();
        bench.at(-HOUR, START);
        bench.passUntil(60 - HOUR);
        assertThat(bench.state()).isEqualTo(LinkState.HANDSHAKING);
    }

    @Test
    void aRegisterThatWaitsForItsNextTryWaitsNoLongerThanTheLongestBackOff() {
        Rulebook rules = new Rulebook();
        rules.registration = Registration.INITIATE;
        LinkBench bench = new LinkBench(rules, LinkBench.exchanged()).at(0, DUE);
        LinkEffect.SendRegister ours =
                bench.effects(LinkEffect.SendRegister.class).get(0);
        bench.at(1, unanswered(ours.id()));
        bench.at(2 - HOUR, START);
        bench.passUntil(2 - HOUR + 60);
        assertThat(bench.effects(LinkEffect.SendRegister.class)).containsExactly(ours);
    }

    @Test
    void theLeaseOfAnotherIsNotBelievedForLongerThanALeaseCanBe() {
        LinkBench bench = LinkBench.vectorLike().at(0, DUE);
        bench.at(1, answered(bench.transmitted().id(), 204));
        bench.node = Optional.of("fp-2");
        assertThat(bench.at(10, DUE).last.verdict()).isInstanceOf(Verdict.Ignored.class);
        bench.at(2 - HOUR, START);
        bench.passUntil(62 - HOUR);
        assertThat(bench.link.lease().map(LinkLease::node)).contains("fp-2");
        assertThat(bench.link.handshakes().ours().map(OwnHandshake::phase)).contains(OwnHandshake.Phase.LATE);
    }
}
