package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.acknowledge;
import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static com.betterfleet.oscp.connection.LinkBench.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Both sides at once, and again while ONLINE: glare, renegotiation, sessions. */
class GlareTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static void ignored(LinkBench bench) {
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
    }

    @Test
    void inAGlareBothMustBeAcknowledgedAndOneSessionIsDrawn() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId ours = bench.transmitted().id();
        bench.at(0.1, handshake("peer-1", MINUTE));
        assertThat(bench.link.session()).isEqualTo(1);
        bench.at(0.2, answered(ours, 204));
        assertThat(bench.link.session())
                .as("one of theirs awaits our acknowledgement")
                .isEqualTo(1);
        bench.at(0.6, new LinkInput.Due());
        RequestId ack = bench.transmitted().id();
        bench.at(0.7, answered(ack, 204));
        assertThat(bench.state()).isEqualTo(LinkState.HANDSHAKING);
        bench.at(1, acknowledge(ours));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(1);
    }

    @Test
    void inAGlareOursAnsweredFirstHasBegunTheSession() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId ours = bench.transmitted().id();
        bench.at(0.1, answered(ours, 204)).at(0.2, handshake("peer-1", Duration.ofSeconds(20)));
        assertThat(bench.link.session()).isEqualTo(1);
        bench.at(0.3, acknowledge(ours));
        assertThat(bench.state()).as("theirs still awaits our acknowledgement").isEqualTo(LinkState.HANDSHAKING);
        bench.at(0.7, new LinkInput.Due());
        bench.at(0.8, answered(bench.transmitted().id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(1);
        assertThat(bench.link.theirInterval())
                .as("an acknowledgement that asks nothing takes nothing back")
                .contains(Duration.ofSeconds(20));
    }

    @Test
    void inAGlareOursIsDroppedWhenTheAckTimeoutAfterTheirsHasPassed() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId ours = bench.transmitted().id();
        bench.at(0.1, answered(ours, 204)).at(0.2, handshake("peer-1", MINUTE)).at(0.7, new LinkInput.Due());
        bench.at(1, answered(bench.transmitted().id(), 204));
        assertThat(bench.at(30.999, new LinkInput.Due()).state()).isEqualTo(LinkState.HANDSHAKING);
        bench.at(31, acknowledge(ours));
        assertThat(bench.state()).as("settled before the input acts").isEqualTo(LinkState.ONLINE);
        ignored(bench);
        assertThat(bench.link.since()).isEqualTo(t(31));
    }

    /** The peer counts from our acknowledgement; a process that was away until after the glare has not beaten since. */
    @Test
    void aGlareThatEndedWhileNobodyWasThereHoldsNoLongerThanThePeerBelieves() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId ours = bench.transmitted().id();
        bench.at(0.1, answered(ours, 204)).at(0.2, handshake("peer-1", Duration.ofSeconds(20)));
        bench.at(0.7, new LinkInput.Due());
        bench.at(1, answered(bench.transmitted().id(), 204));
        LinkRecord stored = bench.link;
        assertThat(bench.at(60.999, new LinkInput.Start()).state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.acknowledgedPromise()).contains(t(61));
        bench.link = stored;
        bench.at(61, new LinkInput.Start());
        assertThat(bench.events(LinkEvent.LinkChanged.class))
                .extracting(LinkEvent.LinkChanged::to)
                .startsWith(LinkState.ONLINE, LinkState.OFFLINE);
        assertThat(bench.state()).isNotEqualTo(LinkState.ONLINE);
    }

    @Test
    void aGlareThatLastsLongerThanThePeersPatienceEndsOffline() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId ours = bench.transmitted().id();
        bench.at(0.1, answered(ours, 204)).at(0.2, handshake("peer-1", Duration.ofSeconds(10)));
        bench.at(0.7, new LinkInput.Due());
        bench.at(1, answered(bench.transmitted().id(), 204));
        bench.at(31, new LinkInput.Due());
        assertThat(bench.events(LinkEvent.LinkChanged.class))
                .extracting(LinkEvent.LinkChanged::to)
                .containsExactly(LinkState.ONLINE, LinkState.OFFLINE, LinkState.HANDSHAKING);
    }

    @Test
    void inAGlareARefusalOfOursLeavesTheirsAlone() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId ours = bench.transmitted().id();
        bench.at(0.1, handshake("peer-1", MINUTE)).at(0.6, new LinkInput.Due());
        bench.at(0.7, answered(bench.transmitted().id(), 204)).at(0.8, answered(ours, 409));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(1);
    }

    @Test
    void anUnreachablePeerThatSendsItsOwnIsTriedAgainSoon() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        LinkEffect.Transmit ours = bench.transmitted();
        bench.jitter = 0.9;
        bench.at(1, unanswered(ours.id())).at(2, handshake("peer-1", MINUTE)).at(2.5, new LinkInput.Due());
        assertThat(bench.effects(LinkEffect.Transmit.class)).hasSize(2).contains(ours);
    }

    @Test
    void theirsWhileOnlineRenegotiatesInTheSameSessionWithoutAnOutage() {
        LinkBench bench = LinkBench.online();
        bench.at(10, handshake("peer-2", Duration.ofSeconds(20)));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(1);
        assertThat(bench.link.theirInterval()).contains(Duration.ofSeconds(20));
        assertThat(bench.effects(LinkEffect.Beat.class))
                .as("a changed interval makes us beat at once")
                .hasSize(1);
        bench.at(10.5, new LinkInput.Due());
        bench.at(11, answered(bench.transmitted().id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.handshakes().none()).isTrue();
        assertThat(bench.events(LinkEvent.LinkChanged.class)).isEmpty();
    }

    @Test
    void oursWhileOnlineRenegotiatesInTheSameSessionAndIsDroppedUnacknowledged() {
        LinkBench bench = LinkBench.online().at(2, new LinkInput.HandshakeNow());
        RequestId ours = bench.transmitted().id();
        bench.at(3, new LinkInput.HandshakeNow());
        ignored(bench);
        bench.at(4, answered(ours, 204));
        assertThat(bench.link.session()).isEqualTo(1);
        bench.at(34, new LinkInput.Due());
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.handshakes().none()).isTrue();
        bench.at(40, new LinkInput.HandshakeNow());
        bench.at(
                41,
                acknowledge(
                        bench.transmitted().id(),
                        RequiredBehaviour.of(Duration.ofSeconds(15), MeasurementConfiguration.INTERMITTENT)));
        assertThat(bench.link.theirInterval()).contains(Duration.ofSeconds(15));
        assertThat(bench.link.session()).isEqualTo(1);
    }

    @Test
    void inAGlareAnUnacknowledgedOneOfOursWaitsForWhatBecomesOfTheirs() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId ours = bench.transmitted().id();
        bench.at(0.1, answered(ours, 204)).at(0.2, handshake("peer-1", MINUTE)).at(0.7, new LinkInput.Due());
        RequestId ack = bench.transmitted().id();
        for (int second = 1; second < 60; second++) {
            bench.at(second, new LinkInput.Due());
            assertThat(bench.effects(LinkEffect.Transmit.class)).isEmpty();
        }
        bench.at(60, answered(ack, 204));
        assertThat(bench.state()).isEqualTo(LinkState.HANDSHAKING);
        assertThat(bench.at(61, acknowledge(ours)).state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(1);
    }

    @Test
    void anAcknowledgementWhileOnlineIsASignOfLifeAndItsIntervalIsKeptAtOnce() {
        LinkBench bench = LinkBench.online().at(1.5, new LinkInput.Due()).at(2, new LinkInput.HandshakeNow());
        RequestId ours = bench.transmitted().id();
        bench.at(
                3,
                acknowledge(ours, RequiredBehaviour.of(Duration.ofSeconds(20), MeasurementConfiguration.INTERMITTENT)));
        assertThat(bench.link.heardAt()).contains(t(3));
        assertThat(bench.effects(LinkEffect.Beat.class)).hasSize(1);
        assertThat(bench.link.pulse().map(Pulse::interval)).contains(Duration.ofSeconds(20));
    }

    @Test
    void inAGlareAnAcknowledgementThatDoesNotSpeakOfMeasuringLeavesWhatTheirHandshakeSaid() {
        for (boolean speaks : new boolean[] {true, false}) {
            Rulebook rules = new Rulebook();
            rules.demanded = Set.of();
            LinkBench bench = new LinkBench(rules).at(0, new LinkInput.Due());
            RequestId ours = bench.transmitted().id();
            bench.at(0.1, handshake("peer-1", RequiredBehaviour.of(MINUTE, MeasurementConfiguration.CONTINUOUS)));
            RequiredBehaviour wanted = RequiredBehaviour.of(MINUTE, MeasurementConfiguration.INTERMITTENT);
            bench.at(0.2, speaks ? acknowledge(ours, wanted) : acknowledge(ours));
            assertThat(bench.link.agreedMeasurement())
                    .contains(speaks ? MeasurementConfiguration.INTERMITTENT : MeasurementConfiguration.CONTINUOUS);
        }
    }

    @Test
    void anAcknowledgementOfOursThatAsksNothingTakesNothingBack() {
        Rulebook rules = new Rulebook();
        rules.ours = Duration.ofSeconds(20);
        rules.acknowledgement = Optional.empty();
        LinkBench bench = new LinkBench(rules).at(0, new LinkInput.Due());
        bench.at(1, acknowledge(bench.transmitted().id()));
        bench.at(2, handshake("peer-1", MINUTE)).at(2.5, new LinkInput.Due());
        bench.at(3, answered(bench.transmitted().id(), 204));
        assertThat(bench.link.ourInterval()).contains(Duration.ofSeconds(20));
    }

    @Test
    void nothingIsDoneBeforeItsTimeBecauseSomethingElseIsDue() {
        LinkBench bench = LinkBench.online().at(1.5, new LinkInput.Due()).at(2, handshake("peer-2", MINUTE));
        bench.at(2.5, new LinkInput.Due());
        assertThat(bench.effects(LinkEffect.Transmit.class)).hasSize(1);
        assertThat(bench.effects(LinkEffect.Beat.class)).as("not yet").isEmpty();
        bench.at(3, answered(bench.transmitted().id(), 204)).at(4, new LinkInput.HandshakeNow());
        bench.passUntil(40);
        assertThat(bench.effects(LinkEffect.Beat.class)).hasSize(1);
        assertThat(bench.effects(LinkEffect.Transmit.class))
                .as("its answer may still come")
                .isEmpty();
    }

    @Test
    void handshakeNowDoesNotRepeatAnAcknowledgementThatAwaitsItsAnswer() {
        LinkBench bench = LinkBench.vectorLike().at(0, handshake("peer-1", MINUTE));
        bench.at(0.5, new LinkInput.Due()).at(1, new LinkInput.HandshakeNow());
        ignored(bench);
        assertThat(bench.effects(LinkEffect.Transmit.class)).isEmpty();
    }

    @Test
    void aProfileThatLetsUsStartNoLongerIsKeptAndNothingStaysDue() {
        Rulebook rules = new Rulebook();
        LinkBench bench = new LinkBench(rules);
        rules.weMayStart = false;
        bench.profile = rules.profile();
        bench.at(0, new LinkInput.Due());
        assertThat(bench.effects(LinkEffect.Transmit.class)).isEmpty();
        assertThat(bench.link.nextDue()).isEmpty();
    }
}
