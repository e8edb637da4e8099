package com.betterfleet.oscp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.OperatingEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The clock is set in the middle of a story, and orders at every boundary +-1 ms (decisions 8, 11, 12; rule I23). */
class ClockStepsTest {
    private static final int HOUR = 3_600_000;

    @Property(tries = 500, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whereTheClockIsSetTheRulesOfTheNewTimeHold(@ForAll("numbers") long number) {
        Story story = withClockSteps(StoryTeller.story(number), new Random(number));

        assertThat(Witness.disagreement(story, number)).as("%s", story).isEmpty();
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void anOrderIsOfTheNewTimeAndItsLeaseNoLongerThanAllowed(@ForAll("numbers") long number) {
        Story story = withClockSteps(StoryTeller.story(number), new Random(number));
        StoryRun run = new StoryRun(story);
        run.site.obeys = true;
        run.site.confirmAll();
        for (Story.Event event : story.events()) {
            run.happen(event);
            run.site.step(new LimitInput.Due());
            assertOrders(run.site, story);
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aMillisecondToEachSideOfABoundaryTheOrderIsThatOfTheEnvelope(@ForAll("numbers") long number) {
        Story story = StoryTeller.story(number);
        StoryRun run = new StoryRun(story);
        run.site.obeys = true;
        run.site.confirmAll();
        story.events().forEach(run::happen);
        for (Instant boundary : boundaries(run.site)) {
            for (int millis = -1; millis <= 1; millis++) {
                run.site.now = boundary.plusMillis(millis);
                run.site.step(new LimitInput.Due());
                assertOrders(run.site, story);
            }
        }
    }

    private static void assertOrders(Site site, Story story) {
        for (Direction direction : Direction.values()) {
            Optional<OperatingEnvelope> envelope = Envelopes.of(site.record, site.context(), direction);
            envelope.ifPresent(one -> assertOrder(site, site.record.track(direction), one.stepAt(site.now), story));
        }
    }

    private static void assertOrder(Site site, Track track, EnvelopeStep step, Story story) {
        LimitOrder order = track.issued().orElseThrow().order();
        assertThat(order.limit()).as("at %s in%n%s", site.now, story).isEqualTo(step.limit());
        assertThat(order.mode()).isEqualTo(step.mode());
        assertThat(order.protectiveZero()).isEqualTo(step.protectiveZero());
        assertThat(order.wish()).isEqualTo(step.wish());
        assertThat(order.validUntil())
                .as("lease at %s in%n%s", site.now, story)
                .isAfter(site.now)
                .isBeforeOrEqualTo(site.now.plus(site.profile.limit().leaseMax()));
    }

    /** The boundaries ahead that are further apart than the instants around them. */
    private static List<Instant> boundaries(Site site) {
        List<Instant> ahead = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            Envelopes.of(site.record, site.context(), direction).stream()
                    .flatMap(envelope -> envelope.steps().stream())
                    .map(EnvelopeStep::from)
                    .filter(from -> from.isAfter(site.now.plusMillis(1)))
                    .forEach(ahead::add);
        }
        List<Instant> apart = new ArrayList<>();
        for (Instant next : ahead.stream().sorted().toList()) {
            if (apart.isEmpty() || next.isAfter(apart.get(apart.size() - 1).plusMillis(2))) {
                apart.add(next);
            }
        }
        return apart;
    }

    /** Before some of the events the clock is set by up to an hour, to either side. */
    private static Story withClockSteps(Story story, Random random) {
        List<Story.Event> events = new ArrayList<>();
        for (Story.Event event : story.events()) {
            if (random.nextInt(3) == 0) {
                Duration step = Duration.ofMillis(random.nextInt(2 * HOUR) - HOUR);
                events.add(new Story.Event(step, new Story.Input(new LimitInput.Reevaluate("the clock was set"))));
            }
            events.add(event);
        }
        return story.with(events);
    }

    @Provide
    Arbitrary<Long> numbers() {
        return Arbitraries.randomValue(Random::nextLong);
    }
}
