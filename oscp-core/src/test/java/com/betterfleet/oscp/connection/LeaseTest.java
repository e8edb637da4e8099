package com.betterfleet.oscp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.betterfleet.oscp.profile.Registration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** Several nodes over one link: its own work is done by one at a time, by a lease in the record. */
class LeaseTest {
    private final LinkBench bench = LinkBench.online();

    private static final LinkInput DUE = new LinkInput.Due();

    private void by(String node) {
        bench.node = Optional.of(node);
    }

    private List<LinkEffect.Beat> beats() {
        return bench.effects(LinkEffect.Beat.class);
    }

    @Provide
    Arbitrary<List<LinkScript.Act>> acts() {
        return new LinkMachineLawsTest().acts();
    }

    @Provide
    Arbitrary<List<Boolean>> turns() {
        return Arbitraries.of(true, false).list().ofSize(90);
    }

    @Property(tries = 1000)
    void twoNodesInAnyOrderNeverWorkWithinEachOthersLease(
            @ForAll("acts") List<LinkScript.Act> acts,
            @ForAll("turns") List<Boolean> turns,
            @ForAll @IntRange(min = 0, max = 15) int flavour) {
        Rulebook rules = new Rulebook();
        rules.heartbeats = (flavour & 3) != 3;
        rules.patience = (flavour & 4) == 0 ? Duration.ZERO : Duration.ofSeconds(20);
        rules.registration = Registration.INITIATE;
        LeaseWitness witness = new LeaseWitness(rules, flavour >= 12);
        for (int i = 0; i < acts.size(); i++) {
            witness.play(acts.get(i), turns.get(i));
        }
        Statistics.label("changed hands")
                .collect(witness.hands() > 0)
                .coverage(seen -> seen.check(true).percentage(share -> share > 30));
        Statistics.label("left to the other")
                .collect(witness.left() > 0)
                .coverage(seen -> seen.check(true).percentage(share -> share > 30));
    }

    @Property(tries = 200)
    void anotherNodeBeatsBeforeTheIntervalThatThePeerAskedForIsOver(
            @ForAll @IntRange(min = 10_000, max = 600_000) int millis) {
        Duration asked = Duration.ofMillis(millis);
        Rulebook rules = new Rulebook();
        rules.ours = Duration.ofMinutes(10);
        rules.acknowledgement = Optional.of(RequiredBehaviour.of(Duration.ofMinutes(10)));
        LinkBench line = LinkBench.onlineByPeer(rules, asked);
        line.at(1.5, DUE);
        Instant beaten = line.now;
        assertThat(line.effects(LinkEffect.Beat.class)).hasSize(1);

        line.node = Optional.of("fp-2");
        Instant takes = line.link.lease().orElseThrow().until();
        Instant due = line.link.nextDue().orElseThrow();
        Instant second = (due.isAfter(takes) ? due : takes).plusSeconds(1);
        line.at(second, DUE);

        assertThat(line.effects(LinkEffect.Beat.class)).hasSize(1);
        assertThat(Duration.between(beaten, second)).isLessThanOrEqualTo(asked);
    }

    @Test
    void theNodeThatBeatsHoldsTheLinkForThreeQuartersOfTheShorterInterval() {
        bench.at(1.5, DUE);
        assertThat(bench.link.lease()).contains(new LinkLease("fp-1", LinkBench.t(46.5)));
        by("fp-2");
        bench.at(40, DUE);
        assertThat(beats()).isEmpty();
        assertThat(bench.last.verdict())
                .isEqualTo(
                        new Verdict.Ignored("node 'fp-1' does the work of this link until 2026-03-01T00:00:46.500Z"));
    }

    @Test
    void aLeaseHasEndedAtItsEndAndNotBefore() {
        bench.at(1.5, DUE);
        by("fp-2");
        assertThat(bench.at(46.499, DUE).effects(LinkEffect.Beat.class)).isEmpty();
        assertThat(bench.at(46.5, DUE).effects(LinkEffect.Beat.class)).hasSize(1);
        assertThat(bench.link.lease().orElseThrow().node()).isEqualTo("fp-2");
    }

