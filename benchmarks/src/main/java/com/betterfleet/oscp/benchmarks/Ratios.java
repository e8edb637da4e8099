package com.betterfleet.oscp.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The measurements that can be asked for by name. */
enum Ratios {
    /** A look-up in an operating envelope, against a bare binary search over the same instants. */
    LIMIT(LimitBenchmark.class) {
        @Override
        Map<String, Double> from(ToDoubleFunction<String> nanos) {
            double limitAt = nanos.applyAsDouble("limitAt");
            double floor = nanos.applyAsDouble("floor");
            return Map.of("limitAtNanos", limitAt, "floorNanos", floor, "limitAtRatio", limitAt / floor);
        }
    },

    /** Reading and writing a forecast of 96 blocks, against Jackson's tokens alone. */
    CODEC(CodecBenchmark.class) {
        @Override
        Map<String, Double> from(ToDoubleFunction<String> nanos) {
            return Map.of(
                    "forecastParse", nanos.applyAsDouble("forecastParse") / nanos.applyAsDouble("parseFloor"),
                    "forecastWrite", nanos.applyAsDouble("forecastWrite") / nanos.applyAsDouble("writeFloor"));
        }
    };

    private static final int ROUNDS = 5;

    private final Class<?> benchmark;

    Ratios(Class<?> benchmark) {
        this.benchmark = benchmark;
    }

    static List<String> names() {
        return Arrays.stream(values())
                .map(ratios -> ratios.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static Ratios named(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("no ratios named " + name + ", there are " + names());
        }
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The figures to print, out of the nanoseconds per call of each method of the benchmark. */
    abstract Map<String, Double> from(ToDoubleFunction<String> nanos);

    /** Runs the benchmark in a JVM of its own. */
    String measure() throws RunnerException {
        Map<String, Double> nanos = new Runner(new OptionsBuilder()
                        .include(benchmark.getName())
                        .forks(1)
                        .warmupIterations(ROUNDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ROUNDS)
                        .measurementTime(TimeValue.seconds(1))
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .shouldFailOnError(true)
                        .build())
                .run().stream()
                        .map(RunResult::getPrimaryResult)
                        .collect(Collectors.toMap(result -> result.getLabel(), result -> result.getScore()));
        return json(from(method -> Optional.ofNullable(nanos.get(method)).orElseThrow()));
    }

    private static String json(Map<String, Double> figures) {
        return new TreeMap<>(figures)
                .entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "\"%s\":%.2f", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
