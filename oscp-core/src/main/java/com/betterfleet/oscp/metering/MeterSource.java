package com.betterfleet.oscp.metering;

import java.util.concurrent.CompletionStage;

/**
 * The host's meters, as the engine asks them. Slow, failing, partial and late answers are normal life: each costs a
 * window some time, none costs another group anything.
 *
 * <p>Obligations of an implementation:
 *
 * <ul>
 *   <li>{@link #read} returns at once and completes the stage on a thread of the host's; it is called by the engine from
 *       one of its own, for several groups at the same time, and asked again about a window that is still incomplete.
 *   <li>Every meter of the group is listed, also one with nothing to say (a {@link MeterSeries} without readings): a meter
 *       that is left out is no part of the group, and its energy would be missing in the sum without anybody knowing.
 *   <li>A reading that does not exist is left out. It is never filled with zero, nor with the reading before.
 *   <li>A failure completes the stage exceptionally; so may a throw. The operator is told its class alone, for a message might
 *       hold a secret: log it where it happens.
 * </ul>
 *
 * <p>An answer that takes longer than a minute counts as failed; it is still taken if it arrives while its window waits.
 */
@FunctionalInterface
public interface MeterSource {
    /**
     * Reads what is known of the meters of a group.
     *
     * @param query what is wanted
     * @return a stage that completes with the readings known by now, be they partial
     */
    CompletionStage<MeterReadings> read(MeterQuery query);
}