    @Test
    void aDueThatFindsNothingDueNeitherTakesNorRenewsALease() {
        bench.at(1.5, DUE);
        LinkRecord before = bench.link;
        bench.at(2, DUE);
        assertThat(bench.link).isEqualTo(before);
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Ignored.class);
    }

    @Test
    void aNodeThatStartsDoesNotHurryWhatAnotherHasUnderWay() {
        bench.at(1.5, DUE);
        LinkRecord before = bench.link;
        by("fp-2");
        bench.at(5, new LinkInput.Start());
        assertThat(bench.link).isEqualTo(before);
        assertThat(beats()).isEmpty();
    }

    @Test
    void aNodeThatComesBackUnderItsNameGoesOnAtOnce() {
        bench.at(1.5, DUE);
        bench.at(5, new LinkInput.Start());
        assertThat(beats()).hasSize(1);
    }

    @Test
    void aDeadlineIsSettledByWhoeverLooks() {
        bench.at(1.5, DUE).at(170, new LinkInput.HandshakeNow());
        by("fp-2");
        bench.at(182, DUE);
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
        assertThat(bench.effects(LinkEffect.Transmit.class)).isEmpty();
    }

    @Test
    void aHandshakeOfThePeerIsTakenByAnyNodeAndAcknowledgedByTheHolder() {
        bench.at(1.5, DUE);
        by("fp-2");
        bench.at(10, LinkBench.handshake("peer-2", Duration.ofSeconds(60)));
        assertThat(bench.last.verdict()).isInstanceOf(Verdict.Accepted.class);
        bench.at(10.5, DUE);
        assertThat(bench.effects(LinkEffect.Transmit.class)).isEmpty();
        by("fp-1");
        bench.at(10.6, DUE);
        assertThat(bench.transmitted().message()).isInstanceOf(HandshakeAcknowledge.class);
    }

    @Test
    void anotherIntervalHeardByAnotherNodeMakesTheHolderBeatAtOnce() {
        bench.at(1.5, DUE);
        by("fp-2");
        bench.at(10, LinkBench.handshake("peer-2", Duration.ofSeconds(30)));
        assertThat(beats()).isEmpty();
        by("fp-1");
        bench.at(10.1, DUE);
        assertThat(beats()).hasSize(1);
    }

    @Test
    void anOperatorsHandshakeIsDoneByTheNodeThatWasAskedWhichTakesTheLeaseOver() {
        bench.at(1.5, DUE);
        by("fp-2");
        bench.at(10, new LinkInput.HandshakeNow());
        assertThat(bench.effects(LinkEffect.Transmit.class)).hasSize(1);
        assertThat(bench.link.lease().orElseThrow().node()).isEqualTo("fp-2");
    }

    @Test
    void aNodeThatDoesNotWorkOnlyLooks() {
        bench.node = Optional.empty();
        bench.at(46, DUE);
        assertThat(beats()).isEmpty();
        assertThat(bench.last.verdict()).isEqualTo(new Verdict.Ignored("this node does not work"));
        bench.at(181, DUE);
        assertThat(bench.state()).isEqualTo(LinkState.OFFLINE);
    }

    @Test
    void aNodeThatStopsGivesItsLeaseBackAndOnlyItsOwn() {
        bench.at(1.5, DUE);
        bench.at(2, new LinkInput.Stop("fp-2"));
        assertThat(bench.link.lease()).isPresent();
        bench.at(2, new LinkInput.Stop("fp-1"));
        assertThat(bench.link.lease()).isEmpty();
        by("fp-2");
        bench.at(31, DUE);
        assertThat(beats()).hasSize(1);
    }

    @Test
    void theNodeThatMovesTheDeadlinesWithTheClockTakesTheLease() {
        bench.at(1.5, DUE);
        bench.at(3602, new LinkInput.ClockStepped(Duration.ofHours(1)));
        assertThat(bench.link.lease().orElseThrow().until()).isEqualTo(LinkBench.t(3647));
        bench.at(3, new LinkInput.ClockStepped(Duration.ofHours(-1)));
        assertThat(bench.link.lease().orElseThrow().until()).isEqualTo(LinkBench.t(48));
    }

    @Test
    void aLinkThatIsTakenAwayHasNoHolder() {
        bench.at(1.5, DUE);
        assertThat(bench.at(2, new LinkInput.Suspend()).link.lease()).isEmpty();
    }

    @Test
    void aNodeHasAName() {
        assertThatThrownBy(() -> new LinkLease(" ", LinkBench.T)).hasMessageContaining("node");
    }
}
