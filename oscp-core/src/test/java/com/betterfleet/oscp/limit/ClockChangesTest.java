package com.betterfleet.oscp.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.OperatingEnvelope;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.json.DecodeResult;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.limit.Histories.Event;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clock changes of New Zealand and the Chatham Islands: only instants count, however they are spelled. */
class ClockChangesTest {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final ZoneId CHATHAM = ZoneId.of("Pacific/Chatham");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int QUARTERS = 96;
    private static final List<ZoneOffset> OFFSETS = Stream.of("Z", "+12:00", "+13:00", "+12:45", "+13:45")
            .map(ZoneOffset::of)
            .toList();

    static Stream<Instant> changes() {
        return Stream.of("2026-04-04", "2026-09-26", "2027-04-03", "2027-09-25")
                .map(day -> Instant.parse(day + "T14:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void bothZonesChangeThenByAnHour(Instant change) {
        boolean autumn = change.atZone(ZoneOffset.UTC).getMonthValue() == 4;
        for (ZoneId zone : List.of(AUCKLAND, CHATHAM)) {
            ZoneOffsetTransition next = zone.getRules().nextTransition(change.minusMillis(1));
            assertThat(next.getInstant()).isEqualTo(change);
            assertThat(next.getDuration()).isEqualTo(Duration.ofHours(autumn ? -1 : 1));
            assertThat(OFFSETS).contains(next.getOffsetBefore(), next.getOffsetAfter());
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aDayAroundTheChangeSaysTheSameInEverySpelling(Instant change) {
        Instant noon = change.minus(Duration.ofHours(12));
        Site plain = told(noon, i -> ZoneOffset.UTC);
        List<LimitOrder> orders = ordersOfTheDay(plain, noon);
        assertThat(orders).hasSizeGreaterThan(QUARTERS);

        for (ZoneOffset offset : OFFSETS) {
            assertSame(plain, told(noon, i -> offset));
        }
        for (ZoneId zone : List.of(AUCKLAND, CHATHAM)) {
            Site local = told(noon, i -> zone.getRules().getOffset(quarter(noon, i)));
            assertSame(plain, local);
            assertThat(ordersOfTheDay(local, noon)).isEqualTo(orders);
        }
    }

    @Property(tries = 30)
    void spellingEachInstantInAZoneOfItsOwnChangesNothing(
            @ForAll("anyChange") Instant change, @ForAll("spellings") List<ZoneOffset> spellings) {
        Instant noon = change.minus(Duration.ofHours(12));
        Site plain = told(noon, i -> ZoneOffset.UTC);
        Site mixed = told(noon, spellings::get);

        assertSame(plain, mixed);
        for (Site site : List.of(plain, mixed)) {
            site.at(change.minusMillis(1)).at(change).at(change.plusMillis(1));
        }
        assertThat(mixed.orders).isEqualTo(plain.orders);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theHorizonIsADayOfInstantsAlsoWhereTheLocalDayIsNot(Instant change) {
        for (ZoneId zone : List.of(AUCKLAND, CHATHAM)) {
            Instant midnight =
                    change.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
            Instant next = change.atZone(zone)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant();
            boolean autumn = change.atZone(ZoneOffset.UTC).getMonthValue() == 4;
            assertThat(Duration.between(midnight, next)).isEqualTo(Duration.ofHours(autumn ? 25 : 23));

            Site site = told(midnight, i -> zone.getRules().getOffset(quarter(midnight, i)));
            Instant end = midnight.plus(Duration.ofHours(24));
            assertThat(site.record.horizonEnd(Direction.IMPORT)).contains(end);
            assertThat(envelope(site).steps().stream().filter(step -> step.mode() == Mode.LIVE))
                    .hasSize(QUARTERS);
            assertThat(site.stepAt(end.minusMillis(1)).mode()).isEqualTo(Mode.LIVE);
            assertThat(site.stepAt(end).mode()).isEqualTo(Mode.UNCOVERED);
            assertThat(site.stepAt(end).limit()).isEqualTo(Site.limit("120"));
            site.at(end);
            assertThat(site.told(GroupEvent.HorizonEnding.class))
                    .extracting(GroupEvent.HorizonEnding::at, GroupEvent.HorizonEnding::end)
                    .containsExactly(tuple(end.minus(Duration.ofMinutes(30)), end));
        }
    }

    @Property(tries = 40)
    void aHistoryOverAChangeIsTheSameHistoryAtAnotherTime(
            @ForAll("histories") List<Event> history,
            @ForAll("anyChange") Instant change,
            @ForAll @IntRange(min = -60, max = 60) int minutes) {
        Duration shift = Duration.between(Forecasts.START, change).plusMinutes(minutes);
        Site here = Site.obeying();
        Site there = Site.obeying();
        there.now = here.now.plus(shift);
        history.forEach(event -> event.happen(here));
        history.forEach(event -> event.shifted(shift).happen(there));

        assertThat(there.orders)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(
                        here.orders.stream().map(order -> shifted(order, shift)).toList());
        assertThat(envelope(there).steps())
                .isEqualTo(envelope(here).steps().stream()
                        .map(step -> shifted(step, shift))
                        .toList());
    }

    /** A site that has heard the day beginning at an instant, each instant spelled with an offset of its own. */
    private static Site told(Instant start, IntFunction<ZoneOffset> offsets) {
        Site site = Site.obeying();
        site.now = start;
        return site.hear("r1", decoded(body(start, offsets)));
    }

    private static String body(Instant start, IntFunction<ZoneOffset> offsets) {
        return IntStream.range(0, QUARTERS)
                .mapToObj(i -> "{\"capacity\":" + (100 + i) + ",\"phase\":\"ALL\",\"unit\":\"KW\",\"start_time\":\""
                        + text(quarter(start, i), offsets.apply(i)) + "\",\"end_time\":\""
                        + text(quarter(start, i + 1), offsets.apply(Math.min(i + 1, QUARTERS - 1))) + "\"}")
                .collect(Collectors.joining(
                        ",", "{\"group_id\":\"AKL01\",\"type\":\"CONSUMPTION\",\"forecasted_blocks\":[", "]}"));
    }

    private static UpdateGroupCapacityForecast decoded(String body) {
        DecodeResult<UpdateGroupCapacityForecast> result =
                OscpCodec.strict().decode(UpdateGroupCapacityForecast.class, body.getBytes(StandardCharsets.UTF_8));
        assertThat(result).as(body).isInstanceOf(DecodeResult.Decoded.class);
        return ((DecodeResult.Decoded<UpdateGroupCapacityForecast>) result).value();
    }

    private static String text(Instant t, ZoneOffset offset) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(t.atOffset(offset));
    }

    private static Instant quarter(Instant start, int i) {
        return start.plus(QUARTER.multipliedBy(i));
    }

    private static List<LimitOrder> ordersOfTheDay(Site site, Instant start) {
        for (int i = 1; i <= QUARTERS; i++) {
            site.at(quarter(start, i));
            assertThat(site.order().limit()).isEqualTo(envelope(site).limitAt(site.now));
        }
        return List.copyOf(site.orders);
    }

    private static void assertSame(Site one, Site other) {
        assertThat(other.record.books()).isEqualTo(one.record.books());
        assertThat(envelope(other)).isEqualTo(envelope(one));
    }

    private static LimitOrder shifted(LimitOrder order, Duration by) {
        return new LimitOrder(
                order.scope(),
                order.direction(),
                order.limit(),
                order.validUntil().plus(by),
                order.afterwards(),
                order.wish(),
                order.mode(),
                order.protectiveZero(),
                order.revision(),
                order.reason());
    }

    private static EnvelopeStep shifted(EnvelopeStep step, Duration by) {
        Instant from =
                step.from().equals(Instant.MIN) ? step.from() : step.from().plus(by);
        return new EnvelopeStep(from, step.limit(), step.mode(), step.protectiveZero(), step.wish(), step.reason());
    }

    private static OperatingEnvelope envelope(Site site) {
        return Envelopes.of(site.record, site.context(), Direction.IMPORT).orElseThrow();
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Histories.any();
    }

    @Provide
    Arbitrary<Instant> anyChange() {
        return Arbitraries.of(changes().toList());
    }

    @Provide
    Arbitrary<List<ZoneOffset>> spellings() {
        return Arbitraries.of(OFFSETS).list().ofSize(QUARTERS);
    }
}
