package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random histories of one group: forecasts, link changes, overrides, time. */
final class Histories {
    private static final List<String> KILOWATTS = List.of("0", "0", "30", "60", "90", "150", "300", "2000");

    private Histories() {}

    /** What a history is made of. */
    enum Kind {
        FORECAST,
        AGREED,
        OFFLINE,
        HANDSHAKING,
        ONLINE,
        OVERRIDE,
        NOTHING
    }

    /** One event, so many seconds after the one before. */
    record Event(int number, Kind kind, int seconds, Optional<UpdateGroupCapacityForecast> message) {
        boolean isForecast() {
            return message.isPresent();
        }

        void happen(Site site) {
            if (!isRepeated(site)) {
                site.at(site.now.plusSeconds(seconds));
            }
            happenAtOnce(site);
        }

        /** Without doing what was due on the way. */
        void happenAtOnce(Site site) {
            switch (kind) {
                case FORECAST, AGREED -> site.hear("r" + number, message.orElseThrow());
                case OFFLINE -> site.link(LinkState.OFFLINE);
                case HANDSHAKING -> handshake(site);
                case ONLINE -> online(site);
                case OVERRIDE -> site.step(new LimitInput.OverrideZero());
                case NOTHING -> site.step(new LimitInput.Due());
            }
        }

        private static void handshake(Site site) {
            if (site.state == LinkState.OFFLINE) {
                site.session++;
                site.link(LinkState.HANDSHAKING);
            }
        }

        private static void online(Site site) {
            handshake(site);
            site.link(LinkState.ONLINE);
        }

        private boolean isRepeated(Site site) {
            return message.isPresent()
                    && site.record
                            .book(message.get().type())
                            .lastSource()
                            .filter(id -> id.value().equals("r" + number))
                            .isPresent();
        }

        Event mapMessage(UnaryOperator<UpdateGroupCapacityForecast> function) {
            return new Event(number, kind, seconds, message.map(function));
        }

        Event shifted(Duration shift) {
            return mapMessage(said -> new UpdateGroupCapacityForecast(
                    said.groupId(),
                    said.type(),
                    said.forecastedBlocks().stream()
                            .map(block -> new ForecastedBlock(
                                    block.capacity(),
                                    block.phase(),
                                    block.unit(),
                                    block.startTime().plus(shift),
                                    block.endTime().plus(shift)))
                            .toList()));
        }
    }

    static Arbitrary<List<Event>> any() {
        return event().list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(Histories::numbered)
                .withoutEdgeCases();
    }

    private static List<Event> numbered(List<Event> events) {
        List<Event> numbered = new ArrayList<>();
        for (Event event : events) {
            numbered.add(new Event(numbered.size(), event.kind(), event.seconds(), event.message()));
        }
        return numbered;
    }

    private static Arbitrary<Event> event() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(8, Kind.FORECAST),
                Tuple.of(3, Kind.AGREED),
                Tuple.of(2, Kind.OFFLINE),
                Tuple.of(1, Kind.HANDSHAKING),
                Tuple.of(2, Kind.ONLINE),
                Tuple.of(1, Kind.OVERRIDE),
                Tuple.of(1, Kind.NOTHING));
        Arbitrary<Integer> waits = Arbitraries.of(0, 1, 20, 60, 300, 900);
        return Combinators.combine(kinds, waits, blocks(), Arbitraries.of(true, false, false))
                .as((kind, wait, blocks, zero) -> new Event(0, kind, wait, message(kind, blocks, zero)));
    }

    private static Optional<UpdateGroupCapacityForecast> message(
            Kind kind, List<ForecastedBlock> blocks, boolean zero) {
        if (kind != Kind.FORECAST && kind != Kind.AGREED) {
            return Optional.empty();
        }
        ForecastType type = kind == Kind.FORECAST ? ForecastType.CONSUMPTION : ForecastType.FALLBACK_CONSUMPTION;
        return Optional.of(Forecasts.message(
                type, blocks.stream().map(block -> zero ? zero(block) : block).toArray(ForecastedBlock[]::new)));
    }

    private static ForecastedBlock zero(ForecastedBlock block) {
        return new ForecastedBlock(BigDecimal.ZERO, block.phase(), block.unit(), block.startTime(), block.endTime());
    }

    private static Arbitrary<List<ForecastedBlock>> blocks() {
        Arbitrary<Integer> starts = Arbitraries.integers().between(-4, 12);
        Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 4);
        Arbitrary<Integer> nudges = Arbitraries.of(0, 0, 0, 4000, 5000, 5001, -1);
        return Combinators.combine(starts, lengths, nudges, Arbitraries.of(KILOWATTS))
                .as(Histories::block)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static ForecastedBlock block(int start, int length, int nudge, String kilowatts) {
        Instant from = Forecasts.minute(start * 5L).plusMillis(nudge);
        Instant to = Forecasts.minute((start + length) * 5L);
        return new ForecastedBlock(new BigDecimal(kilowatts), Phase.ALL, CapacityUnit.KW, from, to);
    }
}
