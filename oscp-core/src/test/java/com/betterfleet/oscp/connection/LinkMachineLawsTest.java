package com.betterfleet.oscp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    @Provide
    Arbitrary<List<LinkScript.Act>> acts() {
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
                Tuple.of(1, LinkInput.Kind.STOP),
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
                .as(LinkScript.Act::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(90);
    }

    @Property(tries = 1000)
    void whateverHappensTheLawsHold(
            @ForAll("acts") List<LinkScript.Act> acts, @ForAll @IntRange(min = 0, max = 127) int flavour) {
        LinkWitness witness = new LinkWitness(flavour);
        acts.forEach(witness::play);
        Statistics.label("times ONLINE")
                .collect(Math.min(2, witness.timesOnline()))
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
}
