package com.betterfleet.oscp.testkit.cp;

import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Request ids that look like random UUIDs and are the same for the same seed. Thread-safe. */
public final class SeededIds implements Supplier<String> {

    private static final long VERSION_4 = 0x0000_0000_0000_4000L;
    private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

    private final Random random;

    private SeededIds(long seed) {
        random = new Random(seed);
    }

    /**
     * A row of ids.
     *
     * @param seed what decides the row
     * @return the ids from the first on
     */
    public static SeededIds of(long seed) {
        return new SeededIds(seed);
    }

    @Override
    public synchronized String get() {
        long most = (random.nextLong() & ~0xF000L) | VERSION_4;
        long least = (random.nextLong() >>> 2) | VARIANT_2;
        return new UUID(most, least).toString();
    }
}
