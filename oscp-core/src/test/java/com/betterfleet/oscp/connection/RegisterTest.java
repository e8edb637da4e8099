package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.Exchanges.INITIAL;
import static com.betterfleet.oscp.connection.Exchanges.MINUTE;
import static com.betterfleet.oscp.connection.Exchanges.PEER;
import static com.betterfleet.oscp.connection.Exchanges.awaiting;
import static com.betterfleet.oscp.connection.Exchanges.ignored;
import static com.betterfleet.oscp.connection.Exchanges.initiating;
import static com.betterfleet.oscp.connection.Exchanges.newest;
import static com.betterfleet.oscp.connection.Exchanges.refused;
import static com.betterfleet.oscp.connection.Exchanges.register;
import static com.betterfleet.oscp.connection.Exchanges.registeredByPeer;
import static com.betterfleet.oscp.connection.Exchanges.reply;
import static com.betterfleet.oscp.connection.Exchanges.sent;
import static com.betterfleet.oscp.connection.Exchanges.silent;
import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static com.betterfleet.oscp.connection.LinkBench.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tokens exchanged by Register, as initiator and as responder: protocol.md 3, decisions 2, 13 and 16. */
class RegisterTest {
    // Where it begins

    @Test
    void aLinkWhoseTokensAreExchangedBeginsUnregisteredAndExpectsTheInitialToken() {
        LinkBench bench = awaiting();
        assertThat(bench.state()).isEqualTo(LinkState.UNREGISTERED);
        assertThat(bench.link.exchange().expected()).containsExactly(INITIAL);
        assertThat(bench.link.exchange().presented()).contains(INITIAL);
        assertThat(bench.link.nextDue()).as("the peer begins").isEmpty();
        assertThat(initiating().link.nextDue()).as("we begin").contains(t(0));
    }

    @Test
    void whereCredentialsAreAgreedEveryRegisterIsRefusedWith403() {
        LinkBench bench = LinkBench.vectorLike();
        for (LinkInput input : List.of(
                register("peer-1", SecretRef.of("nz/in"), "p-1"),
                new LinkInput.RegistrationEnded(),
                new LinkInput.EndRegistration())) {
            LinkRecord before = bench.link;
            bench.at(1, input);
            assertThat(refused(bench).status()).isEqualTo(403);
            assertThat(refused(bench).message()).contains("agreed");
            assertThat(bench.link).isEqualTo(before);
        }
        assertThat(bench.link.exchange()).isEqualTo(TokenExchange.NONE);
    }

    @Test
    void anUnregisteredLinkRefusesHandshakesAndHeartbeats() {
        LinkBench bench = awaiting().at(1, handshake("h-1", MINUTE));
        assertThat(refused(bench).status()).isEqualTo(403);
        assertThat(bench.at(2, LinkBench.heartbeat(t(100))).state()).isEqualTo(LinkState.UNREGISTERED);
        assertThat(refused(bench).status()).isEqualTo(403);
    }

    // The peer begins

    @Test
    void thePeersRegisterIsAnsweredAfterTheReplyDelayWithATokenOfOurs() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
        assertThat(bench.effects(LinkEffect.SendRegister.class))
                .as("our reply must not overtake our 204")
                .isEmpty();
        assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-1"));
        assertThat(bench.link.exchange().baseUrl()).contains(PEER);
        assertThat(bench.link.nextDue()).contains(t(0.5));
        bench.at(0.5, new LinkInput.Due());
        LinkEffect.SendRegister reply = sent(bench);
        assertThat(reply.correlation()).contains(new RequestId("peer-1"));
        assertThat(reply.token().name()).startsWith("oscp/nz/");
        assertThat(bench.link.exchange().expected())
                .as("old and new until the new one was used")
                .containsExactly(INITIAL, reply.token());
        bench.at(1, answered(reply.id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.events(LinkEvent.Registered.class)).hasSize(1);
        assertThat(bench.link.exchange().registeredAt()).contains(t(1));
        bench.passUntil(1);
        assertThat(bench.transmitted().message())
                .as("and the handshake is next")
                .isNotNull();
    }

