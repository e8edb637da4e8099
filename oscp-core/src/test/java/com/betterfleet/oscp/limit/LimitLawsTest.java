package com.betterfleet.oscp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.OperatingEnvelope;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.configuration.ZeroAfterHorizon;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.limit.Histories.Event;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** Laws for all histories: rules I9, I10, I14 to I16, I19, I20, I23, I26, I34. */
class LimitLawsTest {
    @Property(tries = 60)
    void ruleI14AndI15EveryInstantHasALimitUnderTheSiteLimit(
            @ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Site site = site(extent, ZeroAfterHorizon.STAY);
        history.forEach(event -> event.happen(site));

        OperatingEnvelope envelope = envelope(site);
        assertThat(envelope.steps().get(0).from()).isEqualTo(Instant.MIN);
        assertThat(envelope.steps()).noneMatch(step -> step.limit().isAbove(Site.limit("900")));
    }

    @Property(tries = 60)
    void losingTheLineNeverRaisesUnlessTheUtilityAgreedToIt(
            @ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Site site = site(extent, ZeroAfterHorizon.STAY);
        history.forEach(event -> event.happen(site));
        OperatingEnvelope before = envelope(site);
        site.link(LinkState.OFFLINE);
        OperatingEnvelope after = envelope(site);

        for (Instant t : starts(before, after)) {
            EnvelopeStep step = after.stepAt(t);
            boolean agreed = step.reason().contains("the utility's fallback forecast")
                    || step.reason().contains("site limit")
                    || step.reason().contains("recorded forecast");
            assertThat(agreed || !step.limit().isAbove(before.limitAt(t)))
                    .as("%s: %s after %s", t, step, before.stepAt(t))
                    .isTrue();
        }
    }

    @Property(tries = 60)
    void theOrderOfBlocksInAMessageDoesNotMatter(
            @ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Site one = site(extent, ZeroAfterHorizon.STAY);
        Site other = site(extent, ZeroAfterHorizon.STAY);
        history.forEach(event -> event.happen(one));
        history.stream().map(LimitLawsTest::backwards).forEach(event -> event.happen(other));

        assertThat(envelope(other)).isEqualTo(envelope(one));
    }

    @Property(tries = 60)
    void ruleI10DeliveringEveryMessageTwiceIsTheSameAsOnce(
            @ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Site once = site(extent, ZeroAfterHorizon.STAY);
        Site twice = site(extent, ZeroAfterHorizon.STAY);
        for (Event event : history) {
            event.happen(once);
            event.happen(twice);
            if (event.isForecast()) {
                event.happen(twice);
            }
        }

        assertThat(envelope(twice)).isEqualTo(envelope(once));
        assertThat(twice.orders).isEqualTo(once.orders);
    }

    @Property(tries = 60)
    void shiftingAllInstantsShiftsTheResult(@ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Duration shift = Duration.ofDays(133).plusHours(5).plusMillis(7);
        Site here = site(extent, ZeroAfterHorizon.FALLBACK);
        Site there = site(extent, ZeroAfterHorizon.FALLBACK);
        there.now = there.now.plus(shift);
        history.forEach(event -> event.happen(here));
        history.forEach(event -> event.shifted(shift).happen(there));

        assertThat(there.orders)
                .extracting(order -> order.validUntil().minus(shift))
                .isEqualTo(here.orders.stream().map(LimitOrder::validUntil).toList());
        for (EnvelopeStep step : envelope(here).steps()) {
            Instant moved =
                    step.from().equals(Instant.MIN) ? Instant.MIN : step.from().plus(shift);
            assertThat(envelope(there).stepAt(moved).saysTheSameAs(step)).isTrue();
        }
    }

    @Property(tries = 60)
    void ruleI9AndI23OrdersObeyTheirLaws(@ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Site site = site(extent, ZeroAfterHorizon.STAY);
        site.obeys = true;
        site.start();
        int seen = 0;
        for (Event event : history) {
            event.happen(site);
            for (; seen < site.orders.size(); seen++) {
                checkOrder(site, seen);
            }
            checkStandingOrder(site);
        }
    }

    private static void checkOrder(Site site, int index) {
        LimitOrder order = site.orders.get(index);
        if (index > 0) {
            assertThat(order.revision())
                    .isGreaterThan(site.orders.get(index - 1).revision());
        }
    }

