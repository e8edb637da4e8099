package com.betterfleet.oscp.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The measurements that can be asked for by name. */
enum Ratios {
    /** From a forecast to an order: the look-up, the explanation, the intake, and ten thousand groups at a boundary. */
    LIMIT {
        @Override
        Map<String, ? extends Number> figures() throws RunnerException {
            Map<String, Number> figures = new TreeMap<>(LimitRace.run());
            Map<String, Double> nanos = nanos(LimitBenchmark.class);
            double limitAt = Optional.ofNullable(nanos.get("limitAt")).orElseThrow();
            double floor = Optional.ofNullable(nanos.get("floor")).orElseThrow();
            figures.put("limitAtNanos", limitAt);
            figures.put("limitAtRatio", limitAt / floor);
            return figures;
        }
    },

    /** Ten thousand forecasts over HTTP on loopback: what the engine adds from the receipt to the call of the sink. */
    INTAKE {
        @Override
        Map<String, ? extends Number> figures() throws IOException {
            return IntakeRace.run();
        }
    },

    /** Ten thousand windows from the meters to the utility's answer, and how flat the heap stays under a long queue. */
    METERING {
        @Override
        Map<String, ? extends Number> figures() {
            return MeteringRace.run();
        }
    },

    /** Reading and writing a forecast of 96 blocks and the measurement of one asset, against Jackson's tokens alone. */
    CODEC {
        @Override
        Map<String, ? extends Number> figures() throws IOException {
            return CodecRace.run();
        }
    },

    /** A thousand and ten thousand links in one JVM, heartbeats each 30 s, the sender stubbed. */
    LINK {
        @Override
        Map<String, ? extends Number> figures() {
            return LinkRace.run();
        }

        @Override
        OptionalInt heapMegabytes() {
            return OptionalInt.of(512);
        }
    };

    private static final int ROUNDS = 5;

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

    /** Measures; may print what else there is to see. */
    abstract Map<String, ? extends Number> figures() throws IOException, RunnerException;

    /** The heap that a JVM must have for these, neither more nor less; empty if any will do. */
    OptionalInt heapMegabytes() {
        return OptionalInt.empty();
    }

    /** Measures; the figures as JSON. */
    String measure() throws IOException, RunnerException {
        return new TreeMap<>(figures())
                .entrySet().stream()
                        .map(figure -> "\"" + figure.getKey() + "\":" + shown(figure.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String shown(Number figure) {
        return figure instanceof Double exact ? String.format(Locale.ROOT, "%.2f", exact) : figure.toString();
    }

    /** The nanoseconds per call of each method of a JMH benchmark, run in a JVM of its own. */
    private static Map<String, Double> nanos(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
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
    }
}
