package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.acknowledge;
import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static com.betterfleet.oscp.connection.LinkBench.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.outbox.SendResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A handshake of one side at a time: OSCP 2.0 Handshake and HandshakeAcknowledge. */
class HandshakeTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static void ignored(LinkBench bench) {
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
    }

    private static Verdict.Refused refused(LinkBench bench) {
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Refused.class);
        return (Verdict.Refused) bench.last.verdict();
    }

    // Ours

    @Test
    void oursStartsFromRegisteredAndComesOnlineByTheAcknowledgement() {
        LinkBench bench = LinkBench.vectorLike();
        assertThat(bench.link.nextDue()).contains(t(0));
        bench.at(0, new LinkInput.Due());
        LinkEffect.Transmit ours = bench.transmitted();
        assertThat(ours.message()).isInstanceOf(Handshake.class);
        assertThat(bench.state()).isEqualTo(LinkState.HANDSHAKING);
        bench.at(1, answered(ours.id(), 204));
        assertThat(bench.link.session()).isEqualTo(1);
        assertThat(bench.state()).isEqualTo(LinkState.HANDSHAKING);
        bench.at(
                2,
                acknowledge(
                        ours.id(),
                        RequiredBehaviour.of(Duration.ofSeconds(20), MeasurementConfiguration.INTERMITTENT)));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(1);
        assertThat(bench.link.theirInterval()).contains(Duration.ofSeconds(20));
        assertThat(bench.link.ourInterval()).contains(MINUTE);
        assertThat(bench.link.agreedMeasurement()).contains(MeasurementConfiguration.INTERMITTENT);
        assertThat(bench.effects(LinkEffect.Moved.class)).hasSize(1);
    }

    @Test
    void oursWaitsForThePatienceCountedFromEnteringTheState() {
        Rulebook rules = new Rulebook();
        rules.patience = Duration.ofSeconds(20);
        LinkBench bench = new LinkBench(rules);
        assertThat(bench.link.nextDue()).contains(t(20));
        bench.at(19.999, new LinkInput.Due());
        assertThat(bench.effects(LinkEffect.Transmit.class)).isEmpty();
        bench.at(20, new LinkInput.Due());
        assertThat(bench.effects(LinkEffect.Transmit.class)).hasSize(1);
    }

    @Test
    void oursNeverStartsWhereTheProfileForbidsIt() {
        Rulebook rules = new Rulebook();
        rules.weMayStart = false;
        LinkBench bench = new LinkBench(rules);
        assertThat(bench.link.nextDue()).isEmpty();
        bench.at(0, new LinkInput.HandshakeNow());
        assertThat(refused(bench).status()).isEqualTo(403);
        bench.at(100, new LinkInput.Due());
        assertThat(bench.effects(LinkEffect.Transmit.class)).isEmpty();
    }

    @Test
    void anAcknowledgementThatComesBeforeTheAnswerIsEnough() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId id = bench.transmitted().id();
        bench.at(1, acknowledge(id));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(1);
        bench.at(2, unanswered(id));
        ignored(bench);
        assertThat(bench.link.session()).isEqualTo(1);
    }

    @Test
    void anUnansweredHandshakeIsTriedAgainWithTheSameIdAndGrowingWaits() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        LinkEffect.Transmit first = bench.transmitted();
        bench.jitter = 0.999;
        double at = 0;
        for (double longest : new double[] {10, 20, 40, 60, 60}) {
            bench.at(at, unanswered(first.id()));
            double wait = Duration.between(bench.now, bench.link.nextDue().orElseThrow())
                            .toMillis()
                    / 1000.0;
            assertThat(wait).isBetween(longest * 0.98, longest);
            at += wait;
            bench.at(at, new LinkInput.Due());
            assertThat(bench.transmitted())
                    .as("rule I31: the same message on each try")
                    .isEqualTo(first);
        }
        bench.jitter = 0;
        bench.at(at, answered(first.id(), 503));
        assertThat(bench.link.nextDue()).contains(t(at + 5));
        assertThat(bench.link.session()).as("nobody has answered").isZero();
    }

    @Test
    void aRefusedHandshakeIsFollowedByANewOneAfterTheBackoff() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId first = bench.transmitted().id();
        bench.at(1, answered(first, 409));
        assertThat(bench.state()).isEqualTo(LinkState.HANDSHAKING);
        bench.at(1.5, acknowledge(first));
        ignored(bench);
        bench.passUntil(6);
        assertThat(bench.transmitted().id()).isNotEqualTo(first);
    }

    @Test
    void aHandshakeAnsweredButNotAcknowledgedIsReplacedAndCountsUntilThen() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId first = bench.transmitted().id();
        bench.at(1, answered(first, 204));
        assertThat(bench.link.nextDue()).as("the ack time-out").contains(t(31));
        bench.at(31, new LinkInput.Due());
        assertThat(bench.effects(LinkEffect.Transmit.class)).isEmpty();
        LinkBench late = LinkBench.vectorLike().at(0, new LinkInput.Due());
        late.link = bench.link;
        assertThat(late.at(32, acknowledge(first)).state()).isEqualTo(LinkState.ONLINE);
        bench.passUntil(36);
        RequestId second = bench.transmitted().id();
        assertThat(second).isNotEqualTo(first);
        bench.at(37, acknowledge(first));
        ignored(bench);
        bench.at(38, answered(second, 204));
        assertThat(bench.link.session())
                .as("each new handshake that is answered begins a session")
                .isEqualTo(2);
        assertThat(bench.at(39, acknowledge(second)).state()).isEqualTo(LinkState.ONLINE);
    }

    @Test
    void anAcknowledgementWithoutCorrelationFitsTheOneHandshakeOutstanding() {
        LinkInput bare =
                new LinkInput.AcknowledgeReceived(Optional.empty(), new HandshakeAcknowledge(Optional.empty()));
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        assertThat(bench.at(1, bare).state()).isEqualTo(LinkState.ONLINE);
        bench.at(2, bare);
        ignored(bench);
        bench.at(3, acknowledge(new RequestId("someone-else")));
        ignored(bench);
    }

    @Test
    void anEchoIsNotReadAsThePeersWish() {
        Rulebook rules = new Rulebook();
        rules.peerEchoes = true;
        LinkBench bench = new LinkBench(rules).at(0, new LinkInput.Due());
        bench.at(
                1,
                acknowledge(
                        bench.transmitted().id(), RequiredBehaviour.of(MINUTE, MeasurementConfiguration.INTERMITTENT)));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.theirInterval()).as("nothing was asked of us").isEmpty();
        assertThat(bench.link.agreedMeasurement()).contains(MeasurementConfiguration.INTERMITTENT);
    }

    @Test
    void aPeerThatEchoesIsHeardWhenItSaysSomethingElse() {
        Rulebook rules = new Rulebook();
        rules.peerEchoes = true;
        LinkBench bench = new LinkBench(rules).at(0, new LinkInput.Due());
        RequestId id = bench.transmitted().id();
        bench.at(
                1,
                acknowledge(id, RequiredBehaviour.of(Duration.ofSeconds(20), MeasurementConfiguration.INTERMITTENT)));
        assertThat(bench.link.theirInterval()).contains(Duration.ofSeconds(20));
    }

    @Test
    void anAcknowledgementThatNamesOnlyTheOtherMeasurementIsRefused() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId id = bench.transmitted().id();
        bench.at(1, acknowledge(id, RequiredBehaviour.of(MINUTE, MeasurementConfiguration.CONTINUOUS)));
        assertThat(refused(bench).status()).isEqualTo(400);
        assertThat(refused(bench).message()).contains("required_behaviour.measurement_configuration");
        assertThat(bench.state()).isEqualTo(LinkState.HANDSHAKING);
        assertThat(bench.link.session()).isZero();
    }

    // Theirs

    @Test
    void theirsIsAcknowledgedAfterTheReplyDelayAndComesOnlineWhenThatIsAnswered() {
        LinkBench bench = LinkBench.vectorLike().at(0, handshake("peer-1", Duration.ofSeconds(30)));
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(bench.state()).isEqualTo(LinkState.HANDSHAKING);
        assertThat(bench.link.session())
                .as("a forecast that overtakes our ack belongs to the new session")
                .isEqualTo(1);
        assertThat(bench.effects(LinkEffect.Transmit.class))
                .as("the ack must not overtake the 204")
                .isEmpty();
        assertThat(bench.link.nextDue()).contains(t(0.5));
        bench.at(0.5, new LinkInput.Due());
        LinkEffect.Transmit ack = bench.transmitted();
        assertThat(ack.message()).isInstanceOf(HandshakeAcknowledge.class);
        assertThat(ack.correlation()).contains(new RequestId("peer-1"));
        bench.at(1, answered(ack.id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(1);
        assertThat(bench.link.theirInterval()).contains(Duration.ofSeconds(30));
    }

    @Test
    void ourAcknowledgementIsTriedAgainWithTheSameIdAndNeverPaused() {
        LinkBench bench =
                LinkBench.vectorLike().at(0, handshake("peer-1", MINUTE)).at(0.5, new LinkInput.Due());
        LinkEffect.Transmit ack = bench.transmitted();
        bench.at(1, answered(ack.id(), 401));
        assertThat(bench.link.nextDue()).contains(t(6));
        bench.at(6, new LinkInput.Due());
        assertThat(bench.transmitted()).isEqualTo(ack);
        bench.jitter = 0.999;
        bench.at(7, unanswered(ack.id()));
        assertThat(bench.link.nextDue().orElseThrow())
                .as("the second wait is up to 20 s")
                .isAfter(t(26));
        bench.passUntil(27);
        assertThat(bench.transmitted()).isEqualTo(ack);
        assertThat(bench.at(28, answered(ack.id(), 200)).state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.conditions()).isEmpty();
    }

    @Test
    void anAcknowledgementThatThePeerRefusesEndsItsHandshake() {
        LinkBench bench =
                LinkBench.vectorLike().at(0, handshake("peer-1", MINUTE)).at(0.5, new LinkInput.Due());
        bench.at(1, answered(bench.transmitted().id(), 400));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.nextDue()).as("ours follows after the back-off").contains(t(6));
    }

    @Test
    void aRetriedHandshakeOfThePeerDrawsNoSecondSession() {
        LinkBench bench = LinkBench.vectorLike().at(0, handshake("peer-1", MINUTE));
        LinkRecord before = bench.link;
        bench.at(0.1, handshake("peer-1", MINUTE));
        ignored(bench);
        assertThat(bench.link).isEqualTo(before);
        bench.at(0.2, handshake("peer-2", MINUTE));
        assertThat(bench.link.session())
                .as("a new one of theirs is a new session")
                .isEqualTo(2);
        assertThat(bench.at(0.7, new LinkInput.Due()).transmitted().correlation())
                .contains(new RequestId("peer-2"));
    }

    @Test
    void whatTheProfileDemandsIsNamedWhenItIsMissing() {
        LinkBench bench = LinkBench.vectorLike();
        LinkRecord before = bench.link;
        bench.at(
                0,
                handshake("peer-1", RequiredBehaviour.of(Duration.ofSeconds(5), MeasurementConfiguration.CONTINUOUS)));
        assertThat(refused(bench).status()).isEqualTo(400);
        assertThat(refused(bench).message())
                .contains("required_behaviour.measurement_configuration", "INTERMITTENT")
                .contains("required_behaviour.heartbeat_interval: 5 s is below the smallest accepted, 10 s");
        assertThat(bench.link).isEqualTo(before);
        bench.at(0, new LinkInput.HandshakeReceived(new RequestId("peer-2"), new Handshake(Optional.empty())));
        assertThat(refused(bench).message()).contains("required_behaviour.measurement_configuration");
        bench.at(0, handshake("peer-1", MINUTE));
        assertThat(bench.last.verdict()).as("a mended one may reuse its id").isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void anIntervalStaysADecimalAsRuleI35Wants() {
        RequiredBehaviour wanted = new RequiredBehaviour(
                Optional.of(new BigDecimal("12.345")), Set.of(MeasurementConfiguration.INTERMITTENT));
        LinkBench bench = LinkBench.vectorLike().at(0, handshake("peer-1", wanted));
        assertThat(bench.link.theirInterval()).contains(Duration.ofMillis(12_345));
        RequiredBehaviour justTooSmall = new RequiredBehaviour(
                Optional.of(new BigDecimal("9.999")), Set.of(MeasurementConfiguration.INTERMITTENT));
        bench.at(0, handshake("peer-2", justTooSmall));
        assertThat(refused(bench).message()).contains("9.999 s is below the smallest accepted, 10 s");
    }

    @Test
    void bothMeasurementsNamedLeaveTheChoiceToTheProfile() {
        Rulebook rules = new Rulebook();
        rules.demanded = Set.of();
        rules.preferred = MeasurementConfiguration.CONTINUOUS;
        RequiredBehaviour both = RequiredBehaviour.of(
                MINUTE, MeasurementConfiguration.CONTINUOUS, MeasurementConfiguration.INTERMITTENT);
        assertThat(new LinkBench(rules).at(0, handshake("peer-1", both)).link.agreedMeasurement())
                .contains(MeasurementConfiguration.CONTINUOUS);
        RequiredBehaviour one = RequiredBehaviour.of(MINUTE, MeasurementConfiguration.INTERMITTENT);
        assertThat(new LinkBench(rules).at(0, handshake("peer-1", one)).link.agreedMeasurement())
                .contains(MeasurementConfiguration.INTERMITTENT);
    }

    @Test
    void aPeerThatMayNotStartIsTold403() {
        Rulebook rules = new Rulebook();
        rules.peerMayStart = false;
        LinkBench bench = new LinkBench(rules).at(0, handshake("peer-1", MINUTE));
        assertThat(refused(bench).status()).isEqualTo(403);
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
    }

    @Test
    void anUnregisteredLinkRefusesAHandshakeWith403() {
        LinkBench bench = LinkBench.vectorLike();
        for (LinkState state : List.of(LinkState.UNREGISTERED, LinkState.REGISTERING)) {
            bench.link = bench.link.in(state, LinkBench.T);
            bench.at(0, handshake("peer-1", MINUTE));
            assertThat(refused(bench).status()).isEqualTo(403);
            assertThat(refused(bench).message()).contains("not registered");
        }
    }

    @Test
    void retryAfterIsHonouredWithinTheLongestBackoff() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        RequestId id = bench.transmitted().id();
        bench.at(1, new LinkInput.Answered(id, new SendResult.Answered(503, Optional.of(Duration.ofSeconds(45)), "")));
        assertThat(bench.link.nextDue()).contains(t(46));
        bench.at(46, new LinkInput.Due());
        bench.at(47, new LinkInput.Answered(id, new SendResult.Answered(429, Optional.of(Duration.ofHours(9)), "")));
        assertThat(bench.link.nextDue()).contains(t(107));
    }

    @Test
    void anOperatorsHandshakeNowShortensABackoff() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        LinkEffect.Transmit ours = bench.transmitted();
        bench.at(1, unanswered(ours.id())).at(2, new LinkInput.HandshakeNow());
        assertThat(bench.transmitted()).isEqualTo(ours);
        bench.at(3, answered(ours.id(), 403)).at(4, new LinkInput.HandshakeNow());
        assertThat(bench.transmitted().id()).isNotEqualTo(ours.id());
    }
}
