package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.metering.Energy;
import com.betterfleet.oscp.metering.MeterData;
import com.betterfleet.oscp.metering.MeterQuery;
import com.betterfleet.oscp.metering.MeterReadings;
import com.betterfleet.oscp.metering.MeterRegister;
import com.betterfleet.oscp.metering.MeterSeries;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.metering.RegisterReading;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters that say what they should, from a table, to be got wrong in one place each. */
class WrongMeters implements MeterSource {
    final Map<GroupRef, Map<MeterRegister, List<RegisterReading>>> table = new ConcurrentHashMap<>();
    volatile boolean broken;

    void meters(GroupRef group, List<MeterRegister> registers) {
        Map<MeterRegister, List<RegisterReading>> rows = new ConcurrentHashMap<>();
        registers.forEach(register -> rows.put(register, new CopyOnWriteArrayList<>()));
        table.put(group, rows);
    }

    void tell(GroupRef group, MeterRegister register, RegisterReading reading) {
        table.get(group).get(register).add(reading);
    }

    @Override
    public CompletionStage<MeterReadings> read(MeterQuery query) {
        if (broken) {
            return CompletableFuture.failedFuture(new IllegalStateException("the table is away"));
        }
        List<MeterData> all = new ArrayList<>();
        rows(query)
                .forEach((register, readings) ->
                        series(query, register, readings).ifPresent(all::add));
        return CompletableFuture.completedFuture(new MeterReadings(all));
    }

    Map<MeterRegister, List<RegisterReading>> rows(MeterQuery query) {
        return table.getOrDefault(query.group(), Map.of());
    }

    Optional<MeterSeries> series(MeterQuery query, MeterRegister register, List<RegisterReading> readings) {
        List<RegisterReading> found =
                readings.stream().filter(one -> wanted(query, one.at())).toList();
        return Optional.of(new MeterSeries(register.meter(), register.direction(), found, List.of()));
    }

    boolean wanted(MeterQuery query, Instant at) {
        return !at.isBefore(query.wanted().start())
                && !at.isAfter(query.wanted().end());
    }

    static MeterSeries with(MeterSeries series, List<RegisterReading> readings) {
        return new MeterSeries(series.meter(), series.direction(), readings, List.of());
    }

    /** Changes what is told of each meter. */
    abstract static class Changed extends WrongMeters {
        @Override
        Optional<MeterSeries> series(MeterQuery query, MeterRegister register, List<RegisterReading> readings) {
            return super.series(query, register, readings)
                    .map(series -> with(series, change(query, new ArrayList<>(series.registers()))));
        }

        abstract List<RegisterReading> change(MeterQuery query, List<RegisterReading> told);
    }

    static final class LeavesSilentOut extends WrongMeters {
        @Override
        Optional<MeterSeries> series(MeterQuery query, MeterRegister register, List<RegisterReading> readings) {
            return super.series(query, register, readings)
                    .filter(series -> !series.registers().isEmpty());
        }
    }

    static final class FillsWithZero extends Changed {
        @Override
        List<RegisterReading> change(MeterQuery query, List<RegisterReading> told) {
            if (told.isEmpty()) {
                told.add(new RegisterReading(query.window().end(), Energy.ZERO));
            }
            return told;
        }
    }

    static final class CarriesForward extends Changed {
        @Override
        List<RegisterReading> change(MeterQuery query, List<RegisterReading> told) {
            if (!told.isEmpty()) {
                told.add(new RegisterReading(
                        query.window().end(), told.get(told.size() - 1).register()));
            }
            return told;
        }
    }

    static final class InventsTheBoundary extends Changed {
        @Override
        List<RegisterReading> change(MeterQuery query, List<RegisterReading> told) {
            if (told.size() == 2) {
                Instant middle = told.get(0).at().plusSeconds(1);
                told.add(new RegisterReading(middle, told.get(0).register()));
            }
            return told;
        }
    }

