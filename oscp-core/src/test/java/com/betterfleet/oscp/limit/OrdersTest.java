package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.exporting;
import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.FALLBACK_CONSUMPTION;
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

/** What is asked of the sink and how its answers are judged: rules I9, I21, I23, I24, I26. */
class OrdersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

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
    void ruleI23ALeaseEndsWithGraceAfterTheNextLowering() {
        site.hear("r1", CONSUMPTION, kw(0, 3, "300"), kw(3, 600, "200"));

        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));
        assertThat(site.order().validUntil()).isEqualTo(minute(3).plusSeconds(5));
        assertThat(site.order().afterwards()).as("ruling fallback after it").isEqualTo(Site.limit("120"));
    }

    @Test
    void ruleI23AfterwardsIsTheSmallestPlannedLimitOfTheHourToo() {
        site.hear("f", FALLBACK_CONSUMPTION, kw(0, 240, "800"))
                .confirmAll()
                .hear("r1", CONSUMPTION, kw(0, 30, "300"), kw(30, 60, "250"), kw(60, 240, "20"));

        assertThat(site.order().validUntil()).isEqualTo(minute(5));
        assertThat(site.order().afterwards()).isEqualTo(Site.limit("20"));
        Site later = Site.silent();
        later.hear("f", FALLBACK_CONSUMPTION, kw(0, 240, "800")).confirmAll();
        later.hear("r1", CONSUMPTION, kw(0, 30, "300"), kw(30, 65, "250"), kw(65, 240, "20"));
        assertThat(later.order().afterwards())
                .as("half-open: minute 65 is past the hour")
                .isEqualTo(Site.limit("250"));
    }

    @Test
    void ruleI23ALeaseEndsWithGraceAfterTheLinksDeadlineUnlessThatHasPassed() {
        site.offlineAt = Optional.of(minute(2));
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).confirmAll();
        assertThat(site.order().validUntil()).isEqualTo(minute(2).plusSeconds(5));

        Site passed = Site.silent();
        passed.offlineAt = Optional.of(minute(0));
        passed.hear("r1", CONSUMPTION, kw(0, 60, "300"));
        assertThat(passed.order().validUntil()).isEqualTo(minute(5));
    }

    @Test
    void aLeaseIsRenewedAtOneThirdLeftAfterAReadAndOnlyIfItsEndMoves() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).confirm();
        Instant renewal = minute(5).minusSeconds(100);
        site.obeys = true;
        site.at(renewal.minus(SECOND));
        assertThat(site.orders).hasSize(1);
        site.at(renewal);
        assertThat(site.orders).hasSize(2);
        assertThat(site.order().validUntil()).isEqualTo(renewal.plus(Duration.ofMinutes(5)));
        assertThat(site.order().revision()).isEqualTo(2);

        Site bound = Site.obeying();
        bound.offlineAt = Optional.of(minute(2));
        bound.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        bound.at(minute(2).minusMillis(1));
        assertThat(bound.orders).as("its end would not move").hasSize(1);
    }

    @Test
    void theLimitIsReadBeforeEachRenewal() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(minute(5).minusSeconds(101));
        site.obeys = false;
        site.at(minute(5).minusSeconds(100));
        assertThat(site.pending).containsExactly(new LimitEffect.Read(site.binding.scope(), Direction.IMPORT));
        assertThat(site.orders).hasSize(1);

        site.pending.clear();
        site.step(new LimitInput.ReadAnswered(Direction.IMPORT, Optional.of(Site.limit("300"))));
        assertThat(site.orders).hasSize(2);
    }

    @Test
    void aMovedLinkDeadlineIsFoundBeforeTheLeaseEnds() {
        site.obeys = true;
        site.offlineAt = Optional.of(minute(2));
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(minute(1).plusSeconds(40));
        site.offlineAt = Optional.of(minute(4));
        site.at(minute(2).plusSeconds(4));

        assertThat(site.order().validUntil()).isEqualTo(minute(4).plusSeconds(5));
    }

    @Test
    void anEarlierLoweringOrALowerHourAfterItReplacesTheStandingOrderAtOnce() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        site.hear("r2", CONSUMPTION, kw(0, 2, "300"), kw(2, 600, "200"));
        assertThat(site.order().validUntil()).isEqualTo(minute(2).plusSeconds(5));

        site.hear("r3", CONSUMPTION, kw(0, 30, "300"), kw(30, 600, "10"));
        assertThat(site.order().afterwards()).isEqualTo(Site.limit("10"));
        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));
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
    void aLoweringNotConfirmedByItsDeadlineIsABreachSinceThen() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 10, "300"), kw(10, 600, "100"))
                .at(minute(10).minusMillis(1));
        site.obeys = false;
        site.at(minute(12).minusMillis(1));
        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
        site.at(12);

        assertThat(site.told(GroupEvent.LimitBreached.class)).singleElement().satisfies(breach -> {
            assertThat(breach.since()).isEqualTo(minute(12));
            assertThat(breach.why()).contains("100 kW");
        });
        assertThat(site.record.imports().breach()).isPresent();
    }

    @Test
    void aLoweringThatWasRaisedAgainNeedsOnlyWhatIsPlannedNow() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 10, "300"), kw(10, 11, "60"), kw(11, 600, "100"))
                .at(minute(10).minusMillis(1));
        site.obeys = false;
        site.at(minute(11).plusSeconds(30));
        assertThat(site.order().limit()).isEqualTo(Site.limit("100"));
        site.step(new LimitInput.SinkAnswered(
                Direction.IMPORT, site.order().revision(), new Outcome.Confirmed(Site.limit("100"))));
        site.at(13);

        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
    }

    @Test
    void raisingIsNeverABreach() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 10, "100"), kw(10, 600, "300"))
                .at(minute(10).minusMillis(1));
        site.obeys = false;
        site.at(14);

        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
    }

    @Test
    void theDeadlineOfALoweringByTheLinkRunsFromItsDetection() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(minute(1).plusSeconds(20));
        site.obeys = false;
        site.link(LinkState.OFFLINE).at(5);

        assertThat(site.told(GroupEvent.LimitBreached.class))
                .singleElement()
                .satisfies(
                        breach -> assertThat(breach.since()).isEqualTo(minute(3).plusSeconds(20)));
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
    void suspendingReleasesTheScopeUntilTheSinkSaysSoAndFencesBothDirections() {
        site.binding = exporting().build();
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).confirmAll();
        long before =
                Math.max(site.record.imports().revision(), site.record.exports().revision());
        site.link(LinkState.SUSPENDED);
        assertThat(site.pending).containsExactly(new LimitEffect.ReleaseScope(site.binding.scope(), before + 1));

        site.pending.clear();
        site.step(new LimitInput.SinkFailed(Direction.IMPORT, before + 1, "boom"));
        site.at(minute(0).plusSeconds(2));
        assertThat(site.pending).containsExactly(new LimitEffect.ReleaseScope(site.binding.scope(), before + 1));
        site.pending.clear();
        site.step(new LimitInput.SinkAnswered(Direction.IMPORT, before + 1, new Outcome.Confirmed(Limit.unlimited())));
        site.at(60);
        assertThat(site.pending).isEmpty();
        assertThat(site.record.exports().revision()).isEqualTo(before + 1);

        site.link(LinkState.REGISTERED);
        assertThat(site.order().revision()).isGreaterThan(before + 1);
        assertThat(site.order().mode()).isEqualTo(Mode.FALLBACK);
    }

    @Test
    void resumingWhileTheReleaseIsInFlightOrdersOnceItIsAnswered() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).confirm();
        site.link(LinkState.SUSPENDED).link(LinkState.REGISTERED);
        assertThat(site.orders).hasSize(1);
        site.pending.clear();
        site.step(new LimitInput.SinkAnswered(Direction.IMPORT, 2, new Outcome.Confirmed(Limit.unlimited())));

        assertThat(site.order().revision()).isEqualTo(3);
        assertThat(site.order().mode()).isEqualTo(Mode.FALLBACK);
    }

    @Test
    void aClockSetBackShortensTheLeaseAndForgetsTheCall() {
        site.hear("r1", CONSUMPTION, kw(-120, 60, "300"));
        site.now = minute(-60);
        site.step(new LimitInput.Reevaluate("clock stepped"));

        assertThat(site.order().revision()).isEqualTo(2);
        assertThat(site.order().validUntil()).isEqualTo(minute(-55));
    }

    @Test
    void aChangeOfModeAloneIsOrderedToo() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 600, "120")).link(LinkState.OFFLINE);

        assertThat(site.orders).extracting(LimitOrder::mode).containsExactly(Mode.LIVE, Mode.FALLBACK);
    }

    @Test
    void unbindingReleasesAndKeepsTheRevision() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).confirm().step(new LimitInput.Unbind());

        assertThat(site.pending).containsExactly(new LimitEffect.ReleaseScope(site.binding.scope(), 2));
        assertThat(site.verdict).isEqualTo(new LimitVerdict.Done("released with revision 2"));
        site.confirmAll().at(60);
        assertThat(site.orders).hasSize(1);
        site.step(new LimitInput.Reevaluate("bound again"));
        assertThat(site.order().revision()).isEqualTo(3);
        assertThat(site.order().limit()).isEqualTo(Site.limit("120"));
    }

    @Test
    void theReleaseOfAnUnboundGroupIsDoneWhenAHigherRevisionRulesItsCircuit() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).confirm().step(new LimitInput.Unbind());
        site.link(LinkState.DISABLED).pending.clear();
        site.step(new LimitInput.SinkAnswered(Direction.IMPORT, 2, new Outcome.Stale(41)));
        site.at(60);

        assertThat(site.pending).as("a later binding has the circuit").isEmpty();
        assertThat(site.record.release().orElseThrow().stage()).isEqualTo(Stage.CONFIRMED);
    }

    @Test
    void theReleaseOfASuspendedGroupIsTriedAgainAboveTheRevisionThatRules() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300")).confirm().link(LinkState.SUSPENDED);
        site.pending.clear();
        site.step(new LimitInput.SinkAnswered(Direction.IMPORT, 2, new Outcome.Stale(41)));
        site.at(minute(0).plusSeconds(2));

        assertThat(site.pending).containsExactly(new LimitEffect.ReleaseScope(site.binding.scope(), 42));
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
    void closingOrdersTheSmallestOfTheNextHourWithTheSameAfterwards() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 30, "300"), kw(30, 600, "70"));
        site.step(new LimitInput.Close());

        assertThat(site.order().limit()).isEqualTo(Site.limit("70"));
        assertThat(site.order().afterwards()).isEqualTo(Site.limit("70"));
        int last = site.orders.size();
        site.at(3);
        assertThat(site.orders).hasSize(last);
        site.start();
        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));
    }

    @Test
    void closingWaitsForTheCallInFlightAndIsTriedAgain() {
        site.hear("r1", CONSUMPTION, kw(0, 30, "300")).step(new LimitInput.Close());
        assertThat(site.orders).hasSize(1);
        site.confirm();
        assertThat(site.order().limit()).isEqualTo(Site.limit("120"));
        site.answer(new Outcome.Refused("busy")).at(minute(0).plusSeconds(2));

        assertThat(site.pending).hasSize(1);
    }

    @Test
    void aClosingOrderIsNeverAboveWhatIsWantedWhenItIsMade() {
        site.hear("r1", CONSUMPTION, kw(0, 30, "300")).step(new LimitInput.Close());
        site.binding = Forecasts.binding().siteLimit(Power.kilowatts("50")).build();
        site.confirm();

        assertThat(site.order().limit()).isEqualTo(Site.limit("50"));
        assertThat(site.order().afterwards()).isEqualTo(Site.limit("50"));
    }

    @Test
    void afterOneNodeHasClosedAnotherOrdersWhatItHears() {
        closed();
        site.at(1).hear("r2", CONSUMPTION, kw(1, 600, "250"));
        assertThat(site.order().limit()).isEqualTo(Site.limit("250"));

        closed();
        site.at(1).link(LinkState.OFFLINE);
        assertThat(site.order().mode()).isEqualTo(Mode.FALLBACK);

        closed();
        site.step(new LimitInput.ResendLimit());
        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));

        closed();
        site.step(new LimitInput.OverrideZero());
        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));
    }

    @Test
    void afterOneNodeHasClosedAnotherGoesOnWhenTheLeaseIsToBeRenewed() {
        closed();
        int last = site.orders.size();
        site.at(minute(5).minusSeconds(101));
        assertThat(site.orders).hasSize(last);
        site.at(minute(5).minusSeconds(100));

        assertThat(site.order().limit()).isEqualTo(Site.limit("300"));
        site.at(30);
        assertThat(site.order().limit()).isEqualTo(Site.limit("70"));
        assertThat(site.order().validUntil()).isAfter(minute(30));
    }

    @Test
    void aLoweringIsOrderedAtOnceEvenWhileClosing() {
        closed();
        site.binding = Forecasts.binding().siteLimit(Power.kilowatts("50")).build();
        site.step(new LimitInput.Due());

        assertThat(site.order().limit()).isEqualTo(Site.limit("50"));
    }

    private void closed() {
        site.obeys = true;
        site.now = minute(0);
        site.record = LimitRecord.initial();
        site.link(LinkState.ONLINE).hear("r1", CONSUMPTION, kw(0, 30, "300"), kw(30, 600, "70"));
        site.step(new LimitInput.Close());
        assertThat(site.order().limit()).isEqualTo(Site.limit("70"));
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
