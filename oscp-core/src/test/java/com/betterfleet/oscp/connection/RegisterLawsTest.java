package com.betterfleet.oscp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.profile.Registration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * Never two Registers that answer each other (protocol.md 3), over a line that loses, doubles and reorders, with a peer that
 * answers whatever Register it gets and knows no reply from a beginning.
 */
class RegisterLawsTest {
    private static final SecretRef INITIAL = SecretRef.of("nz/initial");
    private static final Duration PLAYED = Duration.ofMinutes(5);
    private static final Duration TROUBLED = Duration.ofMinutes(3);

    @Property(tries = 1500)
    void noReplyIsEverAnsweredAndWhatWasIssuedArrivesInTheEnd(@ForAll long seed) {
        Play play = new Play(new Random(seed));
        play.run();
        assertThat(play.bench.state())
                .as("seed %s: %s", seed, play.log)
                .isNotIn(LinkState.UNREGISTERED, LinkState.REGISTERING);
        assertThat(play.bench.link.exchange().expected()).contains(play.peerPresents);
        Statistics.label("registers of ours")
                .collect(Math.min(4, play.ours))
                .coverage(seen -> seen.check(4).percentage(share -> share > 1));
    }

    /** A Register of the peer on its way. */
    private record Letter(
            Optional<RequestId> id,
            Optional<RequestId> correlation,
            SecretRef presented,
            SecretRef token,
            boolean answer) {}

    private record Task(Instant at, int order, Runnable work) {}

    private static final class Play {
        final LinkBench bench;
        final List<String> log = new ArrayList<>();
        int ours;
        private final Random random;
        private final boolean correlates;
        private final boolean echoes;
        private final boolean withIds;
        private final boolean earlyReplies;
        private final boolean peerBegins;
        private final PriorityQueue<Task> tasks =
                new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
        private final Set<RequestId> claimed = new HashSet<>();
        private final Set<RequestId> taken = new HashSet<>();
        private SecretRef peerPresents = INITIAL;
        private boolean heardOfUs;
        private int numbers;

        Play(Random random) {
            this.random = random;
            correlates = random.nextBoolean();
            echoes = random.nextInt(4) == 0;
            withIds = echoes || random.nextBoolean();
            earlyReplies = random.nextBoolean();
            boolean weBegin = random.nextBoolean();
            peerBegins = !weBegin || random.nextInt(3) == 0;
            Rulebook rules = new Rulebook();
            rules.weMayStart = false;
            rules.registration = weBegin ? Registration.INITIATE : Registration.AWAIT;
            bench = new LinkBench(rules, LinkBench.exchanged());
            log.add("correlates=" + correlates + " echoes=" + echoes + " ids=" + withIds + " early=" + earlyReplies
                    + " weBegin=" + weBegin + " peerBegins=" + peerBegins);
        }

        void run() {
            if (peerBegins) {
                after(random.nextInt(3_000), this::begin);
            }
            Instant end = LinkBench.T.plus(PLAYED);
            while (next().filter(at -> at.isBefore(end)).isPresent()) {
                Instant at = next().get();
                if (bench.link.nextDue().filter(due -> !due.isAfter(at)).isPresent()) {
                    step(bench.link.nextDue().get(), new LinkInput.Due());
                } else {
                    bench.now = at;
                    tasks.remove().work().run();
                }
            }
        }

        private Optional<Instant> next() {
            Optional<Instant> task = Optional.ofNullable(tasks.peek()).map(Task::at);
            Optional<Instant> due = bench.link.nextDue();
            return task.isPresent() && due.isPresent()
                    ? Optional.of(Times.earlier(task.get(), due.get()))
                    : task.or(() -> due);
        }

        private void after(int millis, Runnable work) {
            tasks.add(new Task(bench.now.plusMillis(millis), numbers++, work));
        }

        private boolean trouble(int oneOf) {
            return bench.now.isBefore(LinkBench.T.plus(TROUBLED)) && random.nextInt(oneOf) == 0;
        }

        private int delay() {
            return random.nextInt(trouble(3) ? 12_000 : 1_500);
        }

        private void step(Instant at, LinkInput input) {
            bench.jitter = random.nextDouble();
            bench.at(at, input);
            for (LinkEffect.SendRegister register : bench.effects(LinkEffect.SendRegister.class)) {
                ours++;
                log.add(bench.now + " ours " + register);
                if (!trouble(3)) {
                    after(delay(), () -> arrives(register));
                } else {
                    after(10_000, () -> step(bench.now, LinkBench.unanswered(register.id())));
                }
            }
        }

        /** At the peer: it answers each Register that it has not seen, whatever it is. */
        private void arrives(LinkEffect.SendRegister register) {
            heardOfUs = true;
            peerPresents = register.token();
            if (taken.add(register.id())) {
                Runnable answer = () -> send(letter(Optional.of(register.id()), true));
                after(earlyReplies ? 0 : 500 + random.nextInt(1_000), answer);
            }
            if (trouble(4)) {
                after(9_000, () -> step(bench.now, LinkBench.unanswered(register.id())));
            } else {
                after(random.nextInt(800), () -> step(bench.now, LinkBench.answered(register.id(), 204)));
            }
        }

        private void begin() {
            if (!heardOfUs) {
                send(letter(Optional.empty(), false));
                after(40_000, this::begin);
            }
        }

        private Letter letter(Optional<RequestId> answered, boolean answer) {
            numbers++;
            Optional<RequestId> own = withIds ? Optional.of(new RequestId("peer-" + numbers)) : Optional.empty();
            return new Letter(
                    echoes && answered.isPresent() ? answered : own,
                    correlates ? answered : Optional.empty(),
                    peerPresents,
                    SecretRef.of("oscp/nz/p-" + numbers),
                    answer);
        }

        private void send(Letter letter) {
            int copies = trouble(4) ? 2 : trouble(4) ? 0 : 1;
            for (int copy = 0; copy < copies; copy++) {
                after(delay(), () -> deliver(letter));
            }
            if (copies == 0 && letter.answer()) {
                after(5_000, () -> send(letter));
            }
        }

        private void deliver(Letter letter) {
            boolean authentic = bench.link.exchange().expected().contains(letter.presented());
            boolean repeated = letter.id().filter(id -> !claimed.add(id)).isPresent();
            if (!authentic || repeated) {
                return;
            }
            log.add(bench.now + " theirs " + letter);
            List<RequestId> known = bench.link.exchange().ids();
            boolean recognisable = recognisable(letter);
            step(
                    bench.now,
                    new LinkInput.RegisterReceived(
                            letter.id(),
                            letter.correlation(),
                            letter.presented(),
                            letter.token(),
                            URI.create("https://derms.example")));
            if (letter.answer() && recognisable) {
                assertThat(bench.link.exchange().ids())
                        .as("an answer of the peer is not answered: %s", log)
                        .isEqualTo(known);
            }
        }

        /**
         * One that names no Register of ours, by its correlation or by its id, is known for an answer only until the ack time-out
         * after we were done; an id of the peer's own names none.
         */
        private boolean recognisable(Letter letter) {
            return letter.correlation().isPresent()
                    || letter.id().filter(bench.link.exchange().ids()::contains).isPresent()
                    || bench.link
                            .exchange()
                            .registeredAt()
                            .map(at -> bench.now.isBefore(at.plusSeconds(30)))
                            .orElse(true);
        }
    }
}
