package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.exporting;
import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.GENERATION;
import static com.betterfleet.oscp.message.ForecastType.OPTIMUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked of the sink and how its answers are judged: rules I9, I21, I24, I26. */
class OrdersTest {
    private final Site site = Site.silent();

    @Test
    void atStartTheFallbackIsOrderedWithTheLongestLease() {
        site.state = LinkState.REGISTERED;
        site.start();

        LimitOrder order = site.order();
        assertThat(order.limit()).isEqualTo(Site.limit("120"));
        assertThat(order.mode()).isEqualTo(Mode.FALLBACK);
        assertThat(order.validUntil()).isEqualTo(minute(5));
        assertThat(order.afterwards()).isEqualTo(Site.limit("120"));
        assertThat(order.revision()).isEqualTo(1);
        assertThat(site.pending).hasSize(1);
    }

    @Test
    void noSecondOrderWithoutAChange() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        int before = site.orders.size();
        site.at(1).step(new LimitInput.Reevaluate("heartbeat")).step(new LimitInput.Due());
        site.hear("r2", CONSUMPTION, kw(0, 600, "300"));

        assertThat(site.orders).hasSize(before);
    }

    @Test
    void oneCallAtATimeAndTheNextOrderIsSentWhenItEnds() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).hear("r2", CONSUMPTION, kw(0, 60, "100"));
        assertThat(site.orders).hasSize(1);

        site.confirm();
        assertThat(site.orders).hasSize(2);
        assertThat(site.order().limit()).isEqualTo(Site.limit("100"));
    }

    @Test
    void aCallWithoutAnswerCountsAsFailedAndTheNextOrderIsSentAllTheSame() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).hear("r2", CONSUMPTION, kw(0, 60, "100"));
        site.at(minute(0).plusSeconds(9));
        assertThat(site.orders).hasSize(1);
        site.at(minute(0).plusSeconds(10));
        assertThat(site.orders).hasSize(2);
        assertThat(site.told(GroupEvent.LimitUnconfirmed.class)).hasSize(1);

        site.step(new LimitInput.SinkAnswered(Direction.IMPORT, 1, new Outcome.Confirmed(Site.limit("300"))));
        assertThat(site.told(GroupEvent.LimitConfirmed.class))
                .as("an old revision confirms nothing")
                .isEmpty();
        site.hear("r3", CONSUMPTION, kw(0, 60, "90"));
        assertThat(site.orders).as("the second call is still out").hasSize(2);
        site.step(new LimitInput.SinkAnswered(Direction.IMPORT, 2, new Outcome.Confirmed(Site.limit("100"))));
        assertThat(site.told(GroupEvent.LimitConfirmed.class)).hasSize(1);
    }

    @Test
    void aLateAnswerToTheOrderInForceStillConfirmsIt() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).at(minute(0).plusSeconds(15));
        site.step(new LimitInput.SinkAnswered(
                Direction.IMPORT, site.order().revision(), new Outcome.Confirmed(Site.limit("300"))));

        assertThat(site.record.imports().confirmed()).isPresent();
        assertThat(site.told(GroupEvent.LimitConfirmed.class))
                .singleElement()
                .satisfies(confirmed -> assertThat(confirmed.latency()).isEqualTo(Duration.ofSeconds(15)));
    }

    @Test
    void ruleI24OnlyAReadBackAtOrBelowTheOrderConfirms() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300"));
        site.answer(new Outcome.Confirmed(Site.limit("300.001")));
        assertThat(site.record.imports().confirmed()).isEmpty();
        assertThat(site.told(GroupEvent.LimitUnconfirmed.class)).hasSize(1);

        site.at(minute(0).plusSeconds(2));
        assertThat(site.order().revision())
                .as("the same again would have no effect")
                .isEqualTo(2);
        site.answer(new Outcome.Confirmed(Site.limit("299")));
        assertThat(site.record.imports().confirmed().orElseThrow().readBack()).isEqualTo(Site.limit("299"));
    }

    @Test
    void unlimitedReadBackConfirmsNothing() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).answer(new Outcome.Confirmed(Limit.unlimited()));

        assertThat(site.record.imports().confirmed()).isEmpty();
    }

    @Test
    void aFailedOrderIsTriedAgainWithBackOffUpToTheLongestAndPastTheDeadline() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        int tries = 0;
        Instant last = site.now;
        while (site.now.isBefore(minute(4))) {
            if (site.pending.isEmpty()) {
                Instant due = site.record.nextDue().orElseThrow();
                assertThat(Duration.between(last, due)).isLessThanOrEqualTo(Duration.ofSeconds(31));
                site.at(due);
            } else {
                last = site.now;
                tries++;
                site.pending.clear();
                site.step(
                        new LimitInput.SinkFailed(Direction.IMPORT, site.order().revision(), "boom"));
            }
        }
        assertThat(tries).isBetween(9, 20);
        assertThat(site.orders).extracting(LimitOrder::limit).containsOnly(Site.limit("300"));
        assertThat(site.told(GroupEvent.LimitBreached.class)).hasSize(1);
    }

    @Test
    void backOffStartsAnewAfterAConfirmation() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300"));
        for (int failure = 0; failure < 4; failure++) {
            site.answer(new Outcome.Refused("busy"));
            site.at(site.record.imports().issued().orElseThrow().nextTry().orElseThrow());
        }
        site.confirm();
        site.hear("r2", CONSUMPTION, kw(0, 60, "200")).answer(new Outcome.Refused("busy"));

        assertThat(site.record.imports().issued().orElseThrow().nextTry().orElseThrow())
                .isEqualTo(site.now.plusMillis(750));
    }

    @Test
    void theLimitIsReadEveryMinuteAndAboveAfterConfirmationIsABreachAtOnce() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).confirm();
        site.at(1);
        assertThat(site.pending).containsExactly(new LimitEffect.Read(site.binding.scope(), Direction.IMPORT));
        site.pending.clear();
        site.step(new LimitInput.ReadAnswered(Direction.IMPORT, Optional.of(Site.limit("301"))));

        assertThat(site.told(GroupEvent.LimitBreached.class))
                .singleElement()
                .satisfies(breach -> assertThat(breach.since()).isEqualTo(minute(1)));
        assertThat(site.order().revision()).isEqualTo(2);
        site.at(minute(1).plusSeconds(7)).confirm();
        assertThat(site.told(GroupEvent.LimitBreachEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.lasted()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void aConfirmedLimitThatIsGoneIsABreachAtOnceAndOrderedWithANewRevision() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).confirm();
        site.at(1).pending.clear();
        site.step(new LimitInput.ReadAnswered(Direction.IMPORT, Optional.of(Limit.unlimited())));

        assertThat(site.told(GroupEvent.LimitBreached.class))
                .singleElement()
                .satisfies(breach -> assertThat(breach.since()).isEqualTo(minute(1)));
        assertThat(site.order().revision()).isEqualTo(2);
        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));
    }

    @Test
    void aReadThatIsAnsweredWhileReleasedIsNotJudged() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).confirm();
        site.at(1).link(LinkState.SUSPENDED);
        site.step(new LimitInput.ReadAnswered(Direction.IMPORT, Optional.of(Limit.unlimited())));

        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
        assertThat(site.orders).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsNoBreach() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).confirm();
        site.at(1).pending.clear();
        site.step(new LimitInput.ReadAnswered(Direction.IMPORT, Optional.empty()));
        site.at(2).pending.clear();
        site.step(new LimitInput.ReadFailed(Direction.IMPORT, "boom"));

        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
        assertThat(site.orders).hasSize(1);
        assertThat(site.record.nextDue()).contains(minute(3));
    }

    @Test
    void ruleI21LoweringIsAtOnceAndRaisingWaitsAsLongAsTheBindingSays() {
        site.binding = Forecasts.binding().raiseDelay(Duration.ofSeconds(40)).build();
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 10, "300"), kw(10, 20, "100"), kw(20, 30, "200"));
        site.at(10);
        assertThat(site.order().limit()).isEqualTo(Site.limit("100"));

        site.at(minute(20).plusSeconds(39));
        assertThat(site.order().limit()).isEqualTo(Site.limit("100"));
        site.at(minute(20).plusSeconds(40));
        assertThat(site.order().limit()).isEqualTo(Site.limit("200"));
    }

    @Test
    void ruleI21EachRaiseWaitsForItself() {
        Site patient = Site.obeying();
        patient.binding = Forecasts.binding().raiseDelay(Duration.ofSeconds(50)).build();
        patient.hear("r1", CONSUMPTION, kw(0, 1, "40"), kw(1, 2, "80"), kw(2, 600, "300"))
                .at(minute(1).plusSeconds(49));
        assertThat(patient.order().limit()).isEqualTo(Site.limit("40"));
        patient.at(minute(1).plusSeconds(50));
        assertThat(patient.order().limit()).isEqualTo(Site.limit("80"));
        patient.at(minute(2).plusSeconds(49));
        assertThat(patient.order().limit()).isEqualTo(Site.limit("80"));
        patient.at(minute(2).plusSeconds(50));

        assertThat(patient.order().limit()).isEqualTo(Site.limit("300"));
    }

    @Test
    void ruleI9AStaleAnswerAboveAllThatIsKnownIsAdopted() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).answer(new Outcome.Stale(41));

        assertThat(site.told(GroupEvent.LimitStale.class)).hasSize(1);
        assertThat(site.order().revision()).isEqualTo(42);
        site.answer(new Outcome.Stale(99));
        assertThat(site.pending).as("two writers must not race").isEmpty();
        site.at(minute(0).plusSeconds(3));
        assertThat(site.order().revision()).isEqualTo(100);
    }

    @Test
    void ruleI9RevisionsGoOnAboveThoseOfAGroupThatHadTheScopeBefore() {
        site.step(new LimitInput.Bound(41));
        assertThat(site.order().revision()).isEqualTo(42);
        site.confirm().step(new LimitInput.Bound(7));

        assertThat(site.record.imports().revision()).isEqualTo(42);
    }

    @Test
    void whatWentWrongIsKeptWithTheOrderUntilItIsConfirmed() {
        site.start().answer(new Outcome.Refused("locked"));
        assertThat(site.record.imports().issued().orElseThrow().trouble()).contains("refused: locked");
        site.at(minute(0).plusSeconds(2));
        assertThat(site.record.imports().issued().orElseThrow().trouble()).contains("refused: locked");
        site.confirm();

        assertThat(site.record.imports().issued().orElseThrow().trouble()).isEmpty();
    }

    @Test
    void notApplicableExportIsToldOnceAndNotTriedAgain() {
        site.binding = exporting().build();
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).confirm();
        assertThat(site.order().direction()).as("import first").isEqualTo(Direction.EXPORT);
        site.answer(new Outcome.NotApplicable("no export here"));
        site.obeys = true;
        int before = site.orders.size();
        site.at(3);
        assertThat(site.orders).hasSize(before);
        site.obeys = false;
        site.hear("r2", GENERATION, kw(0, 600, "10"));
        site.answer(new Outcome.NotApplicable("no export here"));

        assertThat(site.told(GroupEvent.LimitNotApplicable.class)).hasSize(1);
        assertThat(site.record.exports().notApplicable()).isTrue();
        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
    }

    @Test
    void anImportThatTheSinkDoesNotKnowIsTriedAgainAndItsDeadlineRuns() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).answer(new Outcome.NotApplicable("not loaded yet"));
        site.at(minute(0).plusSeconds(29));
        assertThat(site.pending).isEmpty();
        site.at(minute(0).plusSeconds(30));
        assertThat(site.pending).hasSize(1);
        site.answer(new Outcome.NotApplicable("not loaded yet")).at(2);

        assertThat(site.told(GroupEvent.LimitNotApplicable.class)).hasSize(1);
        assertThat(site.told(GroupEvent.LimitBreached.class))
                .singleElement()
                .satisfies(breach -> assertThat(breach.since()).isEqualTo(minute(2)));
        site.pending.clear();
        site.step(new LimitInput.SinkAnswered(
                Direction.IMPORT, site.order().revision(), new Outcome.Confirmed(Site.limit("300"))));
        assertThat(site.told(GroupEvent.LimitBreachEnded.class)).hasSize(1);
        assertThat(site.record.imports().notApplicable()).isFalse();
    }

    @Test
    void refusedIsAFailureThatIsTriedAgain() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).answer(new Outcome.Refused("busy"));
        assertThat(site.told(GroupEvent.LimitUnconfirmed.class))
                .singleElement()
                .satisfies(no -> assertThat(no.why()).contains("busy"));

        site.at(minute(0).plusSeconds(2));
        assertThat(site.pending).hasSize(1);
        assertThat(site.order().revision())
                .as("the same order again is idempotent")
                .isEqualTo(1);
    }

    @Test
    void aChangeOfModeAloneIsOrderedToo() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 600, "120")).link(LinkState.OFFLINE);

        assertThat(site.orders).extracting(LimitOrder::mode).containsExactly(Mode.LIVE, Mode.FALLBACK);
    }

    @Test
    void ruleI26ARestartOrdersTheSameAgainAndForgetsCallsInFlight() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).at(minute(0).plusSeconds(5));
        site.pending.clear();
        site.start();

        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));
        assertThat(site.order().revision()).isEqualTo(2);
        assertThat(site.pending).hasSize(1);
    }

    @Test
    void resendingOrdersTheSameWithANewRevision() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).confirm().step(new LimitInput.ResendLimit());

        assertThat(site.order().revision()).isEqualTo(2);
        assertThat(site.verdict).isEqualTo(new LimitVerdict.Done("300 kW sent with revision 2"));
    }

    @Test
    void anEditOfTheSiteLimitCountsAtOnce() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 60, "300"));
        site.binding = Forecasts.binding().siteLimit(Power.kilowatts("250")).build();
        site.step(new LimitInput.Reevaluate("site limit edited"));

        assertThat(site.order().limit()).isEqualTo(Site.limit("250"));
    }

    @Test
    void theWishTravelsWithTheOrder() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).hear("o", OPTIMUM, kw(0, 30, "200"));
        assertThat(site.order().wish()).contains(Power.kilowatts("200"));
        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));

        site.at(30);
        assertThat(site.order().wish()).isEmpty();
    }

    @Test
    void modeChangesAreTold() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).at(60);
        site.link(LinkState.OFFLINE);

        assertThat(site.told(GroupEvent.ModeChanged.class))
                .extracting(GroupEvent.ModeChanged::to)
                .containsExactly(Mode.LIVE, Mode.UNCOVERED, Mode.FALLBACK);
    }

    @Test
    void everyBoundaryIsOrderedAndConfirmed() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 15, "300"), kw(15, 30, "200"), kw(30, 45, "250"), kw(45, 60, "50"));
        for (long quarter = 1; quarter < 4; quarter++) {
            site.at(quarter * 15);
            assertThat(site.order().limit()).isEqualTo(site.stepAt(quarter * 15).limit());
            assertThat(site.record.imports().confirmed().orElseThrow().revision())
                    .isEqualTo(site.order().revision());
        }
    }
}
