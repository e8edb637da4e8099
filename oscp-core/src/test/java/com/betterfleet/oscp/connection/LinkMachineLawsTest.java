package com.betterfleet.oscp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.outbox.SendResult;
import com.betterfleet.oscp.profile.Registration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** Laws that hold for whatever happens to a link, in any order: an independent witness watches every step. */
class LinkMachineLawsTest {
    private static final int[] STATUSES = {
        204, 204, 204, 204, 204, 204, 204, 204, 200, 301, 400, 401, 403, 404, 409, 429, 500, 503, -1
    };

    /**
     * One thing that happens.
     *
     * @param what which input
     * @param pause milliseconds since the one before
     * @param jump whether to go to the next due instant instead
     * @param pick chooses among ids and statuses
     * @param help whether to do what brings a handshake on, or else the time to its next instant
     */
    record Act(LinkInput.Kind what, long pause, boolean jump, int pick, boolean help) {}

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<LinkInput.Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, LinkInput.Kind.HANDSHAKE_RECEIVED),
                Tuple.of(6, LinkInput.Kind.ACKNOWLEDGE_RECEIVED),
                Tuple.of(5, LinkInput.Kind.HEARTBEAT_RECEIVED),
                Tuple.of(5, LinkInput.Kind.REGISTER_RECEIVED),
                Tuple.of(1, LinkInput.Kind.REGISTRATION_ENDED),
                Tuple.of(3, LinkInput.Kind.CREDENTIAL_USED),
                Tuple.of(20, LinkInput.Kind.ANSWERED),
                Tuple.of(6, LinkInput.Kind.HEARTBEAT_ANSWERED),
                Tuple.of(2, LinkInput.Kind.OUTBOX_ANSWERED),
                Tuple.of(20, LinkInput.Kind.DUE),
                Tuple.of(2, LinkInput.Kind.START),
                Tuple.of(1, LinkInput.Kind.SUSPEND),
                Tuple.of(3, LinkInput.Kind.RESUME),
                Tuple.of(1, LinkInput.Kind.DISABLE),
                Tuple.of(3, LinkInput.Kind.ENABLE),
                Tuple.of(2, LinkInput.Kind.HANDSHAKE_NOW),
                Tuple.of(1, LinkInput.Kind.END_REGISTRATION),
                Tuple.of(1, LinkInput.Kind.EDITED),
                Tuple.of(1, LinkInput.Kind.CLOCK_STEPPED));
        Arbitrary<Long> waits = Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, 500L),
                Arbitraries.longs().between(0, 5_000),
                Arbitraries.longs().between(0, 90_000));
        return Combinators.combine(
                        kinds,
                        waits,
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.of(true, false))
                .as(Act::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(90);
    }

    @Property(tries = 1000)
    void whateverHappensTheLawsHold(@ForAll("acts") List<Act> acts, @ForAll @IntRange(min = 0, max = 127) int flavour) {
        Witness witness = new Witness(flavour);
        acts.forEach(witness::play);
        Statistics.label("times ONLINE")
                .collect(Math.min(2, witness.timesOnline))
                .coverage(seen -> seen.check(2).percentage(share -> share > 5));
    }

    @Property(tries = 100)
    void heartbeatsLeaveAtMostHalfTheAskedIntervalApartAsRuleI30Wants(
            @ForAll @IntRange(min = 10_000, max = 600_000) int millis,
            @ForAll @IntRange(min = 0, max = 99) int jitter) {
        Duration asked = Duration.ofMillis(millis);
        Rulebook rules = new Rulebook();
        rules.ours = Duration.ofMinutes(10);
        rules.acknowledgement = Optional.of(RequiredBehaviour.of(Duration.ofMinutes(10)));
        LinkBench bench = LinkBench.onlineByPeer(rules, asked);
        bench.jitter = jitter / 100.0;
        Instant before = bench.now;
        for (int beats = 0; beats < 8; beats++) {
            bench.at(bench.link.nextDue().orElseThrow().plusSeconds(beats == 0 ? 0 : 1), new LinkInput.Due());
            LinkEffect.Beat beat = bench.effects(LinkEffect.Beat.class).get(0);
            assertThat(Duration.between(before, bench.now))
                    .as("even when a loop looks only once a second")
                    .isLessThanOrEqualTo(asked.dividedBy(2));
            assertThat(beat.promise()).isEqualTo(bench.now.plus(asked.multipliedBy(3)));
            before = bench.now;
            bench.heartbeatAnswered(Duration.between(LinkBench.T, bench.now).toMillis() / 1000.0, 204);
            bench.at(bench.now, LinkBench.heartbeat(bench.now.plusSeconds(1800)));
        }
        assertThat(bench.state()).isEqualTo(LinkState.ONLINE);
    }

    /** Knows what was sent and accepted, and judges each step without asking how the machine came to it. */
    private static final class Witness {
        private final LinkBench bench;
        private final List<RequestId> sent = new ArrayList<>();
        private final List<LinkEffect.Beat> beats = new ArrayList<>();
        private final Map<RequestId, RequestId> acknowledges = new HashMap<>();
        private final Set<RequestId> oursOpen = new HashSet<>();
        private int peerIds;
        private int timesOnline;
        private long sessionWhenLeft = -1;
        private boolean oursDone;
        private boolean theirsDone;
        private Instant theirsDoneAt = LinkBench.T;
        private Optional<RequestId> latestOfPeer = Optional.empty();

        Witness(int flavour) {
            Rulebook rules = new Rulebook();
            rules.weMayStart = (flavour & 1) == 0;
            rules.peerMayStart = !rules.weMayStart || (flavour & 2) == 0;
            rules.heartbeats = (flavour & 12) != 12;
            rules.patience = (flavour & 4) == 0 ? Duration.ZERO : Duration.ofSeconds(20);
            rules.peerEchoes = (flavour & 16) == 0;
            boolean exchanged = (flavour & 96) == 96;
            rules.registration = (flavour & 2) == 0 ? Registration.INITIATE : Registration.AWAIT;
            bench = exchanged ? new LinkBench(rules, LinkBench.exchanged()) : new LinkBench(rules);
        }

        void play(Act act) {
            LinkRecord before = bench.link;
            bench.jitter = act.pick() / 1001.0;
            Instant at = bench.now.plusMillis(act.pause());
            if (act.jump() && before.nextDue().filter(bench.now::isBefore).isPresent()) {
                at = before.nextDue().get();
            }
            LinkInput input = act.help() ? help(act) : input(act, at);
            if (input instanceof LinkInput.ClockStepped stepped) {
                at = bench.now.plus(stepped.step());
                theirsDoneAt = theirsDoneAt.plus(stepped.step());
            } else if (act.help() && act.pick() % 3 == 0 && before.state() == LinkState.ONLINE) {
                at = bench.now.plusSeconds(300);
            }
            bench.at(at, input);
            judge(before, input);
        }

        private LinkInput help(Act act) {
            Handshakes under = bench.link.handshakes();
            Optional<RequestId> ours =
                    under.ours().filter(OwnHandshake::awaitsAnswer).map(OwnHandshake::id);
            Optional<RequestId> theirs = under.theirs()
                    .filter(one -> one.phase() == PeerHandshake.Phase.SENT)
                    .map(PeerHandshake::acknowledgementId);
            Optional<RequestId> acknowledged =
                    under.ours().filter(OwnHandshake::answered).map(OwnHandshake::id);
            Optional<OwnRegister> register = bench.link.exchange().ours();
            if (register.filter(one -> one.phase() == OwnRegister.Phase.ANSWERED)
                    .isPresent()) {
                return registerReceived(act, register.map(OwnRegister::id));
            }
            if (bench.state() == LinkState.UNREGISTERED && act.pick() % 2 == 0) {
                return registerReceived(act, Optional.empty());
            }
            return theirs.or(() -> ours)
                    .or(() -> register.filter(OwnRegister::awaitsAnswer).map(OwnRegister::id))
                    .map(id -> LinkBench.answered(id, 204))
                    .or(() -> acknowledged.map(LinkBench::acknowledge))
                    .orElseGet(() -> act.pick() % 7 == 0 ? new LinkInput.Resume() : new LinkInput.Due());
        }

        private LinkInput input(Act act, Instant at) {
            int pick = act.pick();
            return switch (act.what()) {
                case HANDSHAKE_RECEIVED ->
                    new LinkInput.HandshakeReceived(
                            new RequestId("peer-" + (pick % 5 == 0 ? peerIds : ++peerIds)), new Handshake(wish(pick)));
                case ACKNOWLEDGE_RECEIVED ->
                    new LinkInput.AcknowledgeReceived(
                            pick % 3 == 0 ? Optional.empty() : Optional.of(someId(pick)),
                            new HandshakeAcknowledge(wish(pick)));
                case HEARTBEAT_RECEIVED -> LinkBench.heartbeat(at.plusSeconds(pick % 4 == 0 ? -pick : pick));
                case ANSWERED -> new LinkInput.Answered(someId(pick), someResult(pick));
                case HEARTBEAT_ANSWERED ->
                    beats.isEmpty()
                            ? new LinkInput.HeartbeatAnswered(pick % 3, at.plusSeconds(pick), someResult(pick))
                            : beatAnswered(beats.get(Math.max(0, beats.size() - 1 - pick % 3)), pick);
                case OUTBOX_ANSWERED -> new LinkInput.OutboxAnswered(someResult(pick));
                case REGISTER_RECEIVED ->
                    registerReceived(act, pick % 3 == 0 ? Optional.of(someId(pick)) : Optional.empty());
                case REGISTRATION_ENDED -> new LinkInput.RegistrationEnded();
                case CREDENTIAL_USED -> new LinkInput.CredentialUsed(someToken(pick));
                case END_REGISTRATION -> new LinkInput.EndRegistration();
                case DUE -> new LinkInput.Due();
                case START -> new LinkInput.Start();
                case SUSPEND -> new LinkInput.Suspend();
                case RESUME -> new LinkInput.Resume();
                case DISABLE -> new LinkInput.Disable();
                case ENABLE -> new LinkInput.Enable();
                case HANDSHAKE_NOW -> new LinkInput.HandshakeNow();
                case EDITED -> new LinkInput.Edited(pick % 2 == 0);
                case CLOCK_STEPPED -> new LinkInput.ClockStepped(Duration.ofSeconds((pick - 500) * 10L));
            };
        }

        private LinkInput registerReceived(Act act, Optional<RequestId> correlation) {
            int pick = act.pick();
            peerIds++;
            return new LinkInput.RegisterReceived(
                    pick % 4 == 0
                            ? Optional.empty()
                            : Optional.of(new RequestId("peer-" + (pick % 5 == 0 ? peerIds - 1 : peerIds))),
                    correlation,
                    someToken(pick),
                    SecretRef.of("oscp/nz/peer-token-" + peerIds),
                    URI.create("https://derms.example"));
        }

        private SecretRef someToken(int pick) {
            List<SecretRef> expected = bench.link.exchange().expected();
            return expected.isEmpty() ? SecretRef.of("nz/in") : expected.get(pick % expected.size());
        }

        private static LinkInput beatAnswered(LinkEffect.Beat beat, int pick) {
            return new LinkInput.HeartbeatAnswered(beat.session(), beat.promise(), someResult(pick));
        }

        private static Optional<RequiredBehaviour> wish(int pick) {
            return switch (pick % 6) {
                case 0 -> Optional.empty();
                case 1 ->
                    Optional.of(
                            RequiredBehaviour.of(Duration.ofSeconds(1 + pick), MeasurementConfiguration.CONTINUOUS));
                default ->
                    Optional.of(RequiredBehaviour.of(
                            Duration.ofMillis(8_000 + pick * 77L), MeasurementConfiguration.INTERMITTENT));
            };
        }

        private RequestId someId(int pick) {
            return sent.isEmpty() || pick % 11 == 0
                    ? new RequestId("nobody")
                    : sent.get(Math.max(0, sent.size() - 1 - pick % 2));
        }

        private static SendResult someResult(int pick) {
            int status = STATUSES[pick % STATUSES.length];
            return status < 0
                    ? new SendResult.NoAnswer("reset")
                    : new SendResult.Answered(status, Optional.of(Duration.ofSeconds(pick)), "");
        }

        private void judge(LinkRecord before, LinkInput input) {
            LinkRecord after = bench.link;
            boolean wasAcknowledged = oursDone || theirsDone;
            assertThat(after.session()).as("session").isBetween(before.session(), before.session() + 1);
            if (before.state() == LinkState.ONLINE && after.state() != LinkState.ONLINE) {
                sessionWhenLeft = before.session();
                forget();
            }
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
                sent.add(transmit.id());
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
            bench.effects(LinkEffect.SendRegister.class).forEach(register -> sent.add(register.id()));
            beats.addAll(bench.effects(LinkEffect.Beat.class));
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
            bench.link
                    .offlineAt()
                    .ifPresent(at -> assertThat(at).as("half-open").isAfter(bench.now));
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
            exchange.ours()
                    .ifPresent(ours -> assertThat(exchange.expected()).last().isEqualTo(ours.token()));
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
}
