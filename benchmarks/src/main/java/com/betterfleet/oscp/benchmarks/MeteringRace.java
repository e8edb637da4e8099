package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What closing a window costs many groups, what a message costs until it is acknowledged, and what a long queue holds. */
final class MeteringRace {
    private static final int GROUPS = 10_000;
    private static final int SHORT = 10_000;
    private static final int LONG = 100_000;
    private static final int ROUNDS = 7;
    private static final int LOOKS = 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private MeteringRace() {}

    /** Measures in this JVM. */
    static Map<String, Number> run() {
        Map<String, Number> figures = new TreeMap<>();
        windows(figures);
        figures.put("drainHeapGrowth", (double) heapWhileDraining(LONG) / heapWhileDraining(SHORT));
        return figures;
    }

    /** The median window counts. */
    private static void windows(Map<String, Number> figures) {
        MeteringPark park = new MeteringPark(GROUPS, new InMemoryOscpStore());
        double[] closing = new double[ROUNDS];
        double[] sending = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            park.beforeWindowsClose();
            double closed = close(park);
            double sent = send(park, GROUPS);
            if (round >= 0) {
                closing[round] = closed;
                sending[round] = sent;
            }
        }
        figures.put("close10kMs", Race.median(closing));
        figures.put("messageMicros", Race.median(sending) * 1000 / GROUPS);
    }

    /** The milliseconds of one core that the tick takes that closes a window of every group. */
    static double close(MeteringPark park) {
        return millis(park.host()::tick);
    }

    /** Those of the tick that sends the messages, from the drain to the commit of their acknowledgement. */
    static double send(MeteringPark park, int messages) {
        long before = park.measurements();
        double millis = millis(park.host()::tick);
        if (park.measurements() != before + messages) {
            throw new IllegalStateException(messages + " windows made " + (park.measurements() - before) + " messages");
        }
        return millis;
    }

    private static double millis(Runnable work) {
        long began = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - began) / 1_000_000.0;
    }

    /** The most bytes in use, after collection, that were seen while a queue of so many messages was sent. */
    private static long heapWhileDraining(int messages) {
        LongQueue queue = new LongQueue(messages);
        long[] looks = new long[LOOKS];
        MeteringPark park = new MeteringPark(1, queue);
        park.beforeWindowsClose();
        park.host().tick();
        long before = park.measurements();
        park.onMeasurement(() -> {
            long sent = park.measurements() - before;
            if (sent % (messages / LOOKS) == 0) {
                looks[(int) (sent / (messages / LOOKS)) - 1] = Heap.used();
            }
        });
        park.host().tick();
        if (queue.taken() != messages || LongStream.of(looks).anyMatch(look -> look == 0)) {
            throw new IllegalStateException(queue.taken() + " of " + messages + " were sent");
        }
        return Arrays.stream(looks).max().orElseThrow();
    }
}