    private static void checkStandingOrder(Site site) {
        LimitOrder order = site.order();
        OperatingEnvelope envelope = envelope(site);
        TimeInterval lease = TimeInterval.of(site.now, order.validUntil());
        TimeInterval hour = TimeInterval.of(order.validUntil(), Duration.ofHours(1));
        assertThat(order.limit()).isEqualTo(envelope.limitAt(site.now));
        assertThat(lease.duration()).isLessThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(order.afterwards().isAbove(envelope.smallestLimit(hour)))
                .as("afterwards")
                .isFalse();
        Site lost = new Site(site.profile.forecast().extent());
        lost.record = site.record;
        lost.now = site.now;
        lost.session = site.session;
        lost.state = LinkState.OFFLINE;
        assertThat(order.afterwards().isAbove(envelope(lost).smallestLimit(hour)))
                .as("afterwards without the line")
                .isFalse();
        Optional<Instant> lower = envelope.nextLowerAfter(site.now, order.limit());
        lower.ifPresent(start -> assertThat(order.validUntil()).isBeforeOrEqualTo(start.plusSeconds(5)));
    }

    @Property(tries = 60)
    void ruleI24NoSecondOrderWithoutAChange(@ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Site site = site(extent, ZeroAfterHorizon.STAY);
        site.obeys = true;
        site.start();
        history.forEach(event -> event.happen(site));
        int orders = site.orders.size();
        site.step(new LimitInput.Due())
                .step(new LimitInput.Reevaluate("heartbeat"))
                .step(new LimitInput.Due());

        assertThat(site.orders).hasSize(orders);
    }

    @Property(tries = 60)
    void neverTwoCallsInFlight(@ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Site site = site(extent, ZeroAfterHorizon.STAY);
        for (Event event : history) {
            int before = site.pending.size();
            Optional<Call> call = site.record.call();
            event.happenAtOnce(site);
            boolean stillOut = call.isPresent() && call.equals(site.record.call());
            assertThat(site.pending.size() - before).isLessThanOrEqualTo(stillOut ? 0 : 1);
        }
    }

    @Property(tries = 60)
    void ruleI26ARestartRulesTheSameOrLess(@ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Site site = site(extent, ZeroAfterHorizon.STAY);
        site.obeys = true;
        site.start();
        history.forEach(event -> event.happen(site));
        LimitOrder before = site.order();
        OperatingEnvelope envelope = envelope(site);
        site.start();

        assertThat(envelope(site)).isEqualTo(envelope);
        assertThat(site.order().limit()).isEqualTo(before.limit());
    }

    /** What is drawn by chance is when a sink is asked again, nothing else. */
    @Property(tries = 100)
    void ruleI34ChanceHasNoSayInALimit(
            @ForAll("histories") List<Event> history,
            @ForAll ReplaceExtent extent,
            @ForAll boolean obeys,
            @ForAll @DoubleRange(min = 0, max = 0.99) double jitter) {
        Site one = site(extent, ZeroAfterHorizon.STAY);
        Site other = site(extent, ZeroAfterHorizon.STAY);
        one.obeys = obeys;
        other.obeys = obeys;
        other.jitter = jitter;
        for (Event event : history) {
            event.happen(one);
            event.happen(other);
            assertThat(envelope(other)).isEqualTo(envelope(one));
        }
        if (obeys) {
            assertThat(other.orders).isEqualTo(one.orders);
        }
    }

    @Property(tries = 60)
    void theExplanationAgreesWithTheEnvelopeAndNamesOneWinner(
            @ForAll("histories") List<Event> history, @ForAll ReplaceExtent extent) {
        Site site = site(extent, ZeroAfterHorizon.STAY);
        history.forEach(event -> event.happen(site));
        for (EnvelopeStep step : envelope(site).steps()) {
            Reasoning why = Explainer.explain(site.record, site.context(), Direction.IMPORT, step.from());
            assertThat(why.limit()).contains(step.limit());
            assertThat(why.mode()).isEqualTo(step.mode());
            assertThat(why.findings().stream().filter(Finding::ruled))
                    .as(why.toText())
                    .hasSize(1);
            assertThat(Limit.of(why.findings().get(0).power())).isEqualTo(step.limit());
        }
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.any();
    }

    private static Site site(ReplaceExtent extent, ZeroAfterHorizon policy) {
        Site site = new Site(extent);
        site.binding = Forecasts.binding().zeroAfterHorizon(policy).build();
        return site;
    }

    private static OperatingEnvelope envelope(Site site) {
        return Envelopes.of(site.record, site.context(), Direction.IMPORT).orElseThrow();
    }

    private static List<Instant> starts(OperatingEnvelope... envelopes) {
        TreeSet<Instant> starts = new TreeSet<>();
        for (OperatingEnvelope envelope : envelopes) {
            envelope.steps().forEach(step -> starts.add(step.from()));
        }
        return List.copyOf(starts);
    }

    private static Event backwards(Event event) {
        return event.mapMessage(message -> {
            List<ForecastedBlock> blocks = new ArrayList<>(message.forecastedBlocks());
            Collections.reverse(blocks);
            return new UpdateGroupCapacityForecast(message.groupId(), message.type(), blocks);
        });
    }
}