    static final class DropsZero extends Changed {
        @Override
        List<RegisterReading> change(MeterQuery query, List<RegisterReading> told) {
            told.removeIf(one -> one.register().equals(Energy.ZERO));
            return told;
        }
    }

    static final class Rounds extends Changed {
        @Override
        List<RegisterReading> change(MeterQuery query, List<RegisterReading> told) {
            return told.stream()
                    .map(one -> new RegisterReading(
                            one.at(),
                            Energy.wattHours(one.register().wattHours().setScale(0, RoundingMode.HALF_UP)),
                            one.quality()))
                    .toList();
        }
    }

    static final class ShiftsTimes extends Changed {
        @Override
        List<RegisterReading> change(MeterQuery query, List<RegisterReading> told) {
            return told.stream()
                    .map(one -> new RegisterReading(
                            Instant.ofEpochSecond(one.at().getEpochSecond()), one.register(), one.quality()))
                    .toList();
        }
    }

    static final class ForgetsQuality extends Changed {
        @Override
        List<RegisterReading> change(MeterQuery query, List<RegisterReading> told) {
            return told.stream()
                    .map(one -> new RegisterReading(one.at(), one.register()))
                    .toList();
        }
    }

    static final class DropsTheEnd extends WrongMeters {
        @Override
        boolean wanted(MeterQuery query, Instant at) {
            return query.wanted().contains(at);
        }
    }

    static final class DropsNeighbours extends WrongMeters {
        @Override
        boolean wanted(MeterQuery query, Instant at) {
            return !at.isBefore(query.window().start())
                    && !at.isAfter(query.window().end());
        }
    }

    static final class MixesGroups extends WrongMeters {
        @Override
        Map<MeterRegister, List<RegisterReading>> rows(MeterQuery query) {
            Map<MeterRegister, List<RegisterReading>> all = new ConcurrentHashMap<>();
            table.values().forEach(all::putAll);
            return all;
        }
    }

    static final class MixesDirections extends WrongMeters {
        @Override
        Optional<MeterSeries> series(MeterQuery query, MeterRegister register, List<RegisterReading> readings) {
            return register.direction() == Direction.EXPORT
                    ? Optional.empty()
                    : super.series(query, register, readings).map(series -> {
                        List<RegisterReading> both = new ArrayList<>(series.registers());
                        both.addAll(rows(query).getOrDefault(MeterRegister.exports(register.meter()), List.of()));
                        return with(series, both);
                    });
        }
    }

    static final class RemembersForEver extends WrongMeters {
        private final Map<GroupRef, CompletionStage<MeterReadings>> first = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<MeterReadings> read(MeterQuery query) {
            return first.computeIfAbsent(query.group(), unseen -> super.read(query));
        }
    }

    static final class TellsOnce extends WrongMeters {
        @Override
        public CompletionStage<MeterReadings> read(MeterQuery query) {
            CompletionStage<MeterReadings> answer = super.read(query);
            rows(query).values().forEach(List::clear);
            return answer;
        }
    }

    static final class Throws extends WrongMeters {
        @Override
        public CompletionStage<MeterReadings> read(MeterQuery query) {
            if (broken) {
                throw new IllegalStateException("the table is away");
            }
            return super.read(query);
        }
    }

    static final class FailsSilently extends WrongMeters {
        @Override
        public CompletionStage<MeterReadings> read(MeterQuery query) {
            return broken ? CompletableFuture.completedFuture(new MeterReadings(List.of())) : super.read(query);
        }
    }

    static final class FailsForEver extends WrongMeters {
        private volatile boolean failed;

        @Override
        public CompletionStage<MeterReadings> read(MeterQuery query) {
            failed |= broken;
            return failed ? CompletableFuture.failedFuture(new IllegalStateException("still away")) : super.read(query);
        }
    }

    static final class NeverAnswersTwo extends WrongMeters {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public CompletionStage<MeterReadings> read(MeterQuery query) {
            return asked.incrementAndGet() == 7 ? new CompletableFuture<>() : super.read(query);
        }
    }
}
