package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.Exchanges.INITIAL;
import static com.betterfleet.oscp.connection.Exchanges.awaiting;
import static com.betterfleet.oscp.connection.Exchanges.ignored;
import static com.betterfleet.oscp.connection.Exchanges.initiating;
import static com.betterfleet.oscp.connection.Exchanges.onlineByPeer;
import static com.betterfleet.oscp.connection.Exchanges.register;
import static com.betterfleet.oscp.connection.Exchanges.reply;
import static com.betterfleet.oscp.connection.Exchanges.sent;
import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.RequestId;
import org.junit.jupiter.api.Test;

/** Whose answer a Register takes for its own, and what an operator hears of it. */
class RegisterAnswersTest {
    private static final LinkInput DUE = new LinkInput.Due();

    @Test
    void anAnswerToSomethingElseIsNoneToOurRegister() {
        LinkBench bench = initiating().at(0, DUE);
        LinkRecord before = bench.link;
        ignored(bench.at(1, answered(new RequestId("another"), 204)));
        assertThat(bench.link).isEqualTo(before);
    }

    @Test
    void anAnswerCountsOnce() {
        LinkBench bench = initiating().at(0, DUE);
        RequestId ours = sent(bench).id();
        LinkRecord before = bench.at(1, answered(ours, 204)).link;
        ignored(bench.at(2, answered(ours, 400)));
        assertThat(bench.link).isEqualTo(before);
    }

    @Test
    void anAnswerThatComesAfterItsTryWasGivenUpStillCounts() {
        LinkBench bench = initiating().at(0, DUE);
        RequestId ours = sent(bench).id();
        bench.at(1, unanswered(ours)).at(2, answered(ours, 204));
        assertThat(bench.link.exchange().ours().map(OwnRegister::phase)).contains(OwnRegister.Phase.ANSWERED);
    }

    @Test
    void whoNamesOurReplyAndPresentsTheOldTokenDoesNotShowThatItHasTheNewOne() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, DUE);
        bench.at(1, reply(sent(bench).id(), INITIAL, "p-2"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
    }

    @Test
    void thePeerMayEndWhatOurReplyHasNotCompleted() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, DUE);
        bench.at(1, new LinkInput.RegistrationEnded());
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
        assertThat(bench.state()).isEqualTo(LinkState.UNREGISTERED);
    }

    @Test
    void theTokenThatAReplyPresentsIsKeptHoweverManyThePeerGivesMeanwhile() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, DUE);
        RequestId ours = sent(bench).id();
        for (int i = 2; i < 7; i++) {
            bench.at(i, reply(ours, INITIAL, "p-" + i));
        }
        assertThat(bench.link.exchange().spares()).doesNotContain(SecretRef.of("oscp/nz/p-1"));
        assertThat(bench.link.exchange().secrets()).contains(SecretRef.of("oscp/nz/p-1"));
    }

    @Test
    void aRegisterIsToldWhenItLeavesFirstAndNotWithEachTry() {
        LinkBench bench = initiating().at(0, DUE);
        assertThat(bench.events(LinkEvent.RegisterStarted.class)).hasSize(1);
        bench.at(1, unanswered(sent(bench).id())).at(10, DUE);
        assertThat(bench.effects(LinkEffect.SendRegister.class)).hasSize(1);
        assertThat(bench.events(LinkEvent.RegisterStarted.class)).isEmpty();
    }

    @Test
    void aRegisterThatNobodyTakesIsTheLastFailureUntilItIsDone() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, DUE);
        RequestId reply = sent(bench).id();
        bench.at(1, unanswered(reply));
        assertThat(bench.link.lastFailure().map(LinkFailure::action)).contains("register");
        bench.at(20, DUE).at(21, answered(reply, 204));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.lastFailure()).isEmpty();
    }

    @Test
    void aRegistrationBegunByUsForgetsWhatWasWrongWithOurRegister() {
        LinkBench bench = initiating().at(0, DUE);
        RequestId ours = sent(bench).id();
        bench.at(1, answered(ours, 403));
        assertThat(bench.link.conditions()).containsExactly(Condition.MISCONFIGURED);
        bench.at(2, reply(ours, sent(initiating().at(0, DUE)).token(), "p-1"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.conditions()).isEmpty();
    }

    @Test
    void theEndOfARegistrationForgetsWhatWasWrongWithIt() {
        for (LinkInput end : new LinkInput[] {new LinkInput.RegistrationEnded(), new LinkInput.EndRegistration()}) {
            LinkBench bench = onlineByPeer().at(3.5, DUE).heartbeatAnswered(4, 403);
            assertThat(bench.link.conditions()).containsExactly(Condition.MISCONFIGURED);
            assertThat(bench.link.lastFailure()).isPresent();
            bench.at(5, end);
            assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
            assertThat(bench.link.conditions()).isEmpty();
            assertThat(bench.link.lastFailure()).isEmpty();
        }
    }

    @Test
    void whatAnOperatorBeginsIsAccepted() {
        LinkBench bench = initiating().at(0, new LinkInput.HandshakeNow());
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Accepted());
    }
}
