package com.betterfleet.oscp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows what was sent and accepted, and judges each step without asking how the machine came to it. */
final class LinkWitness {
    private final LinkBench bench;
    private final LinkScript script;
    private final Map<RequestId, RequestId> acknowledges = new HashMap<>();
    private final Set<RequestId> oursOpen = new HashSet<>();
    private int timesOnline;
    private long sessionWhenLeft = -1;
    private boolean oursDone;
    private boolean theirsDone;
    private Instant theirsDoneAt = LinkBench.T;
    private Optional<RequestId> latestOfPeer = Optional.empty();

    /** A witness of a link that the bits choose the rules of. */
    LinkWitness(int flavour) {
        Rulebook rules = new Rulebook();
        rules.weMayStart = (flavour & 1) == 0;
        rules.peerMayStart = !rules.weMayStart || (flavour & 2) == 0;
        rules.heartbeats = (flavour & 12) != 12;
        rules.patience = (flavour & 4) == 0 ? Duration.ZERO : Duration.ofSeconds(20);
        rules.peerEchoes = (flavour & 16) == 0;
        boolean exchanged = (flavour & 96) == 96;
        rules.registration = (flavour & 2) == 0 ? Registration.INITIATE : Registration.AWAIT;
        bench = exchanged ? new LinkBench(rules, LinkBench.exchanged()) : new LinkBench(rules);
        script = new LinkScript(bench);
    }

    int timesOnline() {
        return timesOnline;
    }

    void play(LinkScript.Act act) {
        LinkRecord before = bench.link;
        bench.jitter = act.pick() / 1001.0;
        Instant at = bench.now.plusMillis(act.pause());
        if (act.jump() && before.nextDue().filter(bench.now::isBefore).isPresent()) {
            at = before.nextDue().get();
        }
        LinkInput input = script.next(act, at);
        if (input instanceof LinkInput.ClockStepped stepped) {
            at = bench.now.plus(stepped.step());
            theirsDoneAt = theirsDoneAt.plus(stepped.step());
        } else if (act.help() && act.pick() % 3 == 0 && before.state() == LinkState.ONLINE) {
            at = bench.now.plusSeconds(300);
        }
        bench.at(at, input);
        judge(before, input);
    }

    private void judge(LinkRecord before, LinkInput input) {
        LinkRecord after = bench.link;
        boolean wasAcknowledged = oursDone || theirsDone;
        assertThat(after.session()).as("session").isBetween(before.session(), before.session() + 1);
        if (before.state() == LinkState.ONLINE && after.state() != LinkState.ONLINE) {
            sessionWhenLeft = before.session();
            forget();
        }
        script.note();
        remember(input);
        agreesWithTheTable(before, input);
        if (after.state() == LinkState.ONLINE) {
            online(before, wasAcknowledged);
        }
        handshaking(after);
        registering(before, after);
        if (after.state().released()) {
            assertThat(after.nextDue()).isEmpty();
            assertThat(bench.effects(LinkEffect.Transmit.class)).isEmpty();
            assertThat(bench.effects(LinkEffect.Beat.class)).isEmpty();
        }
        if (input instanceof LinkInput.Due) {
            assertThat(after.nextDue().filter(due -> !due.isAfter(bench.now)))
                    .as("due after Due")
                    .isEmpty();
        }
        boolean moved = before.state() != after.state() || before.session() != after.session();
        assertThat(bench.effects(LinkEffect.Moved.class).size()).isBetween(moved ? 1 : 0, 1);
        leave(before, after);
    }

    private void remember(LinkInput input) {
        boolean accepted = bench.last.verdict() instanceof Verdict.Accepted;
        if (input instanceof LinkInput.HandshakeReceived received && accepted) {
            latestOfPeer = Optional.of(received.id());
            theirsDone = false;
        }
        if (input instanceof LinkInput.AcknowledgeReceived && accepted) {
            oursDone = true;
            oursOpen.clear();
        }
        if (input instanceof LinkInput.Answered answered && accepted) {
            answered(answered);
        }
        for (LinkEffect.Transmit transmit : bench.effects(LinkEffect.Transmit.class)) {
            if (transmit.message() instanceof Handshake) {
                oursOpen.clear();
                oursOpen.add(transmit.id());
                oursDone = false;
            } else {
                acknowledges.put(transmit.id(), transmit.correlation().orElseThrow());
                assertThat(transmit.correlation())
                        .as("only the latest is acknowledged")
                        .isEqualTo(latestOfPeer);
            }
        }
    }

