package com.betterfleet.oscp.adjustment;

import java.util.List;

/**
 * What became of an input.
 *
 * @param record the record from now on
 * @param effects what to do, in this order
 */
public record AdjustmentStep(AdjustmentRecord record, List<AdjustmentEffect> effects) {
    /**
     * Copies the list.
     *
     * @param record the record from now on
     * @param effects what to do, in this order
     */
    public AdjustmentStep {
        effects = List.copyOf(effects);
    }
}
