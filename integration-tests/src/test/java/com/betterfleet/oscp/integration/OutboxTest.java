package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.integration.Tollgate.Answer;
import com.betterfleet.oscp.integration.Tollgate.Held;
import com.betterfleet.oscp.integration.Tollgate.Pass;
import com.betterfleet.oscp.integration.Tollgate.Try;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.testkit.cp.AcceptedWindow;
import com.betterfleet.oscp.testkit.cp.ReceivedMessage;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The outbox with a whole depot: who waits for whom, what comes back after a crash, and what ends a message's life (rule I31).
 * What a failure does to a message is in {@link OutboxFailuresTest}; {@code docs/outbox.md} has every promise with its tests.
 */
class OutboxTest {
    private static final GroupRef OTHER = GroupRef.of("nz", "WLG02");
    private static final String THIRD = "SYD01";
    private static final Duration LOOP = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** The first quarter hour is over and its window settled. */
    private static final Instant FIRST_WINDOW = Depot.START.plus(Depot.QUARTER).plusSeconds(60);

    private final Depot depot = new Depot(utility -> Depot.vector(utility).group("WLG02", "WLG02"));
    private final Tollgate gate = new Tollgate(depot.time::now);

    @BeforeEach
    void build() {
        depot.carrying = gate;
        depot.configuration = fp -> {
            fp.configuration().connect(Depot.connection().setting("forecast-cadence", "604800"), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        };
    }

    @AfterEach
    void leave() {
        assertThat(depot.time.failures()).isEmpty();
        depot.close();
    }

    @Test
    void nothingIsSentBeforeAHandshakeIsAcknowledged() {
        depot.cp.answer("handshake", 503);
        depot.boot();
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER).plus(LOOP));
        assertThat(gate.tries()).isEmpty();
        assertThat(depot.group().waiting()).isEqualTo(2);

