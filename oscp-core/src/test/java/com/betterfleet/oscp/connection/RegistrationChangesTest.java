package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.Exchanges.INITIAL;
import static com.betterfleet.oscp.connection.Exchanges.MINUTE;
import static com.betterfleet.oscp.connection.Exchanges.awaiting;
import static com.betterfleet.oscp.connection.Exchanges.ignored;
import static com.betterfleet.oscp.connection.Exchanges.initiating;
import static com.betterfleet.oscp.connection.Exchanges.newest;
import static com.betterfleet.oscp.connection.Exchanges.onlineByPeer;
import static com.betterfleet.oscp.connection.Exchanges.refused;
import static com.betterfleet.oscp.connection.Exchanges.register;
import static com.betterfleet.oscp.connection.Exchanges.reply;
import static com.betterfleet.oscp.connection.Exchanges.sent;
import static com.betterfleet.oscp.connection.LinkBench.answered;
import static com.betterfleet.oscp.connection.LinkBench.handshake;
import static com.betterfleet.oscp.connection.LinkBench.t;
import static com.betterfleet.oscp.connection.LinkBench.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.Registration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A registration that is made anew, ended, edited, taken over by an operator or by the next process. */
class RegistrationChangesTest {
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

    /** The peer sends its first Register again after its second has arrived: what came last is not what was made last. */
    @Test
    void registersThatOvertookOneAnotherLeaveTwoTokensAndTheRefusedOneGivesWay() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister ours = sent(bench);
        bench.at(1, register("peer-2", ours.token(), "p-2")).at(2, register("peer-1", ours.token(), "p-1"));
        assertThat(presented(bench)).isEqualTo("oscp/nz/p-1");
        bench.at(3, new LinkInput.Due());
        bench.at(4, refusedWith(403, "oscp/nz/p-1", bench));
        assertThat(presented(bench)).as("only a 401 speaks of the token").isEqualTo("oscp/nz/p-1");
        bench.at(20, new LinkInput.Due());
        bench.at(21, refusedWith(401, "oscp/nz/p-2", bench));
        assertThat(presented(bench)).as("that call presented another").isEqualTo("oscp/nz/p-1");
        bench.at(30, new LinkInput.Due());
        bench.at(31, refusedWith(401, "oscp/nz/p-1", bench));
        assertThat(presented(bench)).isEqualTo("oscp/nz/p-2");
        bench.at(60, new LinkInput.Due());
        bench.at(61, refusedWith(401, "oscp/nz/p-2", bench));
        assertThat(presented(bench)).as("one of the two").isEqualTo("oscp/nz/p-1");
        bench.at(62, handshake("h-1", MINUTE)).at(62.5, new LinkInput.Due());
        bench.at(63, refusedWith(401, "oscp/nz/p-1", bench));
        assertThat(presented(bench)).as("an acknowledgement presents it too").isEqualTo("oscp/nz/p-2");
    }

    /** The peer's first Register comes again when its second was answered: nobody waits for the reply to it. */
    @Test
    void aReplyToARegisterThatWasOvertakenIsGivenUpWithTheTokenInIt() {
        LinkBench bench = awaiting().at(0, register("peer-2", INITIAL, "p-2")).at(0.5, new LinkInput.Due());
        bench.at(1, answered(sent(bench).id(), 204));
        SecretRef old = newest(bench);
        bench.at(100, register("peer-1", old, "p-1")).at(100.5, new LinkInput.Due());
        LinkEffect.SendRegister reply = sent(bench);
        assertThat(reply.presents()).contains(SecretRef.of("oscp/nz/p-1"));
        bench.at(101, new LinkInput.Answered(reply.id(), reply.presents(), LinkBench.result(401)));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(presented(bench)).isEqualTo("oscp/nz/p-2");
        assertThat(bench.link.exchange().expected())
                .as("the peer may have either")
                .containsExactly(old, reply.token());
        bench.at(102, new LinkInput.Due());
        bench.at(
                103,
                new LinkInput.Answered(
                        bench.transmitted().id(), Optional.of(SecretRef.of("oscp/nz/p-2")), LinkBench.result(204)));
        assertThat(bench.link.exchange().spares()).as("it took one").isEmpty();
    }

    private static LinkInput refusedWith(int status, String token, LinkBench bench) {
        return new LinkInput.Answered(
                bench.transmitted().id(), Optional.of(SecretRef.of(token)), LinkBench.result(status));
    }

    private static String presented(LinkBench bench) {
        return bench.link.exchange().presented().orElseThrow().name();
    }

    /** The peer's DELETE and our Register cross: what it ended was there before ours, which it will answer. */
    @Test
    void anEndThatCrossesOurRegisterLeavesTheTokenInItGood() {
        LinkBench bench = initiating().at(0, new LinkInput.Due());
        LinkEffect.SendRegister ours = sent(bench);
        ignored(bench.at(0.1, new LinkInput.RegistrationEnded()));
        bench.at(0.2, answered(ours.id(), 204));
        ignored(bench.at(0.3, new LinkInput.RegistrationEnded()));
        bench.at(1, register("peer-1", ours.token(), "p-1"));
        assertThat(bench.state()).isEqualTo(LinkState.REGISTERED);
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
