package com.betterfleet.oscp.connection;

import java.util.List;

/**
 * What one step gives back. Store the record first, then run the effects in their order.
 *
 * @param record the link after the step
 * @param effects what is to be done
 * @param verdict what whoever sent the input is told; when it is Refused, deadlines that had passed may have been settled
 *     all the same, so the record is stored in any case
 */
public record LinkStep(LinkRecord record, List<LinkEffect> effects, Verdict verdict) {
    /**
     * Copies the list.
     *
     * @param record the link after the step
     * @param effects what is to be done
     * @param verdict what whoever sent the input is told
     */
    public LinkStep {
        effects = List.copyOf(effects);
    }
}
