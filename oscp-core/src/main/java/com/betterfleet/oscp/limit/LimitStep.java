package com.betterfleet.oscp.limit;

import java.util.List;

/**
 * What came of an input.
 *
 * @param record the record to commit
 * @param effects what to do after the commit, in order
 * @param verdict what to answer
 */
public record LimitStep(LimitRecord record, List<LimitEffect> effects, LimitVerdict verdict) {
    /**
     * Copies.
     *
     * @param record the record to commit
     * @param effects what to do after the commit, in order
     * @param verdict what to answer
     */
    public LimitStep {
        effects = List.copyOf(effects);
    }
}
