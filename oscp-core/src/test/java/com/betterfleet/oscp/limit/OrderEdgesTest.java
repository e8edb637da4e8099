package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static com.betterfleet.oscp.message.ForecastType.GENERATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The loop looked late, the sink fell silent, the binding changed: what is counted, told and forgotten then. */
class OrderEdgesTest {
    private final Site site = Site.obeying();

    private long count(Class<? extends LimitEffect> kind) {
        return site.pending.stream().filter(kind::isInstance).count();
    }

    @Test
    void aBoundaryThatNobodySawStartsItsDeadlineAllTheSame() {
        site.hear("r1", CONSUMPTION, kw(0, 10, "300"), kw(10, 600, "100")).at(minute(9));
        site.obeys = false;
        site.now = minute(11);
        site.step(new LimitInput.Due());
        site.at(minute(12).minusMillis(1));
        assertThat(site.told(GroupEvent.LimitBreached.class)).isEmpty();
        site.at(12);

        assertThat(site.told(GroupEvent.LimitBreached.class))
                .singleElement()
                .extracting(GroupEvent.LimitBreached::since)
                .isEqualTo(minute(12));
    }

    @Test
    void theLatencyOfAChangeRunsFromItsBoundaryAndThatOfARenewalFromTheRenewal() {
        site.hear("r1", CONSUMPTION, kw(0, 10, "300"), kw(10, 600, "100")).at(minute(9));
        site.now = minute(10).plusSeconds(7);
        site.step(new LimitInput.Due());
        assertThat(site.told(GroupEvent.LimitConfirmed.class))
                .last()
                .extracting(GroupEvent.LimitConfirmed::latency)
                .isEqualTo(Duration.ofSeconds(7));
        int orders = site.orders.size();
        site.at(15);

        assertThat(site.orders).hasSizeGreaterThan(orders);
        assertThat(site.told(GroupEvent.LimitConfirmed.class))
                .last()
                .extracting(GroupEvent.LimitConfirmed::latency)
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void everyOrderIsToldWithTheForecastItComesFrom() {
        site.start().hear("r1", CONSUMPTION, kw(0, 600, "300"));

        assertThat(site.told(GroupEvent.LimitOrdered.class))
                .extracting(GroupEvent.LimitOrdered::order)
                .isEqualTo(site.orders);
        assertThat(site.told(GroupEvent.LimitOrdered.class))
                .last()
                .satisfies(
                        told -> assertThat(told.source().orElseThrow().value()).isEqualTo("r1"));
    }

    @Test
    void aReadThatIsNeverAnsweredIsAskedAgainAMinuteAfterItWasGivenUp() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        site.obeys = false;
        site.at(1);
        assertThat(count(LimitEffect.Read.class)).isEqualTo(1);
        site.at(minute(2).plusSeconds(9));
        assertThat(count(LimitEffect.Read.class)).isEqualTo(1);
        site.at(minute(2).plusSeconds(10));

        assertThat(count(LimitEffect.Read.class)).isEqualTo(2);
    }

    @Test
    void aReleaseThatIsNeverAnsweredIsTriedAgain() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300"));
        site.obeys = false;
        site.link(LinkState.SUSPENDED).at(1);

