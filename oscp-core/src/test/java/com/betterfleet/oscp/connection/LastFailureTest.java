package com.betterfleet.oscp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.profile.Registration;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An operator sees why a line does not come up: the last call for the link itself that failed is kept. */
class LastFailureTest {
    private final LinkBench bench = LinkBench.vectorLike();
    private static final LinkInput DUE = new LinkInput.Due();

    private void refusedAt(double seconds, LinkBench line) {
        LinkEffect.Transmit sent = line.at(seconds, DUE).transmitted();
        line.at(
                seconds + 0.1,
                new LinkInput.Answered(sent.id(), new SendResult.Answered(400, Optional.empty(), "no such field")));
    }

    @Test
    void aHandshakeThatIsRefusedIsSaidWithItsWordsAndCounted() {
        refusedAt(0, bench);
        assertThat(bench.link.lastFailure())
                .contains(new LinkFailure(LinkBench.t(0.1), "handshake", "400 no such field", 1));
        refusedAt(70, bench);
        assertThat(bench.link.lastFailure())
                .contains(new LinkFailure(LinkBench.t(70.1), "handshake", "400 no such field", 2));
    }

    @Test
    void aHandshakeThatIsRefusedForWhatItSaysIsMisconfiguredUntilOneIsTaken() {
        refusedAt(0, bench);
        assertThat(bench.link.conditions()).containsExactly(Condition.MISCONFIGURED);
        LinkEffect.Transmit again = bench.at(70, DUE).transmitted();
        bench.at(70.1, LinkBench.answered(again.id(), 204));
        assertThat(bench.link.conditions()).isEmpty();
        assertThat(bench.link.lastFailure()).as("it is not acknowledged yet").isPresent();
        bench.at(70.2, LinkBench.acknowledge(again.id()));
        assertThat(bench.link.lastFailure()).isEmpty();
    }

    @Test
    void aHandshakeThatNobodyAnswersIsKept() {
        LinkEffect.Transmit sent = bench.at(0, DUE).transmitted();
        bench.at(1, LinkBench.unanswered(sent.id()));
        assertThat(bench.link.lastFailure())
                .contains(new LinkFailure(LinkBench.t(1), "handshake", "connection refused", 1));
        assertThat(bench.link.conditions()).isEmpty();
    }

    @Test
    void aPeerThatAnswersOurHandshakesAndNeverAcknowledgesThemIsSeen() {
        bench.jitter = 0;
        LinkEffect.Transmit first = bench.at(0, DUE).transmitted();
        bench.at(0.1, LinkBench.answered(first.id(), 204)).at(30.1, DUE);
        LinkEffect.Transmit second = bench.at(36, DUE).transmitted();
        bench.at(36.1, LinkBench.answered(second.id(), 204));
        assertThat(bench.link.lastFailure())
                .contains(new LinkFailure(
                        LinkBench.t(30.1), "handshake", "answered, but not acknowledged within PT30S", 1));
        bench.at(66.1, DUE);
        assertThat(bench.link.lastFailure().orElseThrow().inARow()).isEqualTo(2);
    }

    @Test
    void aRefusedAcknowledgementAndAMissedHeartbeatAreKeptEachWithItsAction() {
        LinkBench online = LinkBench.online();
        online.at(1.5, DUE).heartbeatAnswered(2, 503);
        assertThat(online.link.lastFailure().orElseThrow().action()).isEqualTo("heartbeat");
        online.at(3, LinkBench.handshake("peer-2", Duration.ofSeconds(60))).at(3.5, DUE);
        LinkEffect.Transmit acknowledgement = online.transmitted();
        online.at(4, LinkBench.answered(acknowledgement.id(), 500));
        assertThat(online.link.lastFailure())
                .contains(new LinkFailure(LinkBench.t(4), "handshake acknowledgement", "500", 1));
        online.at(31, DUE).heartbeatAnswered(31.1, 204);
        assertThat(online.link.lastFailure())
                .as("the success of another action")
                .isPresent();
    }

    @Test
    void theNextSuccessOfTheSameActionForgetsIt() {
        LinkBench online = LinkBench.online();
        online.at(1.5, DUE).heartbeatAnswered(2, 503);
        online.at(31, DUE).heartbeatAnswered(31.1, 204);
        assertThat(online.link.lastFailure()).isEmpty();
    }

    @Test
    void aRegisterThatIsNeverAnsweredByOneOfThePeerIsKept() {
        Rulebook rules = new Rulebook();
        rules.registration = Registration.INITIATE;
        LinkBench line = new LinkBench(rules, LinkBench.exchanged());
        line.at(0, DUE);
        LinkEffect.SendRegister sent =
                line.effects(LinkEffect.SendRegister.class).get(0);
        line.at(0.1, LinkBench.answered(sent.id(), 204)).at(30.1, DUE);
        assertThat(line.link.lastFailure())
                .contains(new LinkFailure(
                        LinkBench.t(30.1), "register", "answered, but the peer's own did not come within PT30S", 1));
    }

    @Test
    void aNewSessionForgetsIt() {
        refusedAt(0, bench);
        bench.at(1, LinkBench.handshake("peer-1", Duration.ofSeconds(60))).at(1.5, DUE);
        bench.at(2, LinkBench.answered(bench.transmitted().id(), 204));
        assertThat(bench.link.lastFailure()).isEmpty();
    }

    @Test
    void anEditSuspendAndDisableForgetIt() {
        for (LinkInput input :
                new LinkInput[] {new LinkInput.Edited(true), new LinkInput.Suspend(), new LinkInput.Disable()}) {
            LinkBench line = LinkBench.vectorLike();
            refusedAt(0, line);
            assertThat(line.at(1, input).link.lastFailure()).as("%s", input).isEmpty();
        }
    }

    @Test
    void atLeastOneHasFailed() {
        assertThatThrownBy(() -> new LinkFailure(LinkBench.T, "heartbeat", "401", 0))
                .hasMessageContaining("inARow");
    }

    @Test
    void anAcknowledgementForgetsItAlsoWhileOnline() {
        LinkBench online = LinkBench.online().at(1.5, DUE).at(2, new LinkInput.HandshakeNow());
        LinkEffect.Transmit ours = online.transmitted();
        online.at(3, LinkBench.unanswered(ours.id()));
        assertThat(online.link.lastFailure()).isPresent();
        online.at(10, DUE).at(11, LinkBench.acknowledge(ours.id()));
        assertThat(online.link.lastFailure()).isEmpty();
    }
}
