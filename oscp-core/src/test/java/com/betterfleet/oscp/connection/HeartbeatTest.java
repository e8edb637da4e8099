package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static com.betterfleet.oscp.connection.LinkBench.heartbeat;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Heartbeats both ways and the three offline deadlines: rules I17, I18, I19, I30, I33. ONLINE since T + 1 s, 60 s each way. */
class HeartbeatTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    /** Plays the seconds in between: the peer answers our beats, and beats itself each 30 s with a promise of 180 s. */
    private static void healthyUntil(LinkBench bench, int from, int to) {
        for (int second = from; second <= to; second++) {
            if (second % 30 == 0) {
                bench.at(second, heartbeat(t(second + 180)));
            }
            bench.at(second, new LinkInput.Due());
            if (!bench.effects(LinkEffect.Beat.class).isEmpty()) {
                bench.heartbeatAnswered(second, 204);
            }
        }
    }

    @Test
    void deadlinesArePrimedOnEnteringOnlineAsRuleI18Wants() {
        LinkBench bench = LinkBench.online();
        assertThat(bench.link.offlineAt()).contains(t(181));
        assertThat(bench.link.acknowledgedPromise()).contains(t(181));
        assertThat(bench.link.heardAt()).contains(t(1));
    }

    @Test
    void theFirstHeartbeatFollowsTheReplyDelayAndPromisesThreeIntervals() {
        LinkBench bench = LinkBench.online();
        assertThat(bench.link.nextDue()).contains(t(1.5));
        bench.at(1.5, new LinkInput.Due());
        assertThat(bench.effects(LinkEffect.Beat.class)).containsExactly(new LinkEffect.Beat(1, t(181.5)));
    }

    @Test
    void aHealthyLineStaysOnlineForAnHour() {
        LinkBench bench = LinkBench.online();
        healthyUntil(bench, 2, 3600);
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(1);
    }

    @Test
    void aSilentPeerIsOfflineExactlyAtTheMissedIntervals() {
        LinkBench bench = LinkBench.online();
        bench.at(20, heartbeat(t(20 + 500)));
        bench.at(150, new LinkInput.Due()).heartbeatAnswered(150, 204);
        assertThat(bench.link.offlineAt()).contains(t(200));
        assertThat(bench.at(199.999, new LinkInput.Due()).state()).isEqualTo(LinkState.ONLINE);
        LinkBench same = LinkBench.online();
        same.link = bench.link;
        assertThat(same.at(199.999, heartbeat(t(400))).state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.at(200, heartbeat(t(400))).state())
                .as("rule I17: half-open")
                .isEqualTo(LinkState.OFFLINE);
        assertThat(bench.last.verdict())
                .as("rule I19: a heartbeat is not enough")
                .isInstanceOf(Verdict.Ignored.class);
        assertThat(bench.link.since()).isEqualTo(t(200));
        assertThat(bench.effects(LinkEffect.Moved.class)).hasSize(1);
        assertThat(bench.events(LinkEvent.LinkChanged.class).get(0).reason()).contains("nothing was heard");
    }

    @Test
    void thePeersPromiseWithAGraceOfOneIntervalEndsTheLine() {
        LinkBench bench = LinkBench.online();
        bench.at(20, heartbeat(t(60)));
        assertThat(bench.link.offlineAt()).contains(t(120));
        bench.at(120, new LinkInput.Due());
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
        assertThat(bench.events(LinkEvent.LinkChanged.class).get(0).reason()).contains("promise and its grace");
    }

    @Test
    void theLastPromiseToArriveCountsEvenIfItIsEarlier() {
        LinkBench bench = LinkBench.online();
        bench.at(20, heartbeat(t(300))).at(21, heartbeat(t(40)));
        assertThat(bench.link.offlineAt()).contains(t(100));
        bench.at(22, heartbeat(t(300)));
        assertThat(bench.link.offlineAt())
                .as("ours, still primed, comes first now")
                .contains(t(181));
    }

    @Test
    void aPromiseIsCappedAtTenOfOurIntervals() {
        LinkBench bench = LinkBench.online();
        bench.at(20, heartbeat(Instant.parse("2126-01-01T00:00:00Z")));
        assertThat(bench.link.deadlines().orElseThrow().promise().orElseThrow().end())
                .isEqualTo(t(620));
    }

    @Test
    void ourLastAcknowledgedPromiseEndsTheLineThoughThePeersHeartbeatsArrive() {
        LinkBench bench = LinkBench.online();
        bench.at(1.5, new LinkInput.Due()).heartbeatAnswered(2, 204);
        int beats = 0;
        for (int second = 3; second <= 181; second++) {
            bench.at(second, heartbeat(t(second + 180)));
            bench.at(second, new LinkInput.Due());
            if (!bench.effects(LinkEffect.Beat.class).isEmpty()) {
                beats++;
                bench.heartbeatAnswered(second, 500);
            }
        }
        assertThat(beats).isGreaterThan(4);
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.offlineAt()).contains(t(181.5));
        bench.at(182, heartbeat(t(400)));
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
        assertThat(bench.events(LinkEvent.LinkChanged.class).get(0).reason()).contains("promise of ours");
    }

    @Test
    void aDeadLineOfFiftyMinutesEndsOfflineAndAHandshakeBringsANewSession() {
        LinkBench bench = LinkBench.online();
        healthyUntil(bench, 2, 600);
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        long offline = 0;
        int tries = 0;
        for (int second = 601; second <= 600 + 3000; second++) {
            bench.at(second, new LinkInput.Due());
            if (bench.state() != LinkState.ONLINE && offline == 0) {
                offline = second;
            }
            for (LinkEffect.Transmit transmit : bench.effects(LinkEffect.Transmit.class)) {
                tries++;
                bench.at(second, LinkBench.unanswered(transmit.id()));
            }
        }
        assertThat(offline).isBetween(600L + 150, 600L + 181);
        assertThat(bench.state()).as("patience of an hour: nobody has started").isEqualTo(LinkState.OFFLINE);
        assertThat(tries).isZero();
        bench.at(3601, heartbeat(t(4000)));
        assertThat(bench.state()).as("rule I19").isEqualTo(LinkState.OFFLINE);
        bench.at(3602, handshake("peer-2", MINUTE)).at(3602.5, new LinkInput.Due());
        bench.at(3603, answered(bench.transmitted().id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.session()).isEqualTo(2);
    }

    @Test
    void aPromiseThatHadPassedOnArrivalRaisesClockSkewAndLeavesNoneStanding() {
        LinkBench bench = LinkBench.online();
        bench.at(20, heartbeat(t(20)));
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(bench.link.conditions()).containsExactly(Condition.CLOCK_SKEW);
        assertThat(bench.events(LinkEvent.ConditionRaised.class)).hasSize(1);
        assertThat(bench.link.deadlines().orElseThrow().promise()).isEmpty();
        assertThat(bench.link.heardAt())
                .as("rule I17: the other deadlines go on")
                .contains(t(20));
        bench.at(30, heartbeat(t(29)));
        assertThat(bench.events(LinkEvent.ConditionRaised.class))
                .as("said once")
                .isEmpty();
        bench.at(40, heartbeat(t(220)));
        assertThat(bench.link.conditions()).isEmpty();
        assertThat(bench.events(LinkEvent.ConditionCleared.class)).hasSize(1);
    }

    @Test
    void aLateAnswerOfAnOlderSessionChangesNothingAsRuleI33Wants() {
        LinkBench bench = LinkBench.online().at(1.5, new LinkInput.Due());
        LinkEffect.Beat beat = bench.effects(LinkEffect.Beat.class).get(0);
        bench.at(5, new LinkInput.Suspend()).at(6, new LinkInput.Resume());
        bench.at(7, handshake("peer-2", MINUTE)).at(7.5, new LinkInput.Due());
        bench.at(8, answered(bench.transmitted().id(), 204));
        assertThat(bench.link.session()).isEqualTo(2);
        LinkRecord before = bench.link;
        bench.at(9, new LinkInput.HeartbeatAnswered(beat.session(), beat.promise(), LinkBench.result(401)));
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
        assertThat(bench.link).isEqualTo(before);
    }

    @Test
    void aPromiseAnsweredAfterItPassedOrBeyondWhatWePromiseNowIsNotBelieved() {
        LinkBench bench = LinkBench.online();
        bench.at(50, new LinkInput.HeartbeatAnswered(1, t(40), LinkBench.result(204)));
        assertThat(bench.link.acknowledgedPromise()).contains(t(181));
        bench.at(50, new LinkInput.HeartbeatAnswered(1, t(5000), LinkBench.result(204)));
        assertThat(bench.link.acknowledgedPromise()).contains(t(230));
    }

    @Test
    void aLongerIntervalKeepsTheOldPaceUntilANewPromiseIsAcknowledged() {
        LinkBench bench = LinkBench.onlineByPeer(new Rulebook(), Duration.ofSeconds(10));
        bench.at(1.5, new LinkInput.Due()).heartbeatAnswered(1.6, 204);
        bench.at(3, handshake("peer-2", MINUTE));
        LinkEffect.Beat first = bench.effects(LinkEffect.Beat.class).get(0);
        assertThat(first.promise()).as("three of the new interval").isEqualTo(t(183));
        assertThat(bench.link.pulse().orElseThrow().next()).isBeforeOrEqualTo(t(8));
        bench.at(4, new LinkInput.HeartbeatAnswered(1, t(31.5), LinkBench.result(204)));
        bench.passUntil(8);
        assertThat(bench.link.pulse().orElseThrow().pace())
                .as("an old promise changes no pace")
                .isEqualTo(Duration.ofSeconds(10));
        bench.at(9, new LinkInput.HeartbeatAnswered(1, first.promise(), LinkBench.result(204)));
        assertThat(bench.link.pulse().orElseThrow().pace()).isEqualTo(MINUTE);
        assertThat(bench.link.acknowledgedPromise()).contains(t(183));
    }

    @Test
    void aNewIntervalOfOursIsSupervisedFromWhenThePeerHasIt() {
        Rulebook rules = new Rulebook();
        LinkBench bench = LinkBench.onlineByPeer(rules, MINUTE);
        rules.acknowledgement =
                Optional.of(RequiredBehaviour.of(Duration.ofSeconds(10), MeasurementConfiguration.INTERMITTENT));
        bench.profile = rules.profile();
        bench.at(10, handshake("peer-2", MINUTE)).at(10.5, new LinkInput.Due());
        LinkEffect.Transmit ack = bench.transmitted();
        assertThat(bench.link.deadlines().orElseThrow().silentAt()).isEqualTo(t(190));
        bench.at(100, answered(ack.id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.offlineAt()).contains(t(130));
    }

    @Test
    void whereNoHeartbeatsAreUsedNothingIsSupervisedAndTheirsAreIgnored() {
        Rulebook rules = new Rulebook();
        rules.heartbeats = false;
        LinkBench bench = LinkBench.onlineByPeer(rules, Duration.ofSeconds(1));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.offlineAt()).isEmpty();
        assertThat(bench.link.nextDue()).isEmpty();
        bench.at(5, heartbeat(t(100)));
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
        assertThat(bench.at(100_000, new LinkInput.Due()).state()).isEqualTo(LinkState.ONLINE);
    }

    @Test
    void aMessageThatAsksNoIntervalLeavesItToTheProfilesDefault() {
        RequiredBehaviour none = new RequiredBehaviour(Optional.empty(), Set.of(MeasurementConfiguration.INTERMITTENT));
        Rulebook rules = new Rulebook();
        rules.acknowledgement = Optional.empty();
        rules.patience = Duration.ofHours(1);
        LinkBench bench = new LinkBench(rules).at(0, handshake("peer-1", none)).at(0.5, new LinkInput.Due());
        bench.at(1, answered(bench.transmitted().id(), 204));
        assertThat(bench.link.theirInterval()).isEmpty();
        assertThat(bench.link.ourInterval()).isEmpty();
        assertThat(bench.link.offlineAt()).contains(t(181));
    }

    @Test
    void aRegularHeartbeatDoesNotMoveLimitsButARescueAndAShorterPromiseDo() {
        LinkBench bench = LinkBench.online();
        bench.at(1.5, new LinkInput.Due()).heartbeatAnswered(1.6, 204);
        bench.at(30, heartbeat(t(210)));
        assertThat(bench.effects(LinkEffect.Moved.class)).isEmpty();
        bench.at(31, heartbeat(t(60)));
        assertThat(bench.effects(LinkEffect.Moved.class))
                .as("earlier than before")
                .hasSize(1);
        bench.at(100, heartbeat(t(280)));
        assertThat(bench.effects(LinkEffect.Moved.class))
                .as("less than half was left")
                .hasSize(1);
    }

    @Test
    void anInputThatComesLongAfterADeadlineSettlesItAsOfTheDeadline() {
        LinkBench bench = LinkBench.online();
        bench.at(500, heartbeat(t(700)));
        assertThat(bench.link.since()).isEqualTo(t(181));
        assertThat(bench.link.startAt()).as("the patience counts from then").contains(t(181 + 3600));
        assertThat(bench.events(LinkEvent.LinkChanged.class).get(0).to()).isEqualTo(LinkState.OFFLINE);
    }
}
