package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static com.betterfleet.oscp.connection.LinkBench.heartbeat;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.outbox.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Operators, configuration, restart, the clock, and conditions. */
class OperationTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void suspendAndDisableStopEverythingAndRefuseInboundWith503() {
        for (LinkInput away : List.of(new LinkInput.Suspend(), new LinkInput.Disable())) {
            LinkBench bench =
                    LinkBench.online().at(2, handshake("peer-2", MINUTE)).at(2.1, away);
            assertThat(bench.state().released()).isTrue();
            assertThat(bench.link.nextDue()).isEmpty();
            assertThat(bench.link.offlineAt()).isEmpty();
            for (LinkInput input : List.of(handshake("peer-3", MINUTE), heartbeat(t(500)))) {
                bench.at(3, input);
                assertThat(((Verdict.Refused) bench.last.verdict()).status()).isEqualTo(503);
            }
            assertThat(bench.at(10_000, new LinkInput.Due()).last.effects()).isEmpty();
        }
    }

    @Test
    void resumeAndEnableGoToRegisteredAndNeedANewSession() {
        LinkBench bench = LinkBench.online().at(5, new LinkInput.Suspend()).at(6, new LinkInput.Resume());
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.session()).isEqualTo(1);
        assertThat(bench.link.agreedMeasurement()).isEmpty();
        assertThat(bench.effects(LinkEffect.Moved.class)).hasSize(1);
        bench.at(7, new LinkInput.Disable()).at(8, new LinkInput.Resume());
        assertThat(((Verdict.Refused) bench.last.verdict()).status()).isEqualTo(409);
        assertThat(bench.at(9, new LinkInput.Enable()).state()).isEqualTo(LinkState.REGISTERED);
    }

    @Test
    void anAnswerToWhatWasDroppedBySuspendingIsIgnored() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        LinkEffect.Transmit ours = bench.transmitted();
        bench.at(1, new LinkInput.Suspend()).at(2, new LinkInput.Resume());
        LinkRecord before = bench.link;
        bench.at(2, answered(ours.id(), 204));
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
        assertThat(bench.link).isEqualTo(before);
    }

    @Test
    void aLinkMadeDisabledWaitsForEnable() {
        LinkBench bench = LinkBench.vectorLike();
        bench.link = LinkRecord.initial(bench.settings.withEnabled(false), bench.profile, LinkBench.T);
        assertThat(bench.link.nextDue()).isEmpty();
        bench.at(1, new LinkInput.Enable());
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.nextDue()).contains(t(1));
    }

    @Test
    void aLinkWithoutCredentialsComesBackUnregistered() {
        LinkBench bench = new LinkBench(new Rulebook(), LinkBench.exchanged());
        bench.at(0, new LinkInput.Suspend()).at(1, new LinkInput.Resume());
        assertThat(bench.state()).isEqualTo(LinkState.UNREGISTERED);
        assertThat(bench.link.nextDue()).isEmpty();
    }

    @Test
    void anEditOfUrlOrCredentialsGoesToRegisteredAndAnyOtherKeepsTheSession() {
        LinkBench bench = LinkBench.online().at(2, new LinkInput.Edited(false));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        bench.at(3, new LinkInput.Edited(true));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.offlineAt()).isEmpty();
        bench.at(4, new LinkInput.Suspend()).at(5, new LinkInput.Edited(true));
        assertThat(bench.state()).isEqualTo(LinkState.SUSPENDED);
    }

    @Test
    void anEditThatLetsUsStartSchedulesAHandshake() {
        Rulebook rules = new Rulebook();
        rules.weMayStart = false;
        LinkBench bench = new LinkBench(rules);
        rules.weMayStart = true;
        bench.profile = rules.profile();
        assertThat(bench.at(2, new LinkInput.Edited(false)).link.nextDue()).isPresent();
    }

    @Test
    void aRestartWithinTheDeadlinesKeepsTheSessionAndBeatsAtOnce() {
        LinkBench bench = LinkBench.online().at(1.5, new LinkInput.Due()).heartbeatAnswered(2, 204);
        LinkRecord stored = bench.link;
        LinkBench after = LinkBench.vectorLike();
        after.link = stored;
        after.at(100, new LinkInput.Start());
        assertThat(after.state()).isEqualTo(LinkState.ONLINE);
        assertThat(after.link.session()).isEqualTo(1);
        assertThat(after.effects(LinkEffect.Beat.class)).hasSize(1);
        assertThat(after.link.offlineAt()).contains(t(181));
    }

    @Test
    void aRestartAfterADeadlineIsOffline() {
        LinkBench bench = LinkBench.online();
        bench.at(181, new LinkInput.Start());
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
        assertThat(bench.effects(LinkEffect.Beat.class)).isEmpty();
    }

    @Test
    void aRestartSendsAgainWhatWasUnderWayWithItsOwnId() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        LinkEffect.Transmit ours = bench.transmitted();
        bench.at(0.1, handshake("peer-1", MINUTE)).at(0.6, new LinkInput.Due());
        LinkEffect.Transmit ack = bench.transmitted();
        bench.at(3, new LinkInput.Start());
        assertThat(bench.effects(LinkEffect.Transmit.class)).containsExactly(ack, ours);
    }

    @Test
    void anAnswerThatNeverComesIsTakenForLostInTime() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        LinkEffect.Transmit ours = bench.transmitted();
        assertThat(bench.link.nextDue()).as("twice the time-out of a call").contains(t(60));
        assertThat(bench.at(60, new LinkInput.Due()).transmitted()).isEqualTo(ours);
    }

    // The clock

    @Test
    void aClockSetForwardMovesOurDeadlinesAndNotThePeersPromise() {
        LinkBench bench = LinkBench.online();
        bench.at(20, heartbeat(t(3600 + 200)));
        bench.at(3600 + 30, new LinkInput.ClockStepped(Duration.ofHours(1)));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.offlineAt()).as("ours moved").contains(t(3600 + 181));
        assertThat(bench.link.deadlines().orElseThrow().promise().orElseThrow().end())
                .isEqualTo(t(3600 + 200));
        assertThat(bench.events(LinkEvent.ClockStepped.class)).hasSize(1);
    }

    @Test
    void aClockSetForwardPastThePeersPromiseIsOffline() {
        LinkBench bench = LinkBench.online();
        bench.at(20, heartbeat(t(200)));
        bench.at(3600 + 30, new LinkInput.ClockStepped(Duration.ofHours(1)));
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
    }

    @Test
    void aClockSetBackMovesOurDeadlinesBack() {
        LinkBench bench = LinkBench.online();
        bench.at(20, heartbeat(t(200)));
        bench.at(30 - 3600, new LinkInput.ClockStepped(Duration.ofHours(-1)));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.offlineAt()).contains(t(181 - 3600));
        bench.at(181 - 3600, new LinkInput.Due());
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
    }

    @Test
    void aDeadlineThatHadPassedByTheOldClockIsSettledBeforeTheStep() {
        LinkBench bench = LinkBench.online();
        bench.at(181 - 3600, new LinkInput.ClockStepped(Duration.ofHours(-1)));
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
    }

    @Test
    void aPromiseThatHadPassedByTheOldClockIsNotRevivedByAStepBack() {
        LinkBench bench = LinkBench.online();
        bench.at(20, heartbeat(t(30)));
        assertThat(bench.link.offlineAt()).contains(t(90));
        bench.at(90 - 3600, new LinkInput.ClockStepped(Duration.ofHours(-1)));
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
    }

    /** Each node sees its clock being set; the record moves once. */
    @Test
    void aStepThatTwoNodesSeeMovesTheDeadlinesOnce() {
        for (int hours : new int[] {1, -1}) {
            for (String first : List.of("fp-1", "fp-2")) {
                LinkBench bench = LinkBench.online().at(1.5, new LinkInput.Due());
                LinkInput step = new LinkInput.ClockStepped(Duration.ofHours(hours));
                bench.node = Optional.of(first);
                bench.at(hours * 3600 + 10, step);
                bench.node = Optional.of(first.equals("fp-1") ? "fp-2" : "fp-1");
                bench.at(hours * 3600 + 10.1, step);
                assertThat(bench.last.verdict()).as(first).isInstanceOf(Verdict.Ignored.class);
                assertThat(bench.link.offlineAt()).contains(t(hours * 3600 + 181));
            }
        }
    }

    @Test
    void aStepJustAfterEnteringOnlineDoesNotBreakTheLine() {
        for (int hours : new int[] {1, -1}) {
            LinkBench bench = LinkBench.online();
            bench.at(hours * 3600 + 2, new LinkInput.ClockStepped(Duration.ofHours(hours)));
            assertThat(bench.link.offlineAt()).as("primed by our own time").contains(t(hours * 3600 + 181));
        }
    }

    // Conditions

    @Test
    void aFaultOfTheConnectionIsVisibleAndClearedByASuccess() {
        LinkBench bench = LinkBench.online().at(1.5, new LinkInput.Due()).heartbeatAnswered(2, 401);
        assertThat(bench.link.conditions()).containsExactly(Condition.AUTH_FAILED);
        assertThat(bench.events(LinkEvent.ConditionRaised.class).get(0).detail())
                .isEqualTo("heartbeat: 401");
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        bench.passUntil(31).heartbeatAnswered(31, 204);
        assertThat(bench.link.conditions()).isEmpty();
        assertThat(bench.events(LinkEvent.ConditionCleared.class)).hasSize(1);
    }

    @Test
    void whatWaitingMessagesRaiseIsNotClearedByHeartbeats() {
        LinkBench bench = LinkBench.online().at(1.5, new LinkInput.Due());
        LinkEffect.Beat beat = bench.effects(LinkEffect.Beat.class).get(0);
        bench.at(2, new LinkInput.OutboxAnswered(LinkBench.result(404)));
        assertThat(bench.link.conditions()).containsExactly(Condition.MISCONFIGURED);
        bench.at(3, new LinkInput.HeartbeatAnswered(1, beat.promise(), LinkBench.result(204)));
        assertThat(bench.link.conditions()).containsExactly(Condition.MISCONFIGURED);
        bench.at(4, new LinkInput.OutboxAnswered(LinkBench.result(204)));
        assertThat(bench.link.conditions()).isEmpty();
    }

    @Test
    void oneConditionSeenInTwoPlacesIsOneEventEachWay() {
        LinkBench bench = LinkBench.online().at(1.5, new LinkInput.Due());
        LinkEffect.Beat beat = bench.effects(LinkEffect.Beat.class).get(0);
        bench.at(2, new LinkInput.OutboxAnswered(LinkBench.result(401)));
        bench.at(3, new LinkInput.HeartbeatAnswered(1, beat.promise(), LinkBench.result(401)));
        assertThat(bench.events(LinkEvent.ConditionRaised.class)).isEmpty();
        bench.at(4, new LinkInput.OutboxAnswered(LinkBench.result(204)));
        assertThat(bench.events(LinkEvent.ConditionCleared.class)).isEmpty();
        bench.at(5, new LinkInput.HeartbeatAnswered(1, beat.promise(), LinkBench.result(204)));
        assertThat(bench.events(LinkEvent.ConditionCleared.class)).hasSize(1);
    }

    @Test
    void anEditForgetsWhatWasWrongWithSending() {
        LinkBench bench = LinkBench.online().at(2, new LinkInput.OutboxAnswered(LinkBench.result(401)));
        bench.at(3, new LinkInput.Edited(true));
        assertThat(bench.link.conditions()).isEmpty();
    }

    @Test
    void faultsOfAMessageOrOfTheWorldRaiseNothing() {
        LinkBench bench = LinkBench.online();
        for (SendResult result : List.of(
                LinkBench.result(400),
                LinkBench.result(503),
                LinkBench.result(429),
                new SendResult.NoAnswer("reset"))) {
            assertThat(bench.at(2, new LinkInput.OutboxAnswered(result)).link.conditions())
                    .isEmpty();
        }
    }
}
