package com.betterfleet.oscp.connection;

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
import com.betterfleet.oscp.profile.Registration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tokens exchanged by Register, as initiator and as responder: protocol.md 3, decisions 2, 13 and 16. */
class RegisterTest {
    private static final SecretRef INITIAL = SecretRef.of("nz/initial");
    private static final URI PEER = URI.create("https://derms.example/oscp/cp/2.0");
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static LinkBench awaiting() {
        Rulebook rules = new Rulebook();
        rules.registration = Registration.AWAIT;
        return new LinkBench(rules, LinkBench.exchanged());
    }

    private static LinkBench initiating() {
        Rulebook rules = new Rulebook();
        rules.registration = Registration.INITIATE;
        return new LinkBench(rules, LinkBench.exchanged());
    }

    /** Registered at T + 1 s on the peer's initiative, with the peer's token p-1. */
    private static LinkBench registeredByPeer() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, new LinkInput.Due());
        return bench.at(1, answered(sent(bench).id(), 204));
    }

    private static LinkBench onlineByPeer() {
        LinkBench bench = registeredByPeer();
        SecretRef ours = newest(bench);
        bench.at(2, ours, handshake("h-1", MINUTE)).at(2.5, new LinkInput.Due());
        return bench.at(3, answered(bench.transmitted().id(), 204));
    }

    private static LinkInput.RegisterReceived register(String id, SecretRef presented, String token) {
        return register(Optional.of(new RequestId(id)), Optional.empty(), presented, token);
    }

    private static LinkInput.RegisterReceived reply(RequestId to, SecretRef presented, String token) {
        return register(Optional.of(new RequestId("reply-" + token)), Optional.of(to), presented, token);
    }

    private static LinkInput.RegisterReceived register(
            Optional<RequestId> id, Optional<RequestId> correlation, SecretRef presented, String token) {
        return new LinkInput.RegisterReceived(id, correlation, presented, SecretRef.of("oscp/nz/" + token), PEER);
    }

    private static LinkEffect.SendRegister sent(LinkBench bench) {
        List<LinkEffect.SendRegister> sent = bench.effects(LinkEffect.SendRegister.class);
        assertThat(sent).hasSize(1);
        return sent.get(0);
    }

    private static SecretRef newest(LinkBench bench) {
        List<SecretRef> expected = bench.link.exchange().expected();
        return expected.get(expected.size() - 1);
    }

    private static void silent(LinkBench bench, double until) {
        bench.passUntil(until);
        assertThat(bench.effects(LinkEffect.SendRegister.class)).isEmpty();
    }

    private static void ignored(LinkBench bench) {
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
    }

    private static Verdict.Refused refused(LinkBench bench) {
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Refused.class);
        return (Verdict.Refused) bench.last.verdict();
    }

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

    // Anew, and the end

    @Test
    void aRegisterWhileOnlineBeginsAnewAndNeedsAHandshakeAndASession() {
        LinkBench bench = onlineByPeer();
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
        SecretRef old = newest(bench);
        bench.at(100, register("peer-9", old, "p-9"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
        assertThat(bench.link.exchange().registeredAt()).isEmpty();
        assertThat(bench.effects(LinkEffect.Moved.class)).hasSize(1);
        assertThat(bench.link.offlineAt()).isEmpty();
        bench.at(100.5, new LinkInput.Due());
        LinkEffect.SendRegister reply = sent(bench);
        assertThat(bench.link.exchange().expected()).containsExactly(old, reply.token());
        bench.at(101, answered(reply.id(), 204));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.session()).isEqualTo(1);
        bench.at(102, reply.token(), handshake("h-9", MINUTE));
        assertThat(bench.link.session()).isEqualTo(2);
    }

    @Test
    void thePeerEndsTheRegistrationAndOnlyTheInitialTokenIsLeft() {
        Rulebook rules = new Rulebook();
        rules.registration = Registration.INITIATE;
        LinkBench bench = onlineByPeer();
        bench.profile = rules.profile();
        bench.at(50, new LinkInput.RegistrationEnded());
        assertThat(bench.state()).isEqualTo(LinkState.UNREGISTERED);
        assertThat(bench.link.exchange().secrets()).containsExactly(INITIAL);
        assertThat(bench.events(LinkEvent.RegistrationEnded.class)).hasSize(1);
        assertThat(bench.effects(LinkEffect.Deregister.class)).isEmpty();
        assertThat(bench.link.nextDue())
                .as("we do not begin again by ourselves")
                .isEmpty();
        ignored(bench.at(51, new LinkInput.RegistrationEnded()));
        bench.at(52, new LinkInput.HandshakeNow());
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
        assertThat(sent(bench).token().name()).startsWith("oscp/nz/");
    }

    @Test
    void anOperatorEndsTheRegistrationAndThePeerIsToldOnce() {
        LinkBench bench = onlineByPeer();
        TokenExchange before = bench.link.exchange();
        bench.at(50, new LinkInput.EndRegistration());
        assertThat(bench.state()).isEqualTo(LinkState.UNREGISTERED);
        assertThat(bench.effects(LinkEffect.Deregister.class))
                .singleElement()
                .satisfies(farewell -> assertThat(farewell.ended()).isEqualTo(before));
        assertThat(bench.link.exchange().secrets()).containsExactly(INITIAL);
        ignored(bench.at(51, new LinkInput.EndRegistration()));
    }

    // Operators, edits, restarts

    @Test
    void handshakeNowSendsTheRegisterThatWaitsAndRefusesToBeginWhereThePeerDoes() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister ours = sent(bench);
        ignored(bench.at(1, new LinkInput.HandshakeNow()));
        bench.at(2, unanswered(ours.id()));
        assertThat(sent(bench.at(3, new LinkInput.HandshakeNow()))).isEqualTo(ours);

        LinkBench other = awaiting().at(1, new LinkInput.HandshakeNow());
        assertThat(refused(other).status()).isEqualTo(403);
        assertThat(refused(other).message()).contains("lets only the peer begin");
        other.at(2, register("peer-1", INITIAL, "p-1")).at(2.1, new LinkInput.HandshakeNow());
        assertThat(sent(other).correlation()).as("our reply may be hurried").contains(new RequestId("peer-1"));
    }

    @Test
    void aRestartSendsTheSameReplyAgain() {
        LinkBench bench = awaiting().at(0, register("peer-1", INITIAL, "p-1"));
        assertThat(bench.at(5, new LinkInput.Start()).effects(LinkEffect.SendRegister.class))
                .as("what had not left")
                .hasSize(1);
        LinkEffect.SendRegister reply = sent(bench);
        assertThat(sent(bench.at(6, new LinkInput.Start()))).isEqualTo(reply);
    }

    @Test
    void aRegisterUnderWayWaitsWhileTheLinkIsTakenAway() {
        for (boolean disable : new boolean[] {true, false}) {
            LinkBench bench =
                    awaiting().at(0, register("peer-1", INITIAL, "p-1")).at(0.5, new LinkInput.Due());
            LinkEffect.SendRegister reply = sent(bench);
            bench.at(1, disable ? new LinkInput.Disable() : new LinkInput.Suspend());
            assertThat(bench.link.nextDue()).isEmpty();
            bench.at(2, register("peer-2", INITIAL, "p-2"));
            assertThat(refused(bench).status()).isEqualTo(503);
            bench.at(10, disable ? new LinkInput.Enable() : new LinkInput.Resume());
            assertThat(bench.state()).isEqualTo(LinkState.REGISTERING);
            assertThat(sent(bench.at(10, new LinkInput.Due()))).isEqualTo(reply);
        }
    }

    @Test
    void anEditOfTheInitialTokenOrOfOurUrlBeginsAnew() {
        for (var edit : List.of(
                LinkBench.exchanged().register(SecretRef.of("nz/other"), URI.create("https://depot.example/a")),
                LinkBench.exchanged().register(INITIAL, URI.create("https://depot.example/b")))) {
            LinkBench bench = onlineByPeer();
            bench.settings = edit.build();
            bench.at(50, new LinkInput.Edited(true));
            assertThat(bench.state()).isEqualTo(LinkState.UNREGISTERED);
            assertThat(bench.link.exchange()).isEqualTo(TokenExchange.of(bench.settings));
        }
    }

    @Test
    void anEditOfThePeersUrlKeepsTheTokensAndForgetsTheUrlThatThePeerGave() {
        LinkBench bench = onlineByPeer();
        TokenExchange before = bench.link.exchange();
        bench.settings = LinkBench.exchanged()
                .cpBaseUrl(URI.create("https://elsewhere.example"))
                .build();
        bench.at(50, new LinkInput.Edited(true));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.exchange().presented()).isEqualTo(before.presented());
        assertThat(bench.link.exchange().expected()).isEqualTo(before.expected());
        assertThat(bench.link.exchange().baseUrl()).isEmpty();
    }

    @Test
    void anEditWhileDisabledCountsWhenItIsEnabled() {
        LinkBench bench = onlineByPeer().at(40, new LinkInput.Disable());
        bench.settings = LinkBench.agreed().build();
        bench.at(50, new LinkInput.Enable());
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(bench.link.exchange()).isEqualTo(TokenExchange.NONE);
        bench.settings = LinkBench.exchanged().build();
        bench.at(60, new LinkInput.Edited(true));
        assertThat(bench.state()).isEqualTo(LinkState.UNREGISTERED);
        assertThat(bench.link.exchange().expected()).containsExactly(INITIAL);
    }

    @Test
    void anEditThatHasUsBeginBegins() {
        Rulebook rules = new Rulebook();
        rules.registration = Registration.INITIATE;
        LinkBench bench = awaiting();
        bench.profile = rules.profile();
        bench.at(5, new LinkInput.Edited(true));
        assertThat(sent(bench.at(5, new LinkInput.Due())).token().name()).startsWith("oscp/nz/");
    }

    @Test
    void aClockThatWasSetMovesWhatIsDue() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        bench.at(1, answered(sent(bench).id(), 204));
        bench.at(3602, new LinkInput.ClockStepped(Duration.ofHours(1)));
        assertThat(bench.link.nextDue()).contains(t(3631));
    }
}