        depot.cp.answerNormally("handshake");
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(3));
        depot.run(LOOP);
        arrivedInTime(depot.cp, "AKL01", 2, Duration.ofHours(1));
    }

    @Test
    void heartbeatsAreNeverInTheOutboxAndEachTryIsANewMessage() {
        depot.online();
        depot.cp.answer("heartbeat", 503);
        depot.run(Duration.ofMinutes(2));
        depot.cp.answerNormally("heartbeat");
        depot.run(Duration.ofMinutes(2));

        List<ReceivedMessage> beats = depot.cp.received().stream()
                .filter(message -> message.action().equals("heartbeat"))
                .toList();
        assertThat(beats)
                .hasSizeGreaterThan(5)
                .extracting(ReceivedMessage::requestId)
                .doesNotHaveDuplicates();
        assertThat(depot.group().waiting()).isZero();
        assertThat(depot.store.outbox(queue(Depot.GROUP), 10)).isEmpty();
    }

    @Test
    void aMessageKeepsItsIdItsBytesAndItsTriesAcrossRestarts() {
        depot.online();
        gate.demands(new Answer(503));
        depot.time.runUntil(FIRST_WINDOW.plusSeconds(20));
        int before = gate.tries().size();
        depot.crash();
        depot.restart();
        depot.run(Duration.ofMinutes(5));
        depot.crash();
        gate.demands(new Pass());
        depot.restart();
        depot.run(LONGEST_WAIT.plus(LOOP));

        Try first = gate.tries().get(0);
        assertThat(gate.tries()).hasSizeGreaterThan(before + 1);
        assertThat(gate.tries()).extracting(Try::requestId).containsOnly(first.requestId());
        assertThat(gate.tries()).extracting(Try::body).containsOnly(first.body());
        assertThat(depot.cp.windows("AKL01"))
                .extracting(AcceptedWindow::requestId)
                .containsExactly(first.requestId());
        assertThat(depot.heard(GroupEvent.MessageSent.class))
                .allMatch(sent -> sent.tries() > before, "the tries of every life are counted");
    }

    @Test
    void aGroupThatGetsNoAnswerHoldsNoOtherUp() {
        twoGroups();
        gate.demands(one -> one.isOf("WLG02") ? new Held() : new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER.multipliedBy(3)).plus(LOOP));

        arrivedInTime(depot.cp, "AKL01", 4, LOOP);
        assertThat(depot.cp.windows("WLG02")).isEmpty();
    }

    @Test
    void aMessageThatIsRefusedIsParkedAndStopsNobody() {
        twoGroups();
        gate.demands(one -> one.isOf("WLG02") && gate.tries("WLG02").size() <= 2 ? new Answer(400) : new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER.multipliedBy(3)).plus(LOOP));

        arrivedInTime(depot.cp, "AKL01", 4, LOOP);
        assertThat(depot.cp.windows("WLG02")).hasSize(2);
        assertThat(depot.fp().operations().parked(OTHER)).hasSize(2);
        assertThat(gate.tries("WLG02")).as("no retry of what was refused").hasSize(4);
    }

    @Test
    void aPeerThatFailsHoldsNoOtherUp() {
        SecondUtility second = twoUtilities();
        for (Tollgate.Toll trouble : List.of(new Held(), new Answer(401), new Answer(503), new Answer(400))) {
            gate.demands(one -> one.isOf(THIRD) ? new Pass() : trouble);
            depot.run(Depot.QUARTER);
        }
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER.multipliedBy(3)).plus(LOOP));

        arrivedInTime(second.cp, THIRD, 4, LOOP);
        assertThat(depot.cp.windows("AKL01")).isEmpty();
        assertThat(depot.fp().status(SecondUtility.AU).conditions()).isEmpty();
    }

    @Test
    void aMessageThatHasFailedTenTimesIsParkedWhenOthersPass() {
        twoGroups();
        gate.demands(one -> one.isOf("WLG02") ? new Answer(503) : new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER).minusSeconds(5));
        int tries = gate.tries("WLG02").size();
        assertThat(tries).isGreaterThanOrEqualTo(10);
        assertThat(depot.fp().operations().parked(OTHER))
                .as("nobody else had anything to send")
                .isEmpty();
        depot.run(LONGEST_WAIT.plus(LOOP));

        assertThat(depot.fp().operations().parked(OTHER)).hasSize(1);
        assertThat(depot.fp().operations().parked(OTHER).get(0).parked().orElseThrow())
                .isEqualTo("failed " + (tries + 1) + " times while others passed, last: 503");
    }

    @Test
    void aMessageIsParkedWhenItIsNotWorthSendingAnyMoreAndTheNextGoesOn() {
        impatient(Duration.ofMinutes(20));
        gate.demands(new Answer(503));
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER).plusSeconds(10));
        assertThat(depot.fp().operations().parked(Depot.GROUP)).isEmpty();
        gate.demands(one -> one.requestId().equals(gate.tries().get(0).requestId()) ? new Answer(503) : new Pass());
        depot.run(Duration.ofMinutes(10));

        List<OutboxItem> parked = depot.fp().operations().parked(Depot.GROUP);
        assertThat(parked).hasSize(1);
        Instant notAfter = Depot.START.plus(Depot.QUARTER).plus(Duration.ofMinutes(20));
        assertThat(parked.get(0).notAfter()).contains(notAfter);
        assertThat(parked.get(0).parked().orElseThrow()).contains("not worth sending after " + notAfter);
        assertThat(gate.tries())
                .filteredOn(
                        one -> one.requestId().equals(parked.get(0).requestId().value()))
                .allMatch(one -> one.at().isBefore(notAfter));
        assertThat(depot.cp.windows("AKL01")).hasSize(1);
    }

    @Test
    void aWindowThatCeasedToBeWorthSendingWhileTheLineWasDeadIsDroppedUnsentAndLeavesTheOutbox() {
        impatient(Duration.ofMinutes(20));
        depot.time.runUntil(FIRST_WINDOW.minusSeconds(90));
        depot.line.cut();
        depot.run(Duration.ofMinutes(40));
        depot.line.restore();
        int before = gate.tries().size();
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(5));
        depot.run(LOOP.plus(LOOP));

        assertThat(depot.fp().operations().parked(Depot.GROUP)).isEmpty();
        assertThat(depot.heard(MeteringEvent.WindowDropped.class).map(MeteringEvent.WindowDropped::start))
                .containsExactly(Depot.START, Depot.START.plus(Depot.QUARTER));
        assertThat(gate.tries().stream().skip(before).map(Try::requestId).distinct())
                .as("only what is worth sending")
                .hasSize(1);
        assertThat(starts(depot.cp, "AKL01")).isEqualTo(quarters(2, 3));
    }

    @Test
    void aWindowThatIsDroppedWhileAnotherIsAcknowledgedLeavesTheOutboxToo() {
        impatient(Duration.ofHours(1));
        gate.demands(one -> new Answer(gate.tries().size() == 1 ? 400 : 503));
        depot.time.runUntil(
                Depot.START.plus(Depot.QUARTER).plus(Duration.ofHours(1)).plusSeconds(2));
        assertThat(depot.fp().operations().parked(Depot.GROUP)).hasSize(1);
        gate.demands(new Pass());
        RequestId head = new RequestId(gate.tries().get(gate.tries().size() - 1).requestId());
        depot.fp().operations().retryParked(Depot.GROUP, head, Depot.OPS);
        depot.run(Duration.ofSeconds(20));

        assertThat(depot.heard(MeteringEvent.WindowDropped.class).map(MeteringEvent.WindowDropped::start))
                .containsExactly(Depot.START);
        assertThat(depot.fp().operations().parked(Depot.GROUP)).isEmpty();
    }

    @Test
    void windowsAreDroppedOnlyBeyondTheBacklogAndEachIsTold() {
        impatient(Duration.ofHours(1));
        gate.demands(new Answer(503));
        depot.time.runUntil(Depot.START.plus(Duration.ofHours(3)).plusSeconds(120));
        gate.demands(new Pass());
        depot.run(LONGEST_WAIT.plus(LOOP));

        List<Instant> dropped = depot.heard(MeteringEvent.WindowDropped.class)
                .map(MeteringEvent.WindowDropped::start)
                .toList();
        List<Instant> sent = starts(depot.cp, "AKL01");
        assertThat(dropped).isEqualTo(quarters(0, 8));
        assertThat(sent).isEqualTo(quarters(8, 12));
        assertThat(depot.heard(MeteringEvent.WindowDropped.class))
                .allMatch(one ->
                        !one.at().isBefore(one.start().plus(Depot.QUARTER).plus(Duration.ofHours(1))));
        assertThat(depot.heard(GroupEvent.MessageParked.class)).hasSize(8);
    }

    /** What was wrong with one message of a group says nothing of the connection's later fault. */
    @Test
    void aFaultOfTheConnectionPausesAlsoAGroupThatHadAMessageParkedBefore() {
        twoGroups();
        gate.demands(one -> one.isOf("WLG02") ? new Answer(400) : new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER).plus(LOOP));
        assertThat(depot.fp().operations().parked(OTHER)).hasSize(2);
        gate.demands(new Answer(404));
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER.multipliedBy(4)));

        assertThat(depot.conditions()).containsExactly(Condition.MISCONFIGURED);
        assertThat(depot.fp().operations().parked(OTHER)).hasSize(2);
        assertThat(depot.fp().operations().parked(Depot.GROUP)).isEmpty();
    }

    @Test
    void manyParkedMessagesStandInNobodysWay() {
        depot.online();
        gate.demands(new Answer(400));
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER.multipliedBy(20)).plus(LOOP));
        assertThat(depot.fp().operations().parked(Depot.GROUP)).hasSize(21);
        gate.demands(new Answer(503));
        depot.run(Depot.QUARTER);
        gate.demands(new Pass());
        depot.run(Depot.QUARTER);

        assertThat(starts(depot.cp, "AKL01")).isEqualTo(quarters(21, 23));
        assertThat(depot.group().waiting()).isZero();
    }

    /** The one put back stands before the one under way, whose answer counts all the same. */
    @Test
    void whatIsUnderWayWhileAnEarlierMessageIsPutBackIsNotSentAgain() {
        depot.online();
        gate.demands(new Answer(400));
        depot.time.runUntil(FIRST_WINDOW.plus(LOOP));
        RequestId parked = depot.fp().operations().parked(Depot.GROUP).get(0).requestId();
        Held held = new Held();
        gate.demands(held);
        depot.runUntil(() -> gate.tries().size() == 2, Depot.QUARTER.plus(LOOP));
        gate.demands(new Pass());
        depot.fp().operations().retryParked(Depot.GROUP, parked, Depot.OPS);
        depot.run(LOOP);
        held.answer().complete(new HttpReply(204, List.of(), new byte[0]));
        depot.run(LOOP.plus(LOOP));

        assertThat(gate.tries()).hasSize(3);
        assertThat(gate.tries().get(2).requestId()).as("then the one put back").isEqualTo(parked.value());
        assertThat(depot.group().waiting()).isZero();
        assertThat(depot.heard(GroupEvent.MessageSent.class))
                .hasSize(2)
                .allMatch(sent -> sent.action() == Action.UPDATE_ASSET_MEASUREMENTS);
    }

    private void twoGroups() {
        depot.configuration = fp -> {
            fp.configuration().connect(Depot.connection().setting("forecast-cadence", "604800"), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
            fp.configuration().bind("nz", SecondUtility.binding("WLG02"), Depot.OPS);
        };
        depot.online();
    }

    private SecondUtility twoUtilities() {
        SecondUtility second = new SecondUtility(depot, List.of(THIRD));
        depot.configuration = fp -> {
            fp.configuration().connect(Depot.connection().setting("forecast-cadence", "604800"), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
            SecondUtility.configure(fp, List.of(THIRD));
        };
        depot.boot();
        depot.runUntil(
                () -> depot.fp().status().connections().stream().allMatch(link -> link.state() == LinkState.ONLINE),
                Duration.ofMinutes(1));
        return second;
    }

    private void impatient(Duration backlog) {
        depot.more = builder -> builder.profile(new ImpatientProfile(backlog));
        depot.configuration = fp -> {
            fp.configuration().connect(Depot.connection("impatient").setting("forecast-cadence", "604800"), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        };
        depot.online();
    }

    private static void arrivedInTime(SimulatedCapacityProvider cp, String group, int windows, Duration atMost) {
        assertThat(starts(cp, group)).isEqualTo(quarters(0, windows));
        assertThat(cp.windows(group))
                .allSatisfy(accepted -> assertThat(
                                Duration.between(accepted.window().end().plusSeconds(60), accepted.acceptedAt()))
                        .isBetween(Duration.ZERO, atMost));
    }

    private static List<Instant> starts(SimulatedCapacityProvider cp, String group) {
        return cp.windows(group).stream()
                .map(accepted -> accepted.window().start().orElseThrow())
                .toList();
    }

    /** The starts of the windows from one number up to another. */
    private static List<Instant> quarters(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(i -> Depot.START.plus(Depot.QUARTER.multipliedBy(i)))
                .toList();
    }

    private static Key queue(GroupRef group) {
        return new Key(
                Kind.OUTBOX, group.connection().value() + "/" + group.group().value());
    }
}
