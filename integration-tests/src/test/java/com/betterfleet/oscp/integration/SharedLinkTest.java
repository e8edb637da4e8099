package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.CloseMode;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.connection.LinkFailure;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.testkit.cp.Complaint;
import com.betterfleet.oscp.testkit.cp.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The work of one link, shared by several nodes: done by one of them at a time, taken over when that one is gone. */
class SharedLinkTest {
    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void twoNodesTogetherBeatAndShakeHandsAsOftenAsOne() {
        depot.live("500");
        depot.another("fp-2", "depot-2.example");
        depot.run(Duration.ofHours(1));

        assertThat(arrivals("handshake")).hasSize(1);
        List<Instant> beats = arrivals("heartbeat");
        assertThat(beats).hasSizeGreaterThan(60 * 60 / 30);
        for (int i = 1; i < beats.size(); i++) {
            assertThat(Duration.between(beats.get(i - 1), beats.get(i)))
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        }
        assertThat(depot.link().leasedTo()).contains("fp");
        assertThat(depot.cp.complaints()).isEmpty();
    }

    @Test
    void anotherNodeBeatsBeforeTheAskedIntervalIsOverWhenTheHolderDies() {
        depot.live("500");
        Node second = depot.another("fp-2", "depot.example");
        depot.run(Duration.ofMinutes(2));
        Instant last = last(arrivals("heartbeat"));
        depot.node().process().kill();
        depot.run(Duration.ofMinutes(5));

        List<Instant> beats = arrivals("heartbeat");
        assertThat(Duration.between(last, beats.get(beats.indexOf(last) + 1)))
                .isBetween(Duration.ofSeconds(44), Duration.ofSeconds(60));
        assertThat(status(second).state()).isEqualTo(LinkState.ONLINE);
        assertThat(status(second).session()).isEqualTo(1);
        assertThat(status(second).leasedTo()).contains("fp-2");
    }

    @Test
    void aNodeThatIsClosedGivesItsLeaseBackSoThatTheOtherGoesOnInTime() {
        depot.live("500");
        Node second = depot.another("fp-2", "depot.example");
        depot.run(Duration.ofMinutes(2));
        Instant last = last(arrivals("heartbeat"));
        depot.fp().close(CloseMode.LEAVE_RUNNING);
        assertThat(status(second).leasedTo()).isEmpty();
        depot.run(Duration.ofMinutes(5));

        List<Instant> beats = arrivals("heartbeat");
        assertThat(Duration.between(last, beats.get(beats.indexOf(last) + 1)))
                .isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(status(second).leasedTo()).contains("fp-2");
    }

