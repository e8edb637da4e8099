package com.betterfleet.oscp.adjustment;

import static com.betterfleet.oscp.forecast.Forecasts.kw;
import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.AdjustmentState;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever comes in whatever order, an adjustment only goes forward and the record stays small. */
class AdjustmentPropertiesTest {
    private static final int IDS = 14;

    /** A thing that happens, with words for a failure. */
    private record Act(String words, Consumer<Desk> on) {
        @Override
        public String toString() {
            return words;
        }
    }

    @Property(tries = 1000)
    void statesOnlyMoveForwardTheLastAreFinalAndTheRecordStaysBounded(@ForAll("acts") List<Act> acts) {
        Desk desk = new Desk();
        Map<String, AdjustmentState> told = new HashMap<>();
        for (Act act : acts) {
            int before = desk.events.size();
            act.on().accept(desk);
            for (var event : desk.events.subList(before, desk.events.size())) {
                goesForward(told.put(event.requestId().value(), event.state()), event.state());
            }
            assertThat(desk.record.pending()).hasSizeLessThanOrEqualTo(AdjustmentRecord.MOST_PENDING);
            assertThat(desk.record.finished()).hasSizeLessThanOrEqualTo(AdjustmentRecord.MOST_FINISHED);
            desk.record
                    .all()
                    .forEach(one -> assertThat(told).containsEntry(one.id().value(), one.state()));
            assertThat(desk.record.pending()).allMatch(one -> one.end().isAfter(desk.now));
            onlyWhatIsSentWaits(desk);
        }
    }

    @Property(tries = 300)
    void theSameTwiceIsTheSameOnce(@ForAll("acts") List<Act> acts) {
        Desk once = new Desk();
        Desk twice = new Desk();
        for (Act act : acts) {
            act.on().accept(once);
            act.on().accept(twice);
            act.on().accept(twice);
            assertThat(twice.record).isEqualTo(once.record);
        }
        assertThat(twice.events).isEqualTo(once.events);
    }

    private static void goesForward(AdjustmentState before, AdjustmentState after) {
        if (before == null) {
            assertThat(after).isEqualTo(AdjustmentState.SENT);
        } else {
            assertThat(before.pending()).isTrue();
            assertThat(after).isGreaterThan(before);
        }
    }

    private static void onlyWhatIsSentWaits(Desk desk) {
        assertThat(desk.outbox)
                .containsExactlyInAnyOrderElementsOf(desk.record.pending().stream()
                        .filter(one -> one.state() == AdjustmentState.SENT)
                        .map(one -> one.id().value())
                        .toList());
        assertThat(desk.record.pending().stream()
                        .filter(one -> one.state() == AdjustmentState.SENT)
                        .map(Adjustment::type))
                .as("rule I31: one of a type waits")
                .doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        Arbitrary<String> ids = Arbitraries.integers().between(0, IDS).map(i -> "a" + i);
        Arbitrary<ForecastType> types = Arbitraries.of(ForecastType.CONSUMPTION, ForecastType.GENERATION);
        Arbitrary<Integer> ahead = Arbitraries.integers().between(1, 12);
        Arbitrary<Act> requests = Combinators.combine(ids, types, ahead, ahead)
                .as((id, type, from, length) -> new Act(
                        "request " + id + " " + type + " " + from + "+" + length,
                        desk -> desk.step(requested(desk, id, type, from, length))));
        Arbitrary<Act> deliveries = ids.map(id -> new Act("delivered " + id, desk -> {
            desk.step(new AdjustmentInput.Delivered(new RequestId(id)));
            delivered(desk, id);
        }));
        Arbitrary<Act> forecasts = Combinators.combine(ids.optional(0.3), types, ahead, ahead)
                .as((answers, type, from, length) -> new Act(
                        "forecast " + type + " " + from + "+" + length + " answers " + answers,
                        desk -> desk.hear("f", answers, type, kw(5L * from, 5L * (from + length), "200"))));
        Arbitrary<Act> times = Arbitraries.longs()
                .between(0, 90)
                .map(minute -> new Act("at " + minute, desk -> {
                    if (desk.now.isBefore(Forecasts.minute(minute))) {
                        desk.at(minute);
                    }
                }));
        Arbitrary<Act> givenUp = ids.map(id -> new Act(
                "given up " + id,
                desk -> desk.step(new AdjustmentInput.GivenUp(Optional.of(new RequestId(id)), "discarded"))));
        return Arbitraries.frequencyOf(
                        Tuple.of(5, requests),
                        Tuple.of(4, deliveries),
                        Tuple.of(4, forecasts),
                        Tuple.of(2, times),
                        Tuple.of(1, givenUp))
                .list()
                .ofMaxSize(40);
    }

    /** The queue's item goes with the answer of success. */
    private static void delivered(Desk desk, String id) {
        boolean waits = desk.record.pending().stream()
                .anyMatch(one -> one.id().value().equals(id) && one.state() == AdjustmentState.SENT);
        if (!waits) {
            desk.outbox.remove(id);
        }
    }

    /** An id that was forgotten is not used again, as none ever is. */
    private static AdjustmentInput requested(Desk desk, String id, ForecastType type, int from, int length) {
        boolean used = desk.sent.stream().anyMatch(one -> one.id().value().equals(id));
        try {
            return used
                    ? new AdjustmentInput.Due()
                    : new AdjustmentRequest(desk.binding, desk.profile, desk.now)
                            .of(
                                    new RequestId(id),
                                    type,
                                    List.of(kw(5L * from, 5L * (from + length), "300")),
                                    desk.record);
        } catch (IllegalArgumentException refused) {
            return new AdjustmentInput.Due();
        }
    }
}
