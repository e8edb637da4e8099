package com.betterfleet.oscp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Two nodes step one link in any order; the witness keeps its own account of who may do the work. */
final class LeaseWitness {
    private static final List<String> NODES = List.of("fp-1", "fp-2");

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LinkBench bench;
    private final LinkScript script;
    private Optional<String> holder = Optional.empty();
    private Instant until = LinkBench.T;
    private int hands;
    private int left;

    LeaseWitness(Rulebook rules, boolean exchanged) {
        bench = exchanged ? new LinkBench(rules, LinkBench.exchanged()) : new LinkBench(rules);
        script = new LinkScript(bench);
    }

    /** How often the lease went from one node to the other. */
    int hands() {
        return hands;
    }

    /** How often a node left due work to the other. */
    int left() {
        return left;
    }

    void play(LinkScript.Act act, boolean first) {
        String node = NODES.get(first ? 0 : 1);
        bench.node = Optional.of(node);
        bench.jitter = act.pick() / 1001.0;
        Instant at = act.jump()
                ? bench.link.nextDue().filter(bench.now::isBefore).orElse(bench.now)
                : bench.now.plusMillis(act.pause());
        LinkInput input = script.next(act, at);
        if (input instanceof LinkInput.ClockStepped stepped) {
            at = bench.now.plus(stepped.step());
        }
        LinkRecord before = bench.link;
        bench.at(at, input);
        script.note();
        judge(node, before, input);
    }

    private void judge(String node, LinkRecord before, LinkInput input) {
        boolean held = holder.filter(one -> !one.equals(node)).isPresent()
                && bench.now.isBefore(until)
                && !until.isAfter(bench.now.plus(MINUTE));
        boolean stepped = input instanceof LinkInput.ClockStepped;
        if (stepped && held) {
            assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
        }
        if (work() > 0 || (stepped && !held)) {
            assertThat(held && !(input instanceof LinkInput.HandshakeNow))
                    .as("%s works within the lease of %s until %s, at %s", node, holder, until, bench.now)
                    .isFalse();
            hands += holder.filter(one -> !one.equals(node)).isPresent() ? 1 : 0;
            holder = Optional.of(node);
            until = bench.now.plus(lease());
            assertThat(bench.link.lease()).contains(new LinkLease(node, until));
        }
        boolean looks = input instanceof LinkInput.Due || input instanceof LinkInput.Start;
        boolean settled = !before.state().equals(bench.state());
        if (looks && held && !settled) {
            assertThat(bench.link).as("nothing to commit").isEqualTo(before);
            left++;
        }
        if (input instanceof LinkInput.Stop stopped && holder.equals(Optional.of(stopped.node()))) {
            holder = Optional.empty();
        }
        if (bench.state().released()) {
            holder = Optional.empty();
        }
    }

    /** Three quarters of the shortest of what the two asked of each other and the minute of the profile. */
    private Duration lease() {
        return Stream.of(
                        bench.link.theirInterval().orElse(MINUTE),
                        bench.link.ourInterval().orElse(MINUTE),
                        MINUTE)
                .min(Duration::compareTo)
                .map(shortest -> shortest.dividedBy(4).multipliedBy(3))
                .orElseThrow();
    }

    private long work() {
        return bench.last.effects().stream()
                .filter(effect -> effect instanceof LinkEffect.Transmit
                        || effect instanceof LinkEffect.SendRegister
                        || effect instanceof LinkEffect.Beat)
                .count();
    }
}
