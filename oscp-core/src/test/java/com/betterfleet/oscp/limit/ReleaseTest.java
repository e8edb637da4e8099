package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.exporting;
import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
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
import org.junit.jupiter.api.Test;

/** How a scope is let go: suspending, unbinding and closing (decision 11). */
class ReleaseTest {
    private final Site site = Site.silent();

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
    void closingWaitsForNoCallInFlightForNobodyMayBeThereWhenItEnds() {
        site.hear("r1", CONSUMPTION, kw(0, 30, "300")).step(new LimitInput.Close());

        assertThat(site.orders).hasSize(2);
        assertThat(site.order().limit()).isEqualTo(Site.limit("120"));
        site.confirm();
        assertThat(site.record.imports().confirmed()).isEmpty();
        site.confirm();
        assertThat(site.record.imports().confirmed())
                .get()
                .extracting(Confirmed::readBack)
                .isEqualTo(Site.limit("120"));
    }

    @Test
    void bothDirectionsAreClosedAtOnce() {
        site.binding = Forecasts.exporting().build();
        site.hear("r1", CONSUMPTION, kw(0, 30, "300")).step(new LimitInput.Close());

        assertThat(site.orders.stream().skip(1))
                .extracting(LimitOrder::direction)
                .containsExactly(Direction.IMPORT, Direction.EXPORT);
    }

    @Test
    void aClosingOrderThatFailsIsTriedAgainWhileAnybodyLooks() {
        site.hear("r1", CONSUMPTION, kw(0, 30, "300")).step(new LimitInput.Close());
        site.pending.remove(0);
        site.answer(new Outcome.Refused("busy")).at(minute(0).plusSeconds(2));

        assertThat(site.pending).hasSize(1);
    }

    @Test
    void aClosingOrderIsNeverAboveWhatIsWantedWhenItIsMade() {
        site.hear("r1", CONSUMPTION, kw(0, 30, "300"));
        site.binding = Forecasts.binding().siteLimit(Power.kilowatts("50")).build();
        site.step(new LimitInput.Close());

        assertThat(site.order().limit()).isEqualTo(Site.limit("50"));
        assertThat(site.order().afterwards()).isEqualTo(Site.limit("50"));
    }

    @Test
    void theLatencyOfAClosingOrderRunsFromTheClosing() {
        site.obeys = true;
        site.hear("r1", CONSUMPTION, kw(0, 30, "300"), kw(30, 600, "70")).at(7);
        site.step(new LimitInput.Close());

        assertThat(site.told(GroupEvent.LimitConfirmed.class))
                .last()
                .extracting(GroupEvent.LimitConfirmed::latency)
                .isEqualTo(Duration.ZERO);
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
}
