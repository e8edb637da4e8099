package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static com.betterfleet.oscp.connection.LinkBench.result;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static com.betterfleet.oscp.connection.LinkBench.unanswered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.SendResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events, conditions and words of a link: what an operator learns of it. */
class WhatALinkTellsTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void everyMoveIsToldWithWhereItCameFrom() {
        LinkBench bench = LinkBench.vectorLike().at(0, handshake("peer-1", MINUTE));
        assertThat(bench.events(LinkEvent.HandshakeReceived.class))
                .extracting(LinkEvent.HandshakeReceived::requestId)
                .containsExactly(new RequestId("peer-1"));
        changed(bench, LinkState.REGISTERED, LinkState.HANDSHAKING);
        bench.at(0.5, new LinkInput.Due());
        bench.at(1, answered(bench.transmitted().id(), 204));
        changed(bench, LinkState.HANDSHAKING, LinkState.ONLINE);
        assertThat(bench.link.heardAt()).contains(t(1));
        bench.at(2, new LinkInput.Suspend());
        changed(bench, LinkState.ONLINE, LinkState.SUSPENDED);
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
        bench.at(3, new LinkInput.Resume());
        changed(bench, LinkState.SUSPENDED, LinkState.REGISTERED);
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
    }

    @Test
    void aConditionEndsOnlyWhenTheLastOfItsSourcesIsGone() {
        LinkBench bench = LinkBench.online().at(2, outbox(401)).at(31, new LinkInput.Due());
        bench.heartbeatAnswered(32, 401);
        assertThat(bench.events(LinkEvent.ConditionRaised.class))
                .as("it is known already")
                .isEmpty();
        assertThat(bench.link.faults()).hasSize(2);
        bench.at(33, outbox(204));
        assertThat(bench.link.conditions()).containsExactly(Condition.AUTH_FAILED);
        assertThat(bench.events(LinkEvent.ConditionCleared.class)).isEmpty();
        bench.at(bench.link.nextDue().orElseThrow(), new LinkInput.Due());
        bench.heartbeatAnswered(63, 204);
        assertThat(bench.link.conditions()).isEmpty();
        assertThat(bench.events(LinkEvent.ConditionCleared.class)).hasSize(1);
    }

    @Test
    void aConditionThatIsSeenAgainKeepsItsBeginningAndTakesTheLatestDetail() {
        LinkBench bench =
                LinkBench.online().at(2, outbox(401)).at(9, outbox(403)).at(12, outbox(401));
        assertThat(bench.link.conditions()).containsExactlyInAnyOrder(Condition.AUTH_FAILED, Condition.MISCONFIGURED);
        Fault auth = bench.link.faults().stream()
                .filter(fault -> fault.condition() == Condition.AUTH_FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(auth.since()).isEqualTo(t(2));
        assertThat(auth.detail()).isEqualTo("message: 401");
    }

    @Test
    void aMissingTokenIsAConditionOfSending() {
        LinkBench bench = LinkBench.online()
                .at(2, new LinkInput.OutboxAnswered(new SendResult.NoCredential("the token endpoint is silent")));
        assertThat(bench.link.conditions()).containsExactly(Condition.AUTH_FAILED);
        assertThat(bench.link.faults().get(0).detail()).isEqualTo("message: the token endpoint is silent");
    }

    @Test
    void resumeForgetsWhatWasWrongWithSending() {
        LinkBench bench = LinkBench.online().at(2, outbox(401)).at(3, new LinkInput.Suspend());
        assertThat(bench.link.conditions()).containsExactly(Condition.AUTH_FAILED);
        assertThat(bench.at(4, new LinkInput.Resume()).link.conditions()).isEmpty();
        assertThat(bench.events(LinkEvent.ConditionCleared.class)).hasSize(1);
    }

    @Test
    void whatBecameOfAMessageIsSaidInAFewWords() {
        assertThat(AnswerFamilies.describe(new SendResult.Answered(503, Optional.empty(), "busy")))
                .isEqualTo("503 busy");
        assertThat(AnswerFamilies.describe(new SendResult.NotSent("no secret"))).isEqualTo("no secret");
        assertThat(AnswerFamilies.describe(new SendResult.NotAuthorized("invalid_client")))
                .isEqualTo("invalid_client");
        assertThat(AnswerFamilies.describe(new SendResult.NoCredential("no token")))
                .isEqualTo("no token");
        assertThat(AnswerFamilies.describe(new SendResult.NoAnswer("refused"))).isEqualTo("refused");
    }

    @Test
    void handshakeNowSendsAnAcknowledgementThatWaitsForItsNextTry() {
        LinkBench bench =
                LinkBench.vectorLike().at(0, handshake("peer-1", MINUTE)).at(0.5, new LinkInput.Due());
        RequestId acknowledgement = bench.transmitted().id();
        bench.jitter = 0.9;
        bench.at(1, unanswered(acknowledgement)).at(1.1, new LinkInput.HandshakeNow());
        assertThat(bench.transmitted().id()).isEqualTo(acknowledgement);
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
    }

    @Test
    void anEditThatTouchesNoSessionIsIgnoredOnlineAndSchedulesAnewWhileWaiting() {
        assertThat(LinkBench.online().at(2, new LinkInput.Edited(false)).last.verdict())
                .isInstanceOf(Verdict.Ignored.class);
        Rulebook rules = new Rulebook();
        rules.patience = MINUTE;
        LinkBench bench = new LinkBench(rules);
        assertThat(bench.link.startAt()).contains(t(60));
        rules.patience = Duration.ofSeconds(20);
        bench.profile = rules.profile();
        assertThat(bench.at(1, new LinkInput.Edited(false)).link.startAt()).contains(t(20));
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
    }

    @Test
    void anEditOfCredentialsWhileSuspendedForgetsConditionsAndStaysSuspended() {
        LinkBench bench = LinkBench.online()
                .at(2, outbox(401))
                .at(3, new LinkInput.Suspend())
                .at(4, new LinkInput.Edited(true));
        assertThat(bench.state()).isEqualTo(LinkState.SUSPENDED);
        assertThat(bench.link.conditions()).isEmpty();
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
    }

    @Test
    void everySecretOfAnExchangeIsNamedSoThatNoneIsTakenForAStray() {
        TokenExchange exchange = new TokenExchange(
                Optional.of(new TokenExchange.Terms(
                        SecretRef.of("initial"), URI.create("https://fp.example"), URI.create("https://cp.example"))),
                Optional.of(SecretRef.of("theirs")),
                List.of(SecretRef.of("theirs-before")),
                List.of(SecretRef.of("ours")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        assertThat(exchange.secrets())
                .containsExactlyInAnyOrder(
                        SecretRef.of("initial"),
                        SecretRef.of("theirs"),
                        SecretRef.of("theirs-before"),
                        SecretRef.of("ours"));
    }

    private static LinkInput outbox(int status) {
        return new LinkInput.OutboxAnswered(result(status));
    }

    private static void changed(LinkBench bench, LinkState from, LinkState to) {
        assertThat(bench.events(LinkEvent.LinkChanged.class)).singleElement().satisfies(event -> {
            assertThat(event.from()).isEqualTo(from);
            assertThat(event.to()).isEqualTo(to);
        });
    }

    @Test
    void anEventNamesItsConnection() {
        LinkBench bench = LinkBench.vectorLike().at(0, new LinkInput.Due());
        assertThat(bench.events(LinkEvent.class))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.connection()).isEqualTo(bench.settings.id()));
        assertThat(bench.events(LinkEvent.HandshakeStarted.class))
                .extracting(LinkEvent.HandshakeStarted::requestId)
                .containsExactly(bench.transmitted().id());
    }

    @Test
    void anAcknowledgementThatThePeerDoesNotLetInIsACondition() {
        LinkBench bench =
                LinkBench.vectorLike().at(0, handshake("peer-1", MINUTE)).at(0.5, new LinkInput.Due());
        bench.at(1, answered(bench.transmitted().id(), 401));
        assertThat(bench.link.conditions()).containsExactly(Condition.AUTH_FAILED);
    }

    @Test
    void aNewSessionForgetsWhatWasWrongWithWaitingMessages() {
        LinkBench bench = LinkBench.online().at(2, outbox(401)).passUntil(181);
        assertThat(bench.link.conditions()).containsExactly(Condition.AUTH_FAILED);
        bench.at(182, handshake("peer-2", MINUTE)).at(182.5, new LinkInput.Due());
        bench.at(183, answered(bench.transmitted().id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        assertThat(bench.link.conditions()).isEmpty();
    }

    @Test
    void aGoodPromiseSaysNothingOfCredentialsAndAnEditNothingOfClocks() {
        LinkBench bench = LinkBench.online().at(2, outbox(401)).at(3, LinkBench.heartbeat(t(100)));
        assertThat(bench.link.conditions()).containsExactly(Condition.AUTH_FAILED);
        bench.at(4, LinkBench.heartbeat(t(-100))).at(5, new LinkInput.Edited(true));
        assertThat(bench.link.conditions()).containsExactly(Condition.CLOCK_SKEW);
    }

    @Test
    void eachConditionHasItsOwnBeginningAndIsKeptOnce() {
        LinkBench bench =
                LinkBench.online().at(2, outbox(403)).at(3, outbox(401)).at(4, outbox(401));
        assertThat(bench.link.faults())
                .extracting(Fault::condition, Fault::since)
                .containsExactly(tuple(Condition.MISCONFIGURED, t(2)), tuple(Condition.AUTH_FAILED, t(3)));
    }

    @Test
    void whatChangesNoDeadlineMovesNobody() {
        LinkBench bench = LinkBench.online().at(2, outbox(204));
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
        assertThat(bench.effects(LinkEffect.Moved.class)).isEmpty();
    }

    @Test
    void aNodeThatGivesItsLeaseBackIsToldWhetherItHadOne() {
        LinkBench bench = LinkBench.online().at(2, new LinkInput.Stop("fp-2"));
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Ignored("node 'fp-2' holds no lease of this link"));
        bench.at(3, new LinkInput.Stop("fp-1"));
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
        assertThat(bench.link.lease()).isEmpty();
    }
}