    @Test
    void closingWithSafeLimitsGivesTheLeaseBackToo() {
        depot.live("500");
        depot.run(Duration.ofMinutes(2));
        assertThat(depot.link().leasedTo()).contains("fp");
        depot.fp().close();
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.link().leasedTo()).isEmpty();
    }

    @Test
    void aProviderThatWasNeverStartedOnlyLooks() {
        depot.live("500");
        FlexibilityProvider desk = depot.builder(depot.time.process("desk")).build();
        depot.crash();
        int received = depot.cp.received().size();
        depot.run(Duration.ofMinutes(10));

        ConnectionStatus seen = desk.status().connections().get(0);
        assertThat(seen.state()).as("status settles deadlines").isEqualTo(LinkState.OFFLINE);
        depot.run(Duration.ofMinutes(1));
        assertThat(desk.status().connections().get(0).leasedTo()).isNotEqualTo(Optional.of("desk"));
        assertThat(depot.cp.received()).hasSize(received);
    }

    @Test
    void aProviderThatWasClosedOnlyLooks() {
        depot.live("500");
        depot.fp().close(CloseMode.LEAVE_RUNNING);
        int beats = arrivals("heartbeat").size();
        int orders = depot.circuit.orders().size();
        depot.run(Duration.ofMinutes(10));

        assertThat(depot.link().state()).as("status settles deadlines").isEqualTo(LinkState.OFFLINE);
        depot.run(Duration.ofMinutes(1));
        assertThat(depot.link().leasedTo()).isEmpty();
        assertThat(arrivals("heartbeat")).hasSize(beats);
        assertThat(arrivals("handshake")).hasSize(1);
        assertThat(depot.circuit.orders()).hasSize(orders);
    }

    @Test
    void aLookThatChangesNothingCommitsNothing() {
        depot.live("500");
        Node second = depot.another("fp-2", "depot-2.example");
        depot.run(Duration.ofMinutes(2));
        int beats = arrivals("heartbeat").size();
        depot.runUntil(() -> arrivals("heartbeat").size() > beats, Duration.ofMinutes(1));
        depot.node().process().kill();
        depot.line.cutTowardsFp();
        int[] commits = {0};
        depot.store.beforeCommit(commit -> {
            commits[0] += (int) commit.writes().stream()
                    .filter(write -> write.key().kind() == Kind.LINK)
                    .count();
            return true;
        });
        depot.run(Duration.ofSeconds(44));
        assertThat(commits[0]).as("a heartbeat has long been due").isZero();
        depot.run(Duration.ofSeconds(3));
        assertThat(commits[0]).isPositive();
        assertThat(status(second).leasedTo()).contains("fp-2");
    }

    /** Two hours with either node killed or closed in turn; the other is there all the while. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whicheverNodeIsKilledOrStoppedTheLineStandsAndNothingIsLost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        depot.live("500");
        long session = depot.link().session();
        List<Node> nodes = new ArrayList<>(List.of(depot.node(), depot.another("fp-2", "depot-2.example")));
        int restarts = 0;
        Instant end = Depot.START.plus(Duration.ofHours(2));
        while (depot.time.now().isBefore(end)) {
            depot.run(Duration.ofMillis(20_000 + random.nextInt(300_000)));
            int which = random.nextInt(2);
            Node gone = nodes.get(which);
            if (random.nextBoolean()) {
                gone.fp().close(CloseMode.LEAVE_RUNNING);
            }
            gone.process().kill();
            gone.server().stop(0);
            depot.network.route("depot.example", port(nodes.get(1 - which)));
            depot.run(Duration.ofMillis(random.nextInt(200_000)));
            nodes.set(which, depot.another(gone.process().name(), "depot-" + which + ".example"));
            restarts++;
        }
        depot.time.runUntil(Depot.START.plus(Duration.ofHours(2)).plus(Duration.ofMinutes(14)));

        assertThat(depot.cp.complaints()).extracting(Complaint::text).isEmpty();
        assertThat(status(nodes.get(0)).state()).isEqualTo(LinkState.ONLINE);
        assertThat(status(nodes.get(0)).session()).isEqualTo(session);
        assertThat(depot.cp.windows("AKL01").stream()
                        .map(window -> window.window().end()))
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertThat(measurementIds()).hasSize(8);
        List<Instant> beats = arrivals("heartbeat");
        for (int i = 1; i < beats.size(); i++) {
            assertThat(Duration.between(beats.get(i - 1), beats.get(i)))
                    .as("after %s", beats.get(i - 1))
                    .isLessThanOrEqualTo(Duration.ofSeconds(60));
        }
        Duration whole = Duration.between(Depot.START, depot.time.now());
        assertThat(beats.size()).isLessThanOrEqualTo((int) (whole.toSeconds() / 24) + restarts);
        assertThat(arrivals("handshake")).hasSize(1);
        assertThat(depot.circuit.inForce()).contains(Depot.kw("500"));
    }

    private static int port(Node node) {
        return node.server().getAddress().getPort();
    }

    @Test
    void anOperatorSeesThatThePeerRefusesOurHandshake() {
        depot.cp.answer("handshake", 400);
        depot.boot().run(Duration.ofSeconds(5));
        LinkFailure failure = depot.link().lastFailure().orElseThrow();
        assertThat(failure.action()).isEqualTo("handshake");
        assertThat(failure.what()).startsWith("400");
        assertThat(depot.conditions()).contains(Condition.MISCONFIGURED);
        depot.run(Duration.ofMinutes(5));
        assertThat(depot.link().lastFailure().orElseThrow().inARow()).isGreaterThan(3);
        depot.cp.answerNormally("handshake");
        depot.run(Duration.ofMinutes(2));
        assertThat(depot.link().lastFailure()).isEmpty();
        assertThat(depot.link().conditions()).isEmpty();
    }

    @Test
    void anOperatorSeesThatNobodyAnswersWithoutAnySecret() {
        depot.line.cut();
        depot.boot().run(Duration.ofMinutes(1));
        String status = depot.fp().status().toJson();
        assertThat(status).contains("\"lastFailure\":{\"at\":").contains("\"action\":\"handshake\"");
        Depot.SECRETS.forEach(secret -> assertThat(status).doesNotContain(secret));
    }

    private Set<String> measurementIds() {
        Set<String> ids = new HashSet<>();
        depot.cp.received().stream()
                .filter(message -> message.action().equals("update_asset_measurements"))
                .forEach(message -> ids.add(message.requestId()));
        return ids;
    }

    private List<Instant> arrivals(String action) {
        return depot.cp.received().stream()
                .filter(message -> message.action().equals(action))
                .map(ReceivedMessage::at)
                .toList();
    }

    private static Instant last(List<Instant> all) {
        return all.get(all.size() - 1);
    }

    private static ConnectionStatus status(Node node) {
        return node.fp().status().connections().get(0);
    }
}