    @Test
    void aReplyPresentsTheTokenOfTheRegisterThatItAnswersWhateverThePeerHasGivenUsMeanwhile() {
        LinkBench bench = initiating();
        LinkEffect.SendRegister ours = sent(bench.at(0, new LinkInput.Due()));
        bench.at(0.1, register("peer-1", INITIAL, "p-1")).at(0.2, reply(ours.id(), ours.token(), "p-2"));
        assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-2"));
        LinkEffect.SendRegister reply = sent(bench.at(0.6, new LinkInput.Due()));

        assertThat(reply.correlation()).contains(new RequestId("peer-1"));
        assertThat(reply.presents()).contains(SecretRef.of("oscp/nz/p-1"));
        assertThat(bench.link.exchange().secrets())
                .as("nobody takes it from the vault meanwhile")
                .contains(SecretRef.of("oscp/nz/p-1"));
        assertThat(ours.presents()).as("the newest").isEmpty();
    }

    @Test
    void aRegisterOfOursThatThePeerRefusesIsACondition() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1"));
        LinkEffect.SendRegister reply = sent(bench.at(0.5, new LinkInput.Due()));
        bench.at(1, answered(reply.id(), 422));
        assertThat(bench.link.conditions()).containsExactly(Condition.MISCONFIGURED);
        assertThat(sent(bench.at(60, new LinkInput.Due()))).isEqualTo(reply);
        bench.at(61, answered(reply.id(), 204));
        assertThat(bench.link.conditions()).isEmpty();
    }

    @Test
    void aTokenThatWasReplacedWhileItsRequestWasServedRegistersNobody() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1"));
        LinkEffect.SendRegister reply = sent(bench.at(0.5, new LinkInput.Due()));
        bench.at(1, new LinkInput.CredentialUsed(reply.token()));
        bench.at(1.1, register("peer-2", INITIAL, "p-2"));
        assertThat(refused(bench).status()).isEqualTo(401);
        assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-1"));
    }

    @Test
    void aRegisterWithoutAnIdIsAnsweredWithoutACorrelation() {
        LinkBench bench = awaiting().at(0, register(Optional.empty(), Optional.empty(), INITIAL, "p-1"));
        assertThat(sent(bench.at(0.5, new LinkInput.Due())).correlation()).isEmpty();
    }

    @Test
    void aReplyThatFailsIsTheSameAgainWithGrowingWaits() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, new LinkInput.Due());
        LinkEffect.SendRegister reply = sent(bench);
        bench.jitter = 0.999;
        double at = 0.5;
        int[] statuses = {500, 400, 403};
        for (double longest : new double[] {10, 20, 40}) {
            bench.at(at, answered(reply.id(), statuses[(int) (longest / 20)]));
            double wait = Duration.between(bench.now, bench.link.nextDue().orElseThrow())
                            .toMillis()
                    / 1000.0;
            assertThat(wait).isBetween(longest * 0.98, longest);
            at += wait;
            assertThat(sent(bench.at(at, new LinkInput.Due())))
                    .as("the same id and the same token")
                    .isEqualTo(reply);
        }
        assertThat(bench.link.conditions()).containsExactly(Condition.MISCONFIGURED);
        bench.at(at, answered(reply.id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.conditions()).isEmpty();
    }

    @Test
    void aRepetitionOfTheRegisterThatIsBeingAnsweredChangesNothing() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1"));
        LinkRecord before = bench.link;
        ignored(bench.at(0.1, register("peer-1", INITIAL, "p-2")));
        assertThat(bench.link).isEqualTo(before);
    }

    @Test
    void aPeerThatTriesAgainWithANewIdIsAnsweredAnewWithTheTokenThatWasIssued() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, new LinkInput.Due());
        LinkEffect.SendRegister first = sent(bench);
        bench.at(10, register("peer-2", INITIAL, "p-2"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
        bench.at(10.5, new LinkInput.Due());
        assertThat(sent(bench).correlation()).contains(new RequestId("peer-2"));
        assertThat(sent(bench).id()).isNotEqualTo(first.id());
        assertThat(sent(bench).token())
                .as("no heap of tokens, however often it tries")
                .isEqualTo(first.token());
        assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-2"));
        assertThat(bench.link.exchange().expected()).containsExactly(INITIAL, first.token());
    }

    @Test
    void whoWasLockedOutComesBackWithTheInitialToken() {
        LinkBench bench = registeredByPeer();
        SecretRef lost = newest(bench);
        bench.at(100, register("peer-2", INITIAL, "p-2")).at(100.5, new LinkInput.Due());
        assertThat(sent(bench).token()).isEqualTo(lost);
        bench.at(101, answered(sent(bench).id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-2"));
    }

    // Old and new

    @Test
    void theOldTokenIsExpectedUntilTheNewOneWasUsedOnAnAcceptedRequest() {
        LinkBench bench = registeredByPeer();
        SecretRef fresh = newest(bench);
        bench.at(2, INITIAL, handshake("h-1", MINUTE));
        assertThat(bench.link.exchange().expected()).containsExactly(INITIAL, fresh);
        bench.at(3, fresh, handshake("h-2", Duration.ofSeconds(1)));
        assertThat(refused(bench).status()).isEqualTo(400);
        assertThat(bench.link.exchange().expected())
                .as("a refused request proves nothing")
                .containsExactly(INITIAL, fresh);
        bench.at(4, fresh, handshake("h-3", MINUTE));
        assertThat(bench.link.exchange().expected()).containsExactly(fresh);
        LinkRecord before = bench.link;
        ignored(bench.at(5, new LinkInput.CredentialUsed(fresh)));
        assertThat(bench.link).isEqualTo(before);
    }

    @Test
    void whoUsesTheTokenOfOurReplyHasOurReply() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, new LinkInput.Due());
        LinkEffect.SendRegister reply = sent(bench);
        bench.at(1, unanswered(reply.id()));
        bench.at(2, reply.token(), handshake("h-1", MINUTE));
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(bench.state()).isEqualTo(LinkState.HANDSHAKING);
        assertThat(bench.events(LinkEvent.Registered.class)).hasSize(1);
        assertThat(bench.link.exchange().expected()).containsExactly(reply.token());
        ignored(bench.at(3, answered(reply.id(), 500)));
    }

    @Test
    void theOldTokenDoesNotStandForOurReply() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, new LinkInput.Due());
        bench.at(2, INITIAL, handshake("h-1", MINUTE));
        assertThat(refused(bench).status()).isEqualTo(403);
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
    }

    // We begin

    @Test
    void oursPresentsTheInitialTokenAndThePeersReplyRegistersUs() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister ours = sent(bench);
        assertThat(ours.correlation()).isEmpty();
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
        assertThat(bench.link.exchange().presented()).contains(INITIAL);
        bench.at(1, answered(ours.id(), 204));
        assertThat(bench.state()).as("its reply is awaited").isEqualTo(LinkState.REGISTERING);
        bench.at(2, reply(ours.id(), ours.token(), "p-1"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-1"));
        assertThat(bench.link.exchange().expected()).containsExactly(ours.token());
        silent(bench, 600);
    }

    @Test
    void aReplyThatComesBeforeTheAnswerIsTaken() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister ours = sent(bench);
        bench.at(0.2, reply(ours.id(), ours.token(), "p-1"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        ignored(bench.at(0.3, answered(ours.id(), 204)));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        silent(bench, 600);
    }

    @Test
    void anUnansweredRegisterIsTheSameAgainAndARefusedOneANewOneWithTheSameToken() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister first = sent(bench);
        bench.at(1, unanswered(first.id()));
        assertThat(sent(bench.at(6, new LinkInput.Due()))).isEqualTo(first);
        bench.at(7, answered(first.id(), 401));
        assertThat(bench.link.conditions()).containsExactly(Condition.AUTH_FAILED);
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
        LinkEffect.SendRegister second = sent(bench.at(12, new LinkInput.Due()));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.token()).isEqualTo(first.token());
    }

    @Test
    void aReplyThatDoesNotComeIsAskedForAnewAndALateOneToTheFirstStillCounts() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister first = sent(bench);
        bench.at(1, answered(first.id(), 204));
        assertThat(bench.link.nextDue()).as("the ack time-out").contains(t(31));
        bench.at(31, new LinkInput.Due());
        assertThat(bench.effects(LinkEffect.SendRegister.class)).isEmpty();
        LinkEffect.SendRegister second = sent(bench.at(36, new LinkInput.Due()));
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.token()).isEqualTo(first.token());
        bench.at(37, reply(first.id(), first.token(), "p-1"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        silent(bench, 100);
        bench.at(100, reply(second.id(), second.token(), "p-2"));
        assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-2"));
        silent(bench, 200);
        bench.at(200, reply(first.id(), first.token(), "p-3"));
        silent(bench, 600);
    }

    // Replies are never answered

    @Test
    void aReplyWithoutACorrelationIsKnownByTheTokenItPresents() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        SecretRef issued = sent(bench).token();
        bench.at(1, register(Optional.empty(), Optional.empty(), issued, "p-1"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        silent(bench, 600);
    }

    @Test
    void aPeerThatEchoesOurIdIsReplying() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister ours = sent(bench);
        bench.at(1, register(Optional.of(ours.id()), Optional.empty(), INITIAL, "p-1"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.events(LinkEvent.RegisterReceived.class))
                .singleElement()
                .matches(LinkEvent.RegisterReceived::reply);
        silent(bench, 600);
    }

    @Test
    void aPeerThatAnswersOurReplyWithOneMoreIsNotAnsweredWhileOursIsUnderWay() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, new LinkInput.Due());
        LinkEffect.SendRegister reply = sent(bench);
        bench.at(0.6, register("peer-2", reply.token(), "p-2"));
        assertThat(bench.state()).as("it has our reply").isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-2"));
        silent(bench, 600);
    }

    @Test
    void aPeerThatAnswersOurReplyWithOneMoreIsNotAnsweredOnceOursIsDone() {
        for (boolean named : new boolean[] {true, false}) {
            LinkBench bench =
                    awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, new LinkInput.Due());
            LinkEffect.SendRegister reply = sent(bench);
            bench.at(1, answered(reply.id(), 204)).at(1.1, reply.token(), handshake("h-1", MINUTE));
            bench.at(
                    2.5,
                    named
                            ? reply(reply.id(), reply.token(), "p-2")
                            : register(Optional.empty(), Optional.empty(), reply.token(), "p-2"));
            assertThat(bench.state()).as("the line goes on").isEqualTo(LinkState.HANDSHAKING);
            assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-2"));
            silent(bench, 600);
        }
    }

    // Both begin

    @Test
    void inAGlareThePeersIsAnsweredAndALateReplyToOursIsNot() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister ours = sent(bench);
        bench.at(0.1, register("peer-1", INITIAL, "p-1"));
        bench.at(0.2, answered(ours.id(), 204));
        ignored(bench);
        bench.at(0.6, new LinkInput.Due());
        LinkEffect.SendRegister reply = sent(bench);
        assertThat(reply.correlation()).contains(new RequestId("peer-1"));
        assertThat(reply.token()).isEqualTo(ours.token());
        bench.at(0.7, answered(reply.id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        bench.at(0.8, reply(ours.id(), ours.token(), "p-2"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.exchange().presented()).contains(SecretRef.of("oscp/nz/p-2"));
        silent(bench, 600);
    }

    @Test
    void inAGlareAReplyToOursDoesNotKeepOursToThePeersFromLeaving() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister ours = sent(bench);
        bench.at(0.1, register("peer-1", INITIAL, "p-1")).at(0.2, reply(ours.id(), ours.token(), "p-2"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
        bench.at(0.6, new LinkInput.Due());
        assertThat(sent(bench).correlation()).contains(new RequestId("peer-1"));
        bench.at(0.7, ours.token(), handshake("h-1", MINUTE));
        assertThat(bench.state()).as("it has ours").isEqualTo(LinkState.HANDSHAKING);
    }
}