    private void answered(LinkInput.Answered answered) {
        boolean success = AnswerFamilies.family(answered.result()) instanceof AnswerFamilies.Family.Success;
        boolean world = AnswerFamilies.family(answered.result()) instanceof AnswerFamilies.Family.World;
        if (success && latestOfPeer.equals(Optional.ofNullable(acknowledges.get(answered.id())))) {
            theirsDone = true;
            theirsDoneAt = bench.now;
        }
        if (!success && !world) {
            oursOpen.remove(answered.id());
        }
    }

    private void agreesWithTheTable(LinkRecord before, LinkInput input) {
        boolean settled = before.state() != bench.link.state();
        LinkTable.Cell cell = LinkTable.cell(before.state(), input.kind());
        if (!settled && cell.reaction() == LinkTable.Reaction.IGNORED) {
            assertThat(bench.last.verdict()).isEqualTo(new Verdict.Ignored(cell.sentence()));
        }
        if (!settled && cell.reaction() == LinkTable.Reaction.REFUSED) {
            assertThat(bench.last.verdict()).isEqualTo(new Verdict.Refused(cell.status(), cell.sentence()));
        }
        if (!settled && !(bench.last.verdict() instanceof Verdict.Accepted)) {
            assertThat(bench.link).as("ignored and refused change nothing").isEqualTo(before);
        }
    }

    /** What was acknowledged before the step counts too: a passed deadline is settled before the input acts. */
    private void online(LinkRecord before, boolean wasAcknowledged) {
        bench.link.offlineAt().ifPresent(at -> assertThat(at).as("half-open").isAfter(bench.now));
        if (before.state() == LinkState.ONLINE) {
            return;
        }
        timesOnline++;
        assertThat(oursDone || theirsDone || wasAcknowledged)
                .as("ONLINE needs an acknowledgement")
                .isTrue();
        assertThat(bench.link.session()).as("and a new session").isGreaterThan(sessionWhenLeft);
        boolean waited = !bench.link.since().isBefore(theirsDoneAt.plusSeconds(30));
        assertThat(oursOpen.isEmpty() || oursDone || waited)
                .as("ours is acknowledged, refused or timed out")
                .isTrue();
        assertThat(latestOfPeer.isEmpty() || theirsDone || oursDone || waited)
                .as("theirs is acknowledged")
                .isTrue();
    }

    private static void handshaking(LinkRecord after) {
        if (after.state() != LinkState.ONLINE) {
            assertThat(after.handshakes().none()).isEqualTo(after.state() != LinkState.HANDSHAKING);
            assertThat(after.pulse()).isEmpty();
        }
        boolean waits = after.state() == LinkState.REGISTERED
                || after.state() == LinkState.OFFLINE
                || after.state() == LinkState.UNREGISTERED;
        assertThat(after.startAt().isEmpty() || waits).isTrue();
    }

    private void registering(LinkRecord before, LinkRecord after) {
        TokenExchange exchange = after.exchange();
        if (!after.state().released()) {
            assertThat(exchange.ours().isPresent()).isEqualTo(after.state() == LinkState.REGISTERING);
        }
        assertThat(exchange.expected()).as("the newest and the one before").hasSizeLessThanOrEqualTo(2);
        assertThat(exchange.expected().isEmpty()).isEqualTo(exchange.terms().isEmpty());
        exchange.ours().ifPresent(ours -> assertThat(exchange.expected()).last().isEqualTo(ours.token()));
        assertThat(bench.effects(LinkEffect.SendRegister.class).size())
                .isLessThanOrEqualTo(after.state() == LinkState.REGISTERING ? 1 : 0);
        if (after.state() == LinkState.ONLINE && before.state() != LinkState.ONLINE) {
            assertThat(exchange.terms().isEmpty() || exchange.registeredAt().isPresent())
                    .as("ONLINE needs a registration")
                    .isTrue();
        }
    }

    /** Being taken away or starting afresh drops what was under way. */
    private void leave(LinkRecord before, LinkRecord after) {
        boolean afresh = before.state() != after.state()
                && (after.state() == LinkState.REGISTERED
                        || after.state() == LinkState.REGISTERING
                        || after.state() == LinkState.UNREGISTERED);
        if (after.state().released() || afresh) {
            forget();
        }
    }

    private void forget() {
        oursDone = false;
        theirsDone = false;
        oursOpen.clear();
        latestOfPeer = Optional.empty();
    }
}