        assertThat(count(LimitEffect.ReleaseScope.class)).isGreaterThan(2);
        assertThat(site.told(GroupEvent.LimitReleased.class)).hasSize(1);
        assertThat(site.told(GroupEvent.ModeChanged.class)).last().satisfies(changed -> {
            assertThat(changed.to()).isEqualTo(Mode.RELEASED);
            assertThat(changed.reason()).isEqualTo("the link is SUSPENDED");
        });
        assertThat(site.told(GroupEvent.ModeChanged.class))
                .extracting(GroupEvent.ModeChanged::direction)
                .containsOnly(Direction.IMPORT);
    }

    @Test
    void whatIsReleasedTellsItsBreachEndedAndExportIsToldWhereItIsManaged() {
        site.binding = Forecasts.exporting().build();
        site.hear("r1", CONSUMPTION, kw(0, 10, "300"), kw(10, 600, "100")).at(minute(9));
        site.obeys = false;
        site.at(13).link(LinkState.DISABLED);

        assertThat(site.told(GroupEvent.LimitBreachEnded.class))
                .extracting(GroupEvent.LimitBreachEnded::direction)
                .contains(Direction.IMPORT);
        assertThat(site.told(GroupEvent.ModeChanged.class))
                .filteredOn(changed -> changed.to() == Mode.RELEASED)
                .extracting(GroupEvent.ModeChanged::direction)
                .containsExactly(Direction.IMPORT, Direction.EXPORT);
    }

    @Test
    void aHigherRevisionThatIsHeardOfWhileReleasedIsGoneBeyondAfterwards() {
        site.obeys = false;
        site.start();
        LimitOrder inFlight = site.order();
        site.link(LinkState.SUSPENDED)
                .step(new LimitInput.SinkAnswered(Direction.IMPORT, inFlight.revision(), new Outcome.Stale(99)));
        site.pending.clear();
        site.state = LinkState.OFFLINE;
        site.at(5).step(new LimitInput.Reevaluate("resumed"));

        assertThat(site.order().revision()).isGreaterThan(99);
    }

    @Test
    void aDirectionThatIsNoLongerManagedIsForgottenWithItsTroubles() {
        site.binding = Forecasts.exporting().build();
        site.hear("g1", GENERATION, kw(0, 10, "200"), kw(10, 600, "20")).at(minute(9));
        site.obeys = false;
        site.at(40);
        assertThat(site.record.exports().breach()).isPresent();
        assertThat(site.record.exports().overdueSince()).isPresent();
        site.binding = Forecasts.binding().build();
        site.step(new LimitInput.Bound(0));

        assertThat(site.record.exports().breach()).isEmpty();
        assertThat(site.record.exports().issued()).isEmpty();
        assertThat(site.record.exports().overdueSince()).isEmpty();
        assertThat(site.told(GroupEvent.LimitBreachEnded.class))
                .extracting(GroupEvent.LimitBreachEnded::direction)
                .contains(Direction.EXPORT);
    }

    @Test
    void unbindingEndsAProtectiveZero() {
        site.hear("z", CONSUMPTION, kw(0, 60, "0")).step(new LimitInput.Unbind());

        assertThat(site.told(GroupEvent.ProtectiveZeroEnded.class))
                .singleElement()
                .extracting(GroupEvent.ProtectiveZeroEnded::why)
                .isEqualTo("the group is unbound");
        assertThat(site.record.zeroSince()).isEmpty();
    }

    @Test
    void theSecondReadBackOfAnOrderAboveItIsABreachAtOnceWhereTheFirstWasKept() {
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).at(minute(3));
        site.obeys = false;
        site.step(new LimitInput.ResendLimit());
        site.answer(new Outcome.Confirmed(Site.limit("301")));

        assertThat(site.told(GroupEvent.LimitBreached.class))
                .singleElement()
                .extracting(GroupEvent.LimitBreached::since)
                .isEqualTo(minute(3));
        assertThat(site.told(GroupEvent.LimitUnconfirmed.class))
                .last()
                .extracting(GroupEvent.LimitUnconfirmed::revision)
                .isEqualTo(site.told(GroupEvent.LimitBreached.class).get(0).revision());
    }

    @Test
    void resendingSaysWhatCameOfIt() {
        site.obeys = false;
        site.step(new LimitInput.ResendLimit());
        assertThat(said()).isEqualTo("120 kW sent with revision 1");
        site.hear("r1", CONSUMPTION, kw(0, 600, "300")).step(new LimitInput.ResendLimit());
        assertThat(said()).isEqualTo("will be sent when the call in flight has ended");
        site.link(LinkState.SUSPENDED).step(new LimitInput.ResendLimit());

        assertThat(said()).isEqualTo("the scope is released, there is no limit to send");
    }

    @Test
    void resendingSendsBothDirections() {
        site.binding = Forecasts.exporting().build();
        site.start();
        int orders = site.orders.size();
        site.step(new LimitInput.ResendLimit());

        assertThat(site.orders.subList(orders, site.orders.size()))
                .extracting(LimitOrder::direction)
                .containsExactly(Direction.IMPORT, Direction.EXPORT);
    }

    @Test
    void overridingSaysWhenThereIsPowerAgain() {
        site.obeys = false;
        site.hear("z", CONSUMPTION, kw(0, 60, "0")).step(new LimitInput.OverrideZero());
        assertThat(said()).isEqualTo("the limit is above zero from " + minute(60));
        site.binding = Forecasts.binding().fallback(Power.ZERO).build();
        site.hear("z2", CONSUMPTION, kw(0, 600, "0")).step(new LimitInput.OverrideZero());

        assertThat(said()).isEqualTo("the limit stays at zero");
    }

    @Test
    void overlapsAndLateForecastsAreTold() {
        site.hear("r1", CONSUMPTION, kw(0, 60, "300"), kw(30, 90, "200"));
        assertThat(site.told(GroupEvent.ForecastOverlapped.class))
                .singleElement()
                .satisfies(told -> assertThat(told.requestId().value()).isEqualTo("r1"));
        site.hear("r2", CONSUMPTION, kw(0, 60, "300"));

        assertThat(site.told(GroupEvent.ForecastOverlapped.class)).hasSize(1);
        assertThat(site.told(GroupEvent.ForecastMerged.class)).singleElement().satisfies(told -> {
            assertThat(told.lastBlockEnd()).isEqualTo(minute(60));
            assertThat(told.previousEnd()).isEqualTo(minute(90));
        });
        assertThat(site.told(GroupEvent.ForecastNotApplicable.class)).isEmpty();
    }

    @Test
    void whatWasReplacedAndStillBoundsIsExplained() {
        Site all = new Site(ReplaceExtent.REPLACE_ALL);
        all.hear("r1", CONSUMPTION, kw(0, 60, "40")).hear("r2", CONSUMPTION, kw(30, 90, "300"));

        assertThat(explained(all, minute(10)).findings())
                .filteredOn(finding -> finding.ground() == Ground.REMAINDER)
                .singleElement()
                .satisfies(finding -> assertThat(finding.ruled()).isTrue());
        assertThat(explained(all, minute(40)).findings())
                .extracting(Finding::ground)
                .doesNotContain(Ground.REMAINDER);
    }

    @Test
    void theRecordTellsWhatWasHeardLastAndWhetherItReleases() {
        site.at(3).hear("r1", CONSUMPTION, kw(3, 60, "40"));
        assertThat(site.record.lastReceived(CONSUMPTION)).contains(minute(3));
        assertThat(site.record.lastReceived(GENERATION)).isEmpty();
        assertThat(site.record.releasing()).isFalse();
        site.obeys = false;
        site.link(LinkState.SUSPENDED);
        assertThat(site.record.releasing()).isTrue();
        site.obeys = true;
        site.confirmAll();

        assertThat(site.record.releasing()).isFalse();
    }

    private String said() {
        return ((LimitVerdict.Done) site.verdict).result();
    }

    private static Reasoning explained(Site site, Instant t) {
        return Explainer.explain(site.record, site.context(), Direction.IMPORT, t);
    }
}
