package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkEvent.LinkChanged;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.integration.LinkStory.Heard;
import com.betterfleet.oscp.integration.LinkStoryNetwork.Passed;
import com.betterfleet.oscp.integration.LinkStoryNetwork.Said;
import com.betterfleet.oscp.integration.LinkStoryTrouble.Side;
import com.betterfleet.oscp.testkit.cp.Complaint;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What holds for every story, judged from what passed over the network, the events and the state of the link:
 *
 * <ul>
 *   <li>a: within {@link #BOUND} after the last fault the link is ONLINE, and stays so, unless it is suspended or disabled. Where the
 *       utility has ended the registration, or has voided the token that we have, the two operators register anew by hand first;
 *   <li>b: it never comes ONLINE unless, since it was last left, a handshake of either side and its
 *       acknowledgement have passed;
 *   <li>c: Registers do not answer each other: none passes once all is well;
 *   <li>d: while all is well a heartbeat arrives at least every half of what the utility asked last;
 *   <li>e: sessions never decrease, nothing is thrown into the host, and the utility complains of nothing but what the network,
 *       the clock or itself has made;
 *   <li>f: it is ONLINE no longer than our last acknowledged promise, nor three intervals after the utility was last heard;
 *   <li>g: while it is suspended or disabled nothing is sent.
 * </ul>
 */
final class LinkStoryLaws {
    /**
     * How soon a link is ONLINE after the last fault:
     *
     * <pre>3 x I + 2 x (call + ack time-out + back-off cap) + exchange</pre>
     *
     * <p>with I the longest interval in use (20 s: a line that looks alive is found dead by the third missed interval), a call of 30 s that
     * was on its way into the fault, the ack time-out 30 s, the back-off cap 60 s, and 15 s for the exchange itself (reply delay 0.5 s, the
     * utility's second before it acknowledges, its retry and the one-second loop). Twice, because a Register may come before the handshake.
     */
    static final Duration BOUND = Duration.ofSeconds(3L * LinkStory.INTERVAL + 2 * (30 + 30 + 60) + 15);

    private static final Duration SETTLED = Duration.ofSeconds(3L * LinkStory.INTERVAL);
    private static final Duration UNASKED = Duration.ofSeconds(60);
    private static final Set<LinkState> AGREEING = EnumSet.of(LinkState.HANDSHAKING, LinkState.ONLINE);
    private static final Set<String> ALIVE = Set.of("heartbeat", "handshake", "handshake_acknowledge");
    private static final Duration LOOP = Duration.ofSeconds(2);
    private static final Pattern ASKED = Pattern.compile("\"heartbeat_interval\"\\s*:\\s*([0-9.]+)");
    private static final Pattern PROMISED = Pattern.compile("\"offline_mode_at\"\\s*:\\s*\"([^\"]+)\"");

    private final LinkStory story;

    private LinkStoryLaws(LinkStory story) {
        this.story = story;
    }

    /** Heals every fault, waits for the bound, and judges. */
    static void end(LinkStory story) {
        new LinkStoryLaws(story).judge();
    }

    private void judge() {
        story.heal();
        story.run(SETTLED);
        story.registerByHand();
        story.time.run(this::calm, story.time.now().plus(BOUND));
        registersDoNotAnswerEachOther();
        assertThat(calm())
                .as(
                        "law a: ONLINE within %s after the last fault, and for a while, unless suspended or disabled; is %s",
                        BOUND, story.link())
                .isTrue();
        Duration calm = story.elapsed();
        story.run(SETTLED);
        assertThat(changes().filter(change -> change.at().compareTo(calm) > 0))
                .as("law a: the link stays ONLINE once nothing is wrong, from %s", calm)
                .isEmpty();
        registersEnd(calm);
        heartbeatsInTime(calm);
        stretches();
        sessionsGrow();
        nobodyHurt();
    }

    /** ONLINE, or released, for so long that a line that only looks alive would have been found dead. */
    private boolean calm() {
        boolean settled = story.state() == LinkState.ONLINE || story.state().released();
        return settled && lastChange().compareTo(story.elapsed().minus(SETTLED)) < 0;
    }

    private Duration lastChange() {
        return changes().map(Heard::at).reduce(Duration.ZERO, (first, second) -> second);
    }

    /** An exchange is two Registers, begun by both sides at once four; one that never ends makes one each second. */
    private void registersDoNotAnswerEachOther() {
        Duration lately = story.elapsed().minusSeconds(20);
        assertThat(passed("register")
                        .filter(call -> call.accepted() && call.at().compareTo(lately) > 0))
                .as("law c: two Registers do not answer each other for ever, after %s", lately)
                .hasSizeLessThan(8);
    }

    private void registersEnd(Duration calm) {
        assertThat(passed("register").filter(call -> call.at().compareTo(calm) > 0))
                .as("law c: two Registers do not answer each other for ever")
                .isEmpty();
    }

    /** An interval asked counts from its arrival; gaps are measured from what the utility received. */
    private void heartbeatsInTime(Duration calm) {
        if (story.state() != LinkState.ONLINE) {
            return;
        }
        Duration asked = asked(left(changes().toList()), story.elapsed());
        Stream<Duration> beats = beats().map(Passed::at).filter(at -> at.compareTo(calm) > 0);
        List<Duration> marks = Stream.of(Stream.of(calm), beats, Stream.of(story.elapsed()))
                .flatMap(all -> all)
                .toList();
        for (int i = 1; i < marks.size(); i++) {
            assertThat(marks.get(i).minus(marks.get(i - 1)))
                    .as(
                            "law d: a heartbeat at least every half of the %s that the peer asked, after %s",
                            asked, marks.get(i - 1))
                    .isLessThanOrEqualTo(asked.dividedBy(2).plus(LOOP));
        }
    }

    /** When the link last was where nothing is agreed, before a change of it. */
    private static Duration left(List<Heard> before) {
        return before.stream()
                .filter(change -> !AGREEING.contains(((LinkChanged) change.event()).to()))
                .map(Heard::at)
                .reduce(Duration.ZERO, (first, second) -> second);
    }

    /** The last that was asked in a while, each message once; where the network has changed the order of two, the longer. */
    private Duration asked(Duration left, Duration until) {
        Set<String> seen = new HashSet<>();
        List<Passed> asking = story.network.passed.stream()
                .filter(call -> call.to() == Side.FP && call.accepted() && seen.add(call.id()))
                .filter(call -> within(call, left, until) && asked(call).isPresent())
                .filter(call -> !call.action().equals("handshake_acknowledge") || answers(call, left))
                .toList();
        return Stream.<Function<Passed, Duration>>of(Passed::at, Passed::sentAt)
                .flatMap(order ->
                        asking.stream().sorted(Comparator.comparing(order)).reduce((first, second) -> second).stream())
                .flatMap(call -> asked(call).stream())
                .max(Comparator.naturalOrder())
                .orElse(UNASKED);
    }

    private void acknowledged(Duration left, Duration online) {
        assertThat(passed("handshake_acknowledge")
                        .filter(ack -> ack.accepted() && (ack.to() == Side.FP || ack.heard()))
                        .filter(ack -> within(ack, left, online) && answers(ack, left)))
                .as(
                        "law b: an acknowledgement of a handshake passed between %s, when the link was last left, and ONLINE at %s",
                        left, online)
                .isNotEmpty();
    }

    /** Whether it names a handshake that arrived on the other side before it, one of ours of this session, or none at all. */
    private boolean answers(Passed ack, Duration left) {
        return ack.correlation().isEmpty()
                || passed("handshake")
                        .filter(call -> call.accepted() && call.to() != ack.to() && within(call, left, ack.at()))
                        .filter(call -> call.to() == Side.FP || call.sentAt().compareTo(left) >= 0)
                        .anyMatch(call -> call.id().equals(ack.correlation()));
    }

    private static boolean within(Passed call, Duration from, Duration until) {
        return call.at().compareTo(from) >= 0 && call.at().compareTo(until) <= 0;
    }

    private void sessionsGrow() {
        assertThat(changes().map(heard -> ((LinkChanged) heard.event()).session()))
                .as("law e: sessions never decrease")
                .isSorted();
    }

    private void stretches() {
        List<Heard> changes = changes().toList();
        for (int i = 0; i < changes.size(); i++) {
            LinkState state = ((LinkChanged) changes.get(i).event()).to();
            Duration from = changes.get(i).at();
            Duration until = i + 1 < changes.size() ? changes.get(i + 1).at() : story.elapsed();
            if (state == LinkState.ONLINE) {
                Duration left = left(changes.subList(0, i));
                acknowledged(left, from);
                held(asked(left, from), from, until);
                heard(from, until);
            } else if (state.released()) {
                silent(from, until);
            }
        }
    }

    private void silent(Duration from, Duration until) {
        assertThat(story.network.passed)
                .as("law g: nothing is sent while suspended or disabled, from %s to %s", from, until)
                .noneMatch(call -> call.to() == Side.CP
                        && call.sentAt().compareTo(from) > 0
                        && call.sentAt().compareTo(until) < 0);
    }

    /** The utility speaks at least each of our intervals, else three of them later the line is dead. */
    private void heard(Duration from, Duration until) {
        Duration last = from;
        for (Passed call : story.network.passed) {
            if (call.to() == Side.FP && call.accepted() && ALIVE.contains(call.action()) && within(call, from, until)) {
                assertThat(call.at())
                        .as("law f: ONLINE from %s to %s though nothing was heard since %s", from, until, last)
                        .isLessThanOrEqualTo(last.plus(SETTLED).plus(LOOP));
                last = call.at();
            }
        }
        assertThat(until)
                .as("law f: ONLINE from %s until then though nothing was heard since %s", from, last)
                .isLessThanOrEqualTo(last.plus(SETTLED).plus(unwatched(from, until)));
    }

    /** Our promise is an instant of the wall clock at which it was made, so it is judged in elapsed time. */
    private void held(Duration asked, Duration from, Duration until) {
        Duration last = from.plus(asked.multipliedBy(3));
        for (Passed beat : beats().filter(Passed::heard).toList()) {
            if (within(beat, from, until) && beat.sentAt().compareTo(from) >= 0) {
                assertThat(beat.at())
                        .as(
                                "law f: ONLINE from %s to %s though our last acknowledged promise passed at %s",
                                from, until, last)
                        .isLessThanOrEqualTo(last.plus(LOOP));
                last = promise(beat);
            }
        }
        assertThat(until)
                .as("law f: ONLINE from %s until then though our last acknowledged promise passed at %s", from, last)
                .isLessThanOrEqualTo(last.plus(unwatched(from, until)));
    }

    /** How long a deadline may have passed before it is seen: as long as the loop takes, and while no process was there. */
    private Duration unwatched(Duration from, Duration until) {
        boolean down =
                story.starts.stream().anyMatch(start -> start.compareTo(from) > 0 && start.compareTo(until) <= 0);
        return LOOP.plusSeconds(down ? 5 : 0);
    }

    private static Duration promise(Passed beat) {
        return beat.sentAt().plus(Duration.between(beat.wall(), said(beat)));
    }

    private static Instant said(Passed beat) {
        return PROMISED.matcher(beat.call().body().text())
                .results()
                .map((MatchResult found) -> Instant.parse(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private void nobodyHurt() {
        assertThat(story.time.failures())
                .as("law e: nothing is thrown into the host")
                .isEmpty();
        List<Complaint> excused = story.network.passed.stream()
                .flatMap(call -> call.complaints().stream().filter(one -> blameless(call) || ofItsHabits(one)))
                .toList();
        assertThat(story.cp.complaints().stream().filter(one -> !excused.contains(one)))
                .as("law e: the utility has nothing to complain of, but what the network and its clock made")
                .isEmpty();
    }

    /**
     * Whether a call could not be what the utility wanted: its promise passed on the way, or what the utility said of its tokens
     * had not reached us, or not in the order in which it was said, or somebody on the way has called the right one wrong.
     */
    private boolean blameless(Passed call) {
        boolean late =
                call.action().equals("heartbeat") && (said(call).isAfter(call.wall()) || justStepped(call.sentAt()));
        return late
                || story.network.slandered
                || story.network.said.stream().anyMatch(said -> unheard(said, call) || !inTime(said));
    }

    private boolean ofItsHabits(Complaint complaint) {
        return story.dialect.locksOut() && complaint.rule() == Complaint.Rule.HEADERS;
    }

    private boolean unheard(Said said, Passed call) {
        return said.at().compareTo(call.at()) <= 0
                && told(said).noneMatch(told -> told.at().compareTo(call.sentAt()) <= 0);
    }

    private boolean inTime(Said said) {
        return told(said).anyMatch(told -> told.at().compareTo(said.at().plus(LOOP)) <= 0);
    }

    private Stream<Passed> told(Said said) {
        return passed("register")
                .filter(told -> told.to() == Side.FP && told.id().equals(said.id()) && told.accepted());
    }

    /** A step of the clock is believed at the second look (decision 8). */
    private boolean justStepped(Duration at) {
        return story.steps.stream()
                .anyMatch(step ->
                        step.compareTo(at) <= 0 && at.compareTo(step.plus(LOOP).plus(LOOP)) <= 0);
    }

    private Stream<Heard> changes() {
        return story.events.stream().filter(heard -> heard.event() instanceof LinkChanged);
    }

    private Stream<Passed> beats() {
        return passed("heartbeat").filter(beat -> beat.to() == Side.CP && beat.accepted());
    }

    private Stream<Passed> passed(String action) {
        return story.network.passed.stream().filter(call -> call.action().equals(action));
    }

    /** What a message of the utility asks; an even number is ours, sent back, which only Vector means. */
    private Optional<Duration> asked(Passed call) {
        return ASKED.matcher(call.call().body().text())
                .results()
                .map((MatchResult found) -> Duration.ofMillis(
                        new BigDecimal(found.group(1)).movePointRight(3).longValue()))
                .filter(interval -> story.dialect == LinkStoryDialect.VECTOR || interval.toSeconds() % 2 == 1)
                .findFirst();
    }
}
