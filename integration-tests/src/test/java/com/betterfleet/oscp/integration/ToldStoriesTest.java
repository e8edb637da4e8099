package com.betterfleet.oscp.integration;

import static com.betterfleet.oscp.integration.LinkStoryAct.ask;
import static com.betterfleet.oscp.integration.LinkStoryAct.crash;
import static com.betterfleet.oscp.integration.LinkStoryAct.editUrl;
import static com.betterfleet.oscp.integration.LinkStoryAct.forget;
import static com.betterfleet.oscp.integration.LinkStoryAct.handshakeNow;
import static com.betterfleet.oscp.integration.LinkStoryAct.pass;
import static com.betterfleet.oscp.integration.LinkStoryAct.register;
import static com.betterfleet.oscp.integration.LinkStoryAct.step;
import static com.betterfleet.oscp.integration.LinkStoryAct.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.integration.LinkStoryTrouble.Kind;
import com.betterfleet.oscp.integration.LinkStoryTrouble.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stories of a link that were found once, or that chance tells too seldom; judged by the same laws as those of {@link LinkStoriesTest}. */
class ToldStoriesTest {
    private static final LinkStoryAct DEAF = trouble(Side.FP, LinkStoryTrouble.ANY, Kind.DROP, 0, 80);

    private static void told(LinkStoryDialect dialect, LinkStoryAct... acts) {
        LinkStory story = new LinkStory(dialect);
        List.of(acts).forEach(act -> act.does().accept(story));
        LinkStoryLaws.end(story);
    }

    @Test
    void aHandshakeThatWaitsDoesNotWaitForAClockThatWasSetBackBetweenTwoProcesses() {
        told(LinkStoryDialect.STANDARD, trouble(Side.CP, "handshake", Kind.REFUSE, 403, 3), pass(1), step(-1), crash());
    }

    @Test
    void aRegisterThatWaitsDoesNotWaitForAClockThatWasSetBackBetweenTwoProcesses() {
        told(
                LinkStoryDialect.WE_REGISTER,
                trouble(Side.CP, "register", Kind.REFUSE, 403, 3),
                pass(1),
                step(-1),
                crash());
    }

    @Test
    void aLinkThatWasOnlineIsNotOnlineForAnHourAfterAClockThatWasSetBackBetweenTwoProcesses() {
        told(LinkStoryDialect.STANDARD, pass(30), step(-1), DEAF, crash(), pass(70));
    }

    @Test
    void aLeaseOfTheProcessBeforeDoesNotHoldAnHourAfterAClockThatWasSetBack() {
        told(LinkStoryDialect.THEY_REGISTER, register(), pass(4), step(-1), crash());
    }

    /** The call fails in the instant in which the step is believed: its next try is by the new clock already. */
    @Test
    void aFailureInTheInstantOfAStepIsNotMovedWithIt() {
        told(LinkStoryDialect.WE_REGISTER, trouble(Side.CP, "handshake", Kind.DROP, 0, 3), pass(30), step(1));
    }

    /** Its first Register is retried when the second has arrived, and the token in it has been replaced long ago. */
    @Test
    void registersOfThePeerThatOvertakeOneAnotherDoNotLockUsOut() {
        told(
                LinkStoryDialect.WE_REGISTER,
                trouble(Side.FP, LinkStoryTrouble.ANY, Kind.DROP, 0, 2),
                pass(2),
                register());
        told(
                LinkStoryDialect.WE_REGISTER,
                register(),
                register(),
                trouble(Side.FP, LinkStoryTrouble.ANY, Kind.DROP, 0, 1),
                pass(1));
        told(LinkStoryDialect.WE_REGISTER, pass(21), register(), crash(), register());
        told(LinkStoryDialect.WE_REGISTER, pass(53), register(), crash(), register(), pass(20));
    }

    @Test
    void aRefusalOfTheTokenBeforeDoesNotSpeakOfTheOneThatCameMeanwhile() {
        told(LinkStoryDialect.HASTY_REGISTER, pass(1), register());
    }

    @Test
    void anEndOfTheRegistrationThatCrossesOurRegisterDoesNotLockUsOut() {
        LinkStory story = new LinkStory(LinkStoryDialect.WE_REGISTER);
        forget().does().accept(story);
        pass(30).does().accept(story);
        assertThat(story.state()).as("without an operator").isEqualTo(LinkState.ONLINE);
        LinkStoryLaws.end(story);
    }

    /** I33: a heartbeat of the session before, which promised more, is acknowledged late; it promises nothing in this one. */
    @Test
    void aHeartbeatOfAnOlderSessionHoldsNothing() {
        told(
                LinkStoryDialect.STANDARD,
                trouble(Side.FP, "handshake_acknowledge", Kind.EMPTY, 0, 20),
                pass(26),
                trouble(Side.CP, "heartbeat", Kind.DELAY, 25, 8),
                pass(7),
                editUrl(),
                pass(3),
                trouble(Side.CP, "heartbeat", Kind.DROP, 0, 90),
                pass(90));
    }

    /** I33: an acknowledgement of the handshake before the edit arrives when another is outstanding. */
    @Test
    void anAcknowledgementOfAnOlderHandshakeAcknowledgesNothing() {
        told(
                LinkStoryDialect.STANDARD,
                trouble(Side.FP, "handshake_acknowledge", Kind.DELAY, 15, 10),
                pass(10),
                editUrl(),
                trouble(Side.FP, "handshake_acknowledge", Kind.DROP, 0, 60),
                pass(30));
    }

    /** The utility asks for 13 s; its acknowledgement of ours merely sends our own 20 s back. */
    @Test
    void anEchoOfOurOwnWishDoesNotSlowUsDown() {
        told(
                LinkStoryDialect.STANDARD,
                ask(13),
                pass(10),
                trouble(Side.FP, "handshake_acknowledge", Kind.ECHO, 0, 30),
                handshakeNow(),
                pass(30));
    }
}
