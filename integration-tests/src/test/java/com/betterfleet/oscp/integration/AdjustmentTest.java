package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.adjustment.Adjustment;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.event.AdjustmentState;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.integration.Tollgate.Answer;
import com.betterfleet.oscp.integration.Tollgate.Held;
import com.betterfleet.oscp.integration.Tollgate.Lost;
import com.betterfleet.oscp.integration.Tollgate.Pass;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.operation.HistoryEntry;
import com.betterfleet.oscp.testkit.cp.AcceptedAdjustment;
import com.betterfleet.oscp.testkit.cp.ReceivedMessage;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the utility, over real HTTP: delivered, answered, superseded, expired; rule I31 of one that waits. */
class AdjustmentTest {
    private static final Actor KIM = Actor.of("kim");
    private static final String ADJUST = "adjust_group_capacity_forecast";
    private static final String REASON = "twelve buses of another depot";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Depot depot = new Depot();
    private final Tollgate gate = new Tollgate(depot.time::now, ADJUST);

    @BeforeEach
    void build() {
        depot.carrying = gate;
        depot.configuration = fp -> {
            fp.configuration()
                    .connect(
                            Depot.connection().setting("adjust", "true").setting("forecast-cadence", "604800"),
                            Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        };
    }

    @AfterEach
    void leave() {
        assertThat(depot.time.failures()).isEmpty();
        assertThat(depot.cp.complaints()).isEmpty();
        depot.close();
    }

    private static Instant minute(long minute) {
        return Depot.START.plus(Duration.ofMinutes(minute));
    }

    private static ForecastedBlock block(long from, long until, String kilowatts) {
        return new ForecastedBlock(new BigDecimal(kilowatts), Phase.ALL, CapacityUnit.KW, minute(from), minute(until));
    }

    private RequestId ask(ForecastedBlock... blocks) {
        return depot.fp().operations().requestAdjustment(Depot.GROUP, List.of(blocks), REASON, KIM);
    }

    private Adjustment adjustment(RequestId id) {
        return depot.group().adjustments().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private AdjustmentState state(RequestId id) {
        return adjustment(id).state();
    }

    private List<AdjustmentState> told(RequestId id) {
        return depot.heard(GroupEvent.AdjustmentChanged.class)
                .filter(event -> event.requestId().equals(id))
                .map(GroupEvent.AdjustmentChanged::state)
                .toList();
    }

    @Test
    void itGoesToTheUtilityWithFullValuesAndNoCorrelationAndTheReasonStaysHere() {
        depot.live("500");
        RequestId id = ask(block(60, 75, "600.5"), block(75, 90, "0"));
        depot.run(SOON);

        AcceptedAdjustment arrived = depot.cp.adjustments().get(0);
        assertThat(arrived.requestId()).isEqualTo(id.value());
        assertThat(arrived.type()).isEqualTo("CONSUMPTION");
        assertThat(arrived.blocks().toString())
                .contains("600.5", "capacity=0", minute(60).toString());
        ReceivedMessage message = depot.cp.received().stream()
                .filter(one -> one.action().equals(ADJUST))
                .findFirst()
                .orElseThrow();
        assertThat(RawHeader.values(message.headers(), "X-Correlation-ID")).isEmpty();
        assertThat(new String(message.body().toArray(), StandardCharsets.UTF_8)).doesNotContain("buses");
        assertThat(told(id)).containsExactly(AdjustmentState.SENT, AdjustmentState.DELIVERED);
        assertThat(depot.events.toString()).doesNotContain("buses");
        HistoryEntry entry = depot.fp().configuration().history(Depot.NZ, 0, 100).stream()
                .filter(line -> line.what().equals("request-adjustment"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.actor()).isEqualTo(KIM);
        assertThat(entry.group()).contains(Depot.GROUP);
        assertThat(entry.after().orElseThrow()).contains(REASON, id.value());
    }

    @Test
    void itChangesNoLimitByItselfWhateverBecomesOfIt() {
        depot.live("500");
        int orders = depot.circuit.orders().size();
        ask(block(0, 120, "0"));
        depot.run(SOON);
        ask(block(0, 120, "900"));
        depot.run(SOON);

        assertThat(depot.obeys("500")).isTrue();
        assertThat(depot.circuit.orders()).hasSize(orders);
    }

    @Test
    void aCorrelatedForecastAnswersItAndIsObeyedLikeAnyOther() {
        depot.live("500");
        RequestId id = ask(block(0, 120, "700"));
        depot.run(SOON);
        depot.cp.answer(depot.cp.adjustments().get(0), Depot.blocks(Depot.START, "650", "600", "700"));
        depot.run(SOON);

        assertThat(state(id)).isEqualTo(AdjustmentState.ANSWERED);
        assertThat(adjustment(id).blocks())
                .containsExactly(new AdjustedBlock(
                        minute(0), minute(120), Power.kilowatts("700"), Optional.of(Power.kilowatts("600"))));
        assertThat(depot.obeys("650")).isTrue();
        assertThat(depot.link().toJson()).contains("\"state\":\"ANSWERED\"", "\"allowedWatts\":600000");
    }

    @Test
    void anAnswerThatComesBeforeTheReplyCountsAndNothingIsSentTwice() {
        depot.live("500");
        Held held = new Held();
        gate.demands(held);
        RequestId id = ask(block(0, 120, "700"));
        depot.run(SOON);
        AcceptedAdjustment asked =
                new AcceptedAdjustment(id.value(), depot.time.now(), "AKL01", "CONSUMPTION", List.of());
        depot.cp.answer(asked, Depot.blocks(Depot.START, "650"));
        depot.run(SOON);
        assertThat(state(id)).isEqualTo(AdjustmentState.ANSWERED);
        held.answer().completeExceptionally(new IOException("the line is dead"));
        depot.run(Duration.ofMinutes(10));

        assertThat(gate.tries()).hasSize(1);
        assertThat(depot.group().waiting()).isZero();
        assertThat(told(id)).containsExactly(AdjustmentState.SENT, AdjustmentState.ANSWERED);
    }

    @Test
    void aLaterForecastThatCoversItSupersedesIt() {
        depot.live("500");
        RequestId id = ask(block(30, 45, "700"), block(60, 90, "700"));
        depot.run(SOON);
        depot.cp.forecast("AKL01", "CONSUMPTION", Depot.blocks(minute(45), "400"));
        depot.run(SOON);
        assertThat(state(id)).isEqualTo(AdjustmentState.DELIVERED);
        depot.forecast("400");
        depot.run(SOON);

        assertThat(state(id)).isEqualTo(AdjustmentState.SUPERSEDED);
        assertThat(adjustment(id).blocks())
                .extracting(AdjustedBlock::allowed)
                .containsExactly(Optional.of(Power.kilowatts("400")), Optional.of(Power.kilowatts("400")));
    }

    @Test
    void oneThatNobodyAnswersExpiresAtItsEnd() {
        depot.live("500");
        RequestId id = ask(block(0, 15, "700"));
        depot.time.runUntil(minute(15).minusMillis(1));
        assertThat(state(id)).isEqualTo(AdjustmentState.DELIVERED);
        depot.run(Duration.ofSeconds(2));

        assertThat(state(id)).isEqualTo(AdjustmentState.EXPIRED);
    }

    @Test
    void whileTheLinkIsNotOnlineItWaitsAndIsDeliveredAfterwards() {
        depot.cp.answer("handshake", 503);
        depot.boot().run(SOON);
        RequestId id = ask(block(0, 60, "700"));
        depot.run(Duration.ofMinutes(5));
        assertThat(state(id)).isEqualTo(AdjustmentState.SENT);
        assertThat(depot.group().waiting()).isEqualTo(1);
        depot.cp.answerNormally("handshake");
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(2));
        depot.run(SOON);

        assertThat(state(id)).isEqualTo(AdjustmentState.DELIVERED);
    }

    @Test
    void whatCouldNotBeSentByItsEndLeavesTheOutboxUnsent() {
        depot.cp.answer("handshake", 503);
        depot.boot().run(SOON);
        RequestId id = ask(block(0, 10, "700"));
        depot.time.runUntil(minute(11));
        assertThat(state(id)).isEqualTo(AdjustmentState.EXPIRED);
        assertThat(depot.group().waiting()).isZero();
        assertThat(depot.group().parked()).isZero();
        depot.cp.answerNormally("handshake");
        depot.run(Duration.ofMinutes(3));

        assertThat(depot.cp.adjustments()).isEmpty();
    }

    @Test
    void ruleI31OneThatIsTriedAgainIsDroppedWhenANewerOneIsRequested() {
        depot.live("500");
        gate.demands(new Lost());
        RequestId older = ask(block(30, 60, "700"));
        depot.run(SOON);
        RequestId newer = ask(block(30, 60, "600"));
        assertThat(depot.group().waiting()).isEqualTo(1);
        gate.demands(new Pass());
        depot.run(Duration.ofMinutes(6));

        assertThat(depot.cp.adjustments())
                .extracting(AcceptedAdjustment::requestId)
                .containsExactly(newer.value());
        assertThat(state(older)).isEqualTo(AdjustmentState.SUPERSEDED);
        assertThat(adjustment(older).why()).contains(newer.value());
        assertThat(state(newer)).isEqualTo(AdjustmentState.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 503})
    void ruleI31OneThatIsUnderWayIsNotTriedAgainAndTheNewerOneGoesAsSoonAsItIsAnswered(int status) {
        depot.live("500");
        Held held = new Held();
        gate.demands(held);
        RequestId older = ask(block(30, 60, "700"));
        depot.run(SOON);
        gate.demands(new Pass());
        RequestId newer = ask(block(30, 60, "600"));
        depot.run(SOON);
        assertThat(gate.tries()).as("one at a time").hasSize(1);
        held.answer().complete(new HttpReply(status, List.of(), new byte[0]));
        depot.run(Duration.ofSeconds(2));

        assertThat(gate.tries()).extracting(Tollgate.Try::requestId).containsExactly(older.value(), newer.value());
        assertThat(state(older)).isEqualTo(AdjustmentState.SUPERSEDED);
        assertThat(state(newer)).isEqualTo(AdjustmentState.DELIVERED);
    }

    @Test
    void aRestartInBetweenForgetsNothing() {
        depot.live("500");
        gate.demands(new Lost());
        RequestId waiting = ask(block(30, 60, "700"));
        depot.run(SOON);
        depot.crash();
        gate.demands(new Pass());
        depot.restart();
        depot.run(Duration.ofMinutes(6));
        assertThat(state(waiting)).isEqualTo(AdjustmentState.DELIVERED);
        assertThat(gate.tries()).extracting(Tollgate.Try::requestId).containsOnly(waiting.value());
        depot.crash();
        depot.restart();
        depot.cp.answer(depot.cp.adjustments().get(0), Depot.blocks(Depot.START, "650"));
        depot.run(Duration.ofMinutes(1));

        assertThat(state(waiting)).isEqualTo(AdjustmentState.ANSWERED);
        assertThat(told(waiting))
                .containsExactly(AdjustmentState.SENT, AdjustmentState.DELIVERED, AdjustmentState.ANSWERED);
    }

    @Test
    void oneThatTheUtilityRefusesIsParkedAndGivenUpWhenItIsDiscarded() {
        depot.live("500");
        gate.demands(new Answer(400));
        RequestId id = ask(block(30, 60, "700"));
        depot.run(SOON);
        assertThat(state(id)).isEqualTo(AdjustmentState.SENT);
        depot.fp().operations().discardParked(Depot.GROUP, id, KIM);

        assertThat(state(id)).isEqualTo(AdjustmentState.EXPIRED);
        assertThat(adjustment(id).why()).contains("discarded by kim");
        assertThat(depot.group().parked()).isZero();
    }

    @Test
    void anUnboundGroupAsksForNothingAnyMore() {
        depot.live("500");
        RequestId delivered = ask(block(30, 60, "700"));
        depot.run(SOON);
        gate.demands(new Lost());
        RequestId waiting = ask(block(30, 60, "700"));
        depot.run(SOON);
        depot.fp().configuration().unbind(Depot.GROUP, KIM);
        depot.run(SOON);
        assertThat(told(delivered)).endsWith(AdjustmentState.EXPIRED);
        assertThat(told(waiting)).endsWith(AdjustmentState.EXPIRED);
        depot.fp().configuration().bind("nz", Depot.binding(), KIM);
        depot.run(SOON);

        assertThat(depot.group().waiting()).isZero();
        assertThat(adjustment(waiting).why()).isEqualTo("the group was unbound");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp()
                        .operations()
                        .requestAdjustment(GroupRef.of("nz", "B1"), List.of(block(30, 60, "1")), REASON, KIM))
                .withMessageContaining("is not bound");
    }

    @Test
    void whatTheProfileDoesNotTakeIsRefusedAndNothingIsJournalled() {
        depot.configuration = Depot::tenLines;
        depot.live("500");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask(block(30, 60, "700")))
                .withMessageContaining("profile vector takes no adjustments here: set its setting 'adjust' to true");

        assertThat(depot.fp().configuration().history(Depot.NZ, 0, 100))
                .extracting(HistoryEntry::what)
                .doesNotContain("request-adjustment");
        assertThat(depot.group().adjustments()).isEmpty();
    }
}
