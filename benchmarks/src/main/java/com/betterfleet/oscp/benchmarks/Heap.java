package com.betterfleet.oscp.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** How much of this JVM's heap is in use. */
final class Heap {
    private static final int LOOKS = 4;

    private Heap() {}

    /** Bytes in use after everything was collected that can be. */
    static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int look = 0; look < LOOKS; look++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
