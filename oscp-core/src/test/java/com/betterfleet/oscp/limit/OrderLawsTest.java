package com.betterfleet.oscp.limit;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static com.betterfleet.oscp.forecast.Forecasts.message;
import static com.betterfleet.oscp.forecast.Forecasts.minute;
import static com.betterfleet.oscp.message.ForecastType.CONSUMPTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.OperatingEnvelope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.ForecastedBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The laws of the order loop over random lives of a site whose sink obeys, refuses, reads back too high, is deaf, or answers
 * long after it was given up (rules I21, I23, I24 and decisions 11 and 12), second by second.
 */
class OrderLawsTest {
    private static final Duration SINK_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration APPLY_DEADLINE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** What the sink does with a call. */
    enum Mood {
        OBEYS,
        REFUSES,
        READS_TOO_HIGH,
        DEAF,
        LATE
    }

    /** For so many seconds the sink has a mood, after something happened. */
    record Chapter(Optional<List<String>> forecast, LinkState link, Mood mood, int seconds) {}

    /** What is seen each second. */
    private static final class Watch {
        final Site site = Site.silent();
        final List<LimitEffect> late = new ArrayList<>();
        final Duration raiseDelay;
        Optional<Limit> enforced = Optional.empty();
        Optional<Instant> lowSince = Optional.empty();
        Optional<Instant> highSince = Optional.empty();
        Optional<Limit> before = Optional.empty();
        long accepted;
        int forecasts;

        Watch(Duration raiseDelay) {
            this.raiseDelay = raiseDelay;
            site.binding = Forecasts.binding().raiseDelay(raiseDelay).build();
        }

        void live(Chapter chapter) {
            begin(chapter);
            for (int second = 0; second < chapter.seconds(); second++) {
                answer(chapter.mood());
                judge();
                site.at(site.now.plusSeconds(1));
            }
        }

        private void begin(Chapter chapter) {
            if (chapter.link() == LinkState.ONLINE && site.state != LinkState.ONLINE) {
                site.reconnect();
            } else {
                site.link(chapter.link());
            }
            chapter.forecast().ifPresent(this::hear);
        }

        private void hear(List<String> kilowatts) {
            List<ForecastedBlock> blocks = new ArrayList<>();
            long now = Duration.between(minute(0), site.now).toMinutes();
            for (String block : kilowatts) {
                blocks.add(kw(now, now + 1, block));
                now++;
            }
            site.hear("r" + ++forecasts, message(CONSUMPTION, blocks.toArray(ForecastedBlock[]::new)));
        }

        private void answer(Mood mood) {
            List<LimitEffect> calls = new ArrayList<>(site.pending);
            site.pending.clear();
            if (mood == Mood.LATE) {
                late.addAll(calls);
                return;
            }
            if (mood != Mood.DEAF && !late.isEmpty()) {
                answer(late.remove(0), Mood.OBEYS);
            }
            calls.forEach(call -> answer(call, mood));
        }

        private void answer(LimitEffect call, Mood mood) {
            if (call instanceof LimitEffect.Apply apply) {
                answer(apply.order(), mood);
            } else if (call instanceof LimitEffect.Read read && mood != Mood.DEAF) {
                site.step(new LimitInput.ReadAnswered(read.direction(), enforced));
            }
        }

        private void answer(LimitOrder order, Mood mood) {
            switch (mood) {
                case OBEYS -> obey(order);
                case REFUSES -> say(order, new Outcome.Refused("no"));
                case READS_TOO_HIGH -> say(order, new Outcome.Confirmed(Limit.unlimited()));
                case DEAF, LATE -> {}
            }
        }

        private void obey(LimitOrder order) {
            if (order.revision() < accepted) {
                say(order, new Outcome.Stale(accepted));
                return;
            }
            accepted = order.revision();
            enforced = Optional.of(order.limit());
            say(order, new Outcome.Confirmed(order.limit()));
        }

        private void say(LimitOrder order, Outcome outcome) {
            site.step(new LimitInput.SinkAnswered(order.direction(), order.revision(), outcome));
        }

        private void judge() {
            Limit planned = envelope().limitAt(site.now);
            Limit ordered = site.order().limit();
            if (!before.equals(Optional.of(ordered))) {
                lowSince = Optional.empty();
            }
            loweringIsAskedWithinTheSinksTime(planned, ordered);
            noRaiseComesTooSoon(ordered);
            raisingWaits(planned, ordered);
            noOrderOutlivesALowering();
            everyOrderIsTried();
        }

