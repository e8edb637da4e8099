package com.betterfleet.oscp.adjustment;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.event.AdjustmentState;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of an adjustment: sent, delivered, answered, superseded, expired; and rule I31 of the one that waits. */
class AdjustmentMachineTest {
    private final Desk desk = new Desk();

    private List<Optional<Power>> allowed(String id) {
        return desk.get(id).blocks().stream().map(AdjustedBlock::allowed).toList();
    }

    private static Optional<Power> power(String kilowatts) {
        return Optional.of(Power.kilowatts(kilowatts));
    }

    @Test
    void whatIsRequestedWaitsInTheOutboxUntilItsLastBlockHasPassed() {
        desk.request("a", kw(30, 45, "300"), kw(15, 30, "250.5"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.SENT);
        assertThat(desk.sent).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(new RequestId("a"));
            assertThat(message.notAfter()).isEqualTo(minute(45));
            assertThat(message.subject()).isEqualTo(minute(15).toString());
            assertThat(message.message().forecastedBlocks())
                    .as("full values in the order given")
                    .containsExactly(kw(30, 45, "300"), kw(15, 30, "250.5"));
        });
        assertThat(desk.get("a").blocks())
                .extracting(AdjustedBlock::requested)
                .as("in order of time")
                .containsExactly(Power.kilowatts("250.5"), Power.kilowatts("300"));
        assertThat(desk.record.nextDue()).contains(minute(45));
    }

    @Test
    void anAnswerOfSuccessDeliversItOnce() {
        desk.request("a", kw(15, 30, "300")).delivered("other").delivered("a").delivered("a");

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.DELIVERED);
        assertThat(desk.events)
                .extracting(GroupEvent.AdjustmentChanged::state)
                .containsExactly(AdjustmentState.SENT, AdjustmentState.DELIVERED);
    }

    @Test
    void aCorrelatedForecastAnswersItAndTellsWhatIsAllowedInEachBlock() {
        desk.request("a", kw(15, 30, "300"), kw(30, 60, "400"), kw(60, 75, "500"))
                .delivered("a")
                .answered("a", "f", kw(15, 30, "280"), kw(30, 45, "410"), kw(45, 60, "350"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.ANSWERED);
        assertThat(allowed("a")).containsExactly(power("280"), power("350"), Optional.empty());
        assertThat(desk.events.get(2).blocks()).isEqualTo(desk.get("a").blocks());
        assertThat(desk.events.get(2).why()).contains("f");
        assertThat(desk.record.nextDue()).isEmpty();
    }

    @Test
    void anAnswerThatOvertakesTheDeliveryCountsAndTheMessageIsNotSentAgain() {
        desk.request("a", kw(15, 30, "300")).answered("a", "f", kw(15, 30, "300"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.ANSWERED);
        assertThat(desk.outbox).isEmpty();
        desk.delivered("a");
        assertThat(desk.state("a")).isEqualTo(AdjustmentState.ANSWERED);
    }

    @Test
    void anAnswerOfAnotherTypeAllowsNothingOfThisOne() {
        desk.request("a", kw(15, 30, "300")).hear("f", Optional.of("a"), ForecastType.GENERATION, kw(15, 30, "100"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.ANSWERED);
        assertThat(allowed("a")).containsExactly(Optional.empty());
    }

    @Test
    void aLaterForecastOfItsTypeThatCoversWhatIsAheadSupersedesIt() {
        desk.request("a", kw(0, 15, "300"), kw(15, 30, "300"), kw(30, 60, "400"))
                .delivered("a")
                .at(20);
        desk.hear("f", kw(25, 60, "200"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.SUPERSEDED);
        assertThat(allowed("a"))
                .as("of the block that is over nothing is said")
                .containsExactly(Optional.empty(), power("200"), power("200"));
    }

    @Test
    void aForecastThatLeavesABlockOutOrIsOfAnotherTypeLeavesItAsItIs() {
        desk.request("a", kw(15, 30, "300"), kw(45, 60, "400")).delivered("a");
        desk.hear("half", kw(15, 45, "200"))
                .hear("late", kw(20, 60, "200"))
                .hear("hole", kw(15, 50, "200"), kw(51, 60, "200"))
                .hear("short", kw(15, 59, "200"))
                .hear("other", Optional.empty(), ForecastType.FALLBACK_CONSUMPTION, kw(0, 600, "200"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.DELIVERED);
        assertThat(allowed("a")).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void aForecastBeforeDeliveryKnowsNothingOfItAndSupersedesNothing() {
        desk.request("a", kw(15, 30, "300")).hear("f", kw(0, 600, "200")).delivered("a");

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.DELIVERED);
    }

    @Test
    void aHoleWithinTheGapToleranceIsNone() {
        desk.request("a", kw(15, 30, "300")).delivered("a");
        desk.now = minute(15).minusSeconds(4);
        desk.hear("f", kw(15, 30, "200"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.SUPERSEDED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withItsLastBlockItExpiresWhetherDeliveredOrNot(boolean delivered) {
        desk.request("a", kw(15, 30, "300"), kw(30, 45, "300"));
        if (delivered) {
            desk.delivered("a");
        }
        desk.now = minute(45).minusMillis(1);
        desk.step(new AdjustmentInput.Due());
        assertThat(desk.get("a").pending()).isTrue();
        desk.at(45);

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.EXPIRED);
        assertThat(desk.outbox).isEmpty();
        assertThat(desk.record.nextDue()).isEmpty();
    }

    @Test
    void whatIsOverIsNotAnsweredAnyMore() {
        desk.request("a", kw(15, 30, "300")).delivered("a");
        desk.now = minute(30);
        desk.answered("a", "f", kw(15, 60, "300"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.EXPIRED);
    }

    @Test
    void ruleI31AWaitingAdjustGivesWayToANewerOneOfItsTypeAndSaysWhichOne() {
        desk.request("a", kw(15, 30, "300"))
                .request("g", ForecastType.GENERATION, kw(15, 30, "300"))
                .request("b", kw(30, 45, "200"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.SUPERSEDED);
        assertThat(desk.get("a").why()).contains("b");
        assertThat(desk.state("g")).isEqualTo(AdjustmentState.SENT);
        assertThat(desk.outbox).containsExactly("b", "g");
    }

    @Test
    void ruleI31WhatWasDeliveredIsNotTakenBackByANewerOne() {
        desk.request("a", kw(15, 30, "300")).delivered("a").request("b", kw(30, 45, "200"));

        assertThat(desk.state("a")).isEqualTo(AdjustmentState.DELIVERED);
        assertThat(desk.state("b")).isEqualTo(AdjustmentState.SENT);
    }

    @Test
    void whatIsGivenUpEndsWithTheWordsForIt() {
        desk.request("a", kw(15, 30, "300"))
                .delivered("a")
                .request("b", kw(15, 30, "300"))
                .request("g", ForecastType.GENERATION, kw(15, 30, "300"))
                .step(new AdjustmentInput.GivenUp(Optional.of(new RequestId("b")), "discarded"));
        assertThat(desk.state("b")).isEqualTo(AdjustmentState.EXPIRED);
        assertThat(desk.outbox).containsExactly("g");
        desk.step(new AdjustmentInput.GivenUp(Optional.empty(), "the group was unbound"));

        assertThat(desk.record.pending()).isEmpty();
        assertThat(desk.get("a").why()).isEqualTo("the group was unbound");
        assertThat(desk.get("b").why()).isEqualTo("discarded");
        assertThat(desk.outbox).isEmpty();
    }

    @Test
    void theNewestTenThatEndedAreKeptAndShownAfterThePendingOnes() {
        IntStream.range(0, 12).forEach(i -> desk.request("a" + i, kw(15, 30, "300")));

        assertThat(desk.record.all())
                .extracting(one -> one.id().value())
                .containsExactly("a11", "a10", "a9", "a8", "a7", "a6", "a5", "a4", "a3", "a2", "a1");
    }
}
