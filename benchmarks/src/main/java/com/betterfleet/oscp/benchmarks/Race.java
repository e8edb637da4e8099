package com.betterfleet.oscp.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs candidates in turns of a few milliseconds, so that whatever slows the machine for a while slows all of them alike.
 * All figures are medians over many rounds, and a ratio is taken within each round before.
 */
final class Race {
    private static final long TURN_NANOS = 8_000_000;
    private static final int CALLS_WEIGHED = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What a candidate does; its result is kept from being optimised away. */
    interface Work {
        Object run() throws IOException;
    }

    private final List<Work> candidates;
    private final int[] callsPerTurn;
    private final List<double[]> rounds = new ArrayList<>();

    /** Takes each result, so that no work can be skipped. */
    @SuppressWarnings("unused")
    private volatile Object sink = "";

    Race(List<Work> candidates) {
        this.candidates = List.copyOf(candidates);
        this.callsPerTurn = new int[candidates.size()];
        Arrays.fill(callsPerTurn, 1);
    }

    /** Runs every candidate in each round, and finds out how often each can be called in a turn. */
    void warmUp(int times) throws IOException {
        for (int time = 0; time < times; time++) {
            double[] nanos = round();
            for (int i = 0; i < nanos.length; i++) {
                callsPerTurn[i] = (int) Math.max(1, TURN_NANOS / nanos[i]);
            }
        }
    }

    void run(int times) throws IOException {
        for (int time = 0; time < times; time++) {
            rounds.add(round());
        }
    }

    /** Nanoseconds per call. */
    double nanos(int candidate) {
        return median(rounds.stream().mapToDouble(round -> round[candidate]).toArray());
    }

    double ratio(int candidate, int floor) {
        return median(rounds.stream()
                .mapToDouble(round -> round[candidate] / round[floor])
                .toArray());
    }

    /** Bytes allocated per call. */
    long bytes(int candidate) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        turn(candidates.get(candidate), CALLS_WEIGHED);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS_WEIGHED;
    }

    private double[] round() throws IOException {
        double[] nanos = new double[candidates.size()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = turn(candidates.get(i), callsPerTurn[i]);
        }
        return nanos;
    }

    private double turn(Work work, int calls) throws IOException {
        long start = System.nanoTime();
        for (int call = 0; call < calls; call++) {
            sink = work.run();
        }
        return (double) (System.nanoTime() - start) / calls;
    }

    /** The middle one. */
    static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