        private void loweringIsAskedWithinTheSinksTime(Limit planned, Limit ordered) {
            if (!planned.isBelow(ordered)) {
                lowSince = Optional.empty();
                return;
            }
            lowSince = lowSince.or(() -> Optional.of(site.now));
            assertThat(site.now)
                    .as("a lowering to %s", planned)
                    .isBeforeOrEqualTo(lowSince.get().plus(SINK_TIMEOUT));
        }

        private void noRaiseComesTooSoon(Limit ordered) {
            if (before.filter(ordered::isAbove).isPresent() && !raiseDelay.isZero()) {
                assertThat(highSince).as("a raise to %s has waited", ordered).isPresent();
                assertThat(Duration.between(highSince.orElseThrow(), site.now))
                        .as("a raise to %s has waited", ordered)
                        .isGreaterThanOrEqualTo(raiseDelay.minusSeconds(1));
            }
            before = Optional.of(ordered);
        }

        private void raisingWaits(Limit planned, Limit ordered) {
            if (!planned.isAbove(ordered)) {
                highSince = Optional.empty();
                return;
            }
            highSince = highSince.or(() -> Optional.of(site.now));
            assertThat(site.now)
                    .as("a raise to %s", planned)
                    .isBeforeOrEqualTo(highSince.get().plus(APPLY_DEADLINE));
        }

        private void noOrderOutlivesALowering() {
            LimitOrder order = site.order();
            if (site.record.call().isPresent() || !order.validUntil().isAfter(site.now.plus(GRACE))) {
                return;
            }
            Limit least = envelope()
                    .smallestLimit(TimeInterval.of(site.now, order.validUntil().minus(GRACE)));
            assertThat(order.limit().isAbove(least))
                    .as("%s lasts into %s", order, least)
                    .isFalse();
        }

        /** While nothing is confirmed a call is out or its next try is near. */
        private void everyOrderIsTried() {
            Issued last = site.record.imports().issued().orElseThrow();
            boolean quiet = site.record.call().isEmpty() && !last.is(Stage.CONFIRMED);
            if (quiet) {
                assertThat(last.nextTry()).as("next try of %s", last).isPresent();
                assertThat(Duration.between(site.now, last.nextTry().orElseThrow()))
                        .isLessThanOrEqualTo(Duration.ofSeconds(30));
            }
        }

        private OperatingEnvelope envelope() {
            return Envelopes.of(site.record, site.context(), Direction.IMPORT).orElseThrow();
        }

        /** A lowering that is not confirmed two minutes after its cause is a breach. */
        void checkBreach() {
            site.record.imports().lowerings().forEach(lowering -> {
                boolean over = !lowering.cause().plus(Duration.ofMinutes(2)).isAfter(site.now);
                assertThat(site.record.imports().breach().isPresent() || !over).isTrue();
            });
        }
    }

    @Property(tries = 150)
    void ruleI21LoweringIsAskedAtOnceRaisingWaitsAndNoOrderOutlivesWhatWasPlanned(
            @ForAll("lives") List<Chapter> life, @ForAll boolean waits) {
        Watch watch = new Watch(waits ? Duration.ofSeconds(40) : Duration.ZERO);
        watch.site.start();
        for (Chapter chapter : life) {
            watch.live(chapter);
            watch.checkBreach();
        }
    }

    @Provide
    Arbitrary<List<Chapter>> lives() {
        Arbitrary<Optional<List<String>>> forecasts = Arbitraries.of("0", "40", "80", "200", "400", "1000")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .optional(0.7);
        Arbitrary<LinkState> links =
                Arbitraries.frequency(Tuple.of(5, LinkState.ONLINE), Tuple.of(1, LinkState.OFFLINE));
        Arbitrary<Mood> moods = Arbitraries.frequency(
                Tuple.of(4, Mood.OBEYS),
                Tuple.of(1, Mood.REFUSES),
                Tuple.of(1, Mood.READS_TOO_HIGH),
                Tuple.of(1, Mood.DEAF),
                Tuple.of(1, Mood.LATE));
        return Combinators.combine(forecasts, links, moods, Arbitraries.of(1, 7, 30, 61, 130))
                .as(Chapter::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .withoutEdgeCases();
    }
}
