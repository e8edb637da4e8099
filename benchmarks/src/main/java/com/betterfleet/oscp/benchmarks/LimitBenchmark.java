package com.betterfleet.oscp.benchmarks;

import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.OperatingEnvelope;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the limit at an instant costs in the envelope of five forecasts of 96 blocks, over what finding its step alone costs. */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
public class LimitBenchmark {
    private static final int QUESTIONS = 1024;
    private static final int DAY_SECONDS = 86_400;

    private final OperatingEnvelope envelope = FullBooks.envelope();
    private final Instant[] starts =
            envelope.steps().stream().map(EnvelopeStep::from).toArray(Instant[]::new);
    private final Instant[] questions = new SplittableRandom(1)
            .longs(QUESTIONS, 0, DAY_SECONDS)
            .mapToObj(FullBooks.START::plusSeconds)
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
}
