package com.betterfleet.oscp.testkit.cp;

import java.time.Instant;

/**
 * One forecasted block as it is put on the wire. Nothing is checked: a wrong block is a script's right.
 *
 * @param capacity the JSON text of the number, such as {@code 150} or {@code 0}; written as it is, without quotes
 * @param phase the phase word, such as {@code ALL}
 * @param unit the unit word, such as {@code KW}
 * @param start the {@code start_time}
 * @param end the {@code end_time}
 */
public record RawBlock(String capacity, String phase, String unit, Instant start, Instant end) {

    /**
     * A block over all phases in kilowatts.
     *
     * @param kilowatts the JSON text of the number of kilowatts
     * @param start the {@code start_time}
     * @param end the {@code end_time}
     * @return the block
     */
    public static RawBlock kilowatts(String kilowatts, Instant start, Instant end) {
        return new RawBlock(kilowatts, "ALL", "KW", start, end);
    }
}
