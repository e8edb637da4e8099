package com.betterfleet.oscp.metering;

import java.util.List;

/**
 * What became of an input.
 *
 * @param record the record from now on
 * @param effects what to do once it is kept, in this order
 */
public record MeteringStep(MeteringRecord record, List<MeteringEffect> effects) {
    /**
     * Copies the list.
     *
     * @param record the record from now on
     * @param effects what to do once it is kept, in this order
     */
    public MeteringStep {
        effects = List.copyOf(effects);
    }
}
