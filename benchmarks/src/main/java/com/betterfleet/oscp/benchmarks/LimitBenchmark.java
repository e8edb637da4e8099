package com.betterfleet.oscp.benchmarks;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.OperatingEnvelope;
import com.betterfleet.envelope.Power;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the limit at an instant of a day of quarter hours costs, over what finding the quarter hour alone costs. */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
public class LimitBenchmark {
    private static final int BLOCKS = 96;
    private static final int QUESTIONS = 1024;
    private static final Duration BLOCK = Duration.ofMinutes(15);
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

    private final Instant[] starts = IntStream.range(0, BLOCKS)
            .mapToObj(block -> MIDNIGHT.plus(BLOCK.multipliedBy(block)))
            .toArray(Instant[]::new);
    private final OperatingEnvelope envelope = OperatingEnvelope.of(
            new ManagedScope("depot", "grid"),
            Direction.IMPORT,
            Stream.concat(Stream.of(Instant.MIN), Arrays.stream(starts))
                    .map(LimitBenchmark::step)
                    .toList());
    private final Instant[] questions = new SplittableRandom(1)
            .longs(QUESTIONS, 0, BLOCK.multipliedBy(BLOCKS).toSeconds())
            .mapToObj(MIDNIGHT::plusSeconds)
            .toArray(Instant[]::new);

    private int next;

    /**
     * The library's look-up.
     *
     * @return the limit, for JMH to consume
     */
    @Benchmark
    public Limit limitAt() {
        return envelope.limitAt(question());
    }

    /**
     * The floor: the JDK's binary search over the same starts.
     *
     * @return the index, for JMH to consume
     */
    @Benchmark
    public int floor() {
        return Arrays.binarySearch(starts, question());
    }

    private Instant question() {
        next = (next + 1) % QUESTIONS;
        return questions[next];
    }

    private static EnvelopeStep step(Instant from) {
        Limit limit = Limit.of(Power.watts(Math.floorMod(from.hashCode(), 900_000)));
        return new EnvelopeStep(from, limit, Mode.LIVE, false, Optional.empty(), "forecast");
    }
}
