package com.betterfleet.oscp.adjustment;

import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.forecast.Blocks;
import com.betterfleet.oscp.message.AdjustGroupCapacityForecast;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.RequestId;
import java.util.List;
import java.util.Optional;

/** What can happen to a group's adjustments. Every input first ends what has expired by its instant. */
public sealed interface AdjustmentInput {
    /**
     * An adjustment is requested. {@link AdjustmentRequest} has found nothing against it.
     *
     * @param id its {@code X-Request-ID}, never used before
     * @param message the message
     * @param blocks what it asks for in watts, in order of time
     */
    record Requested(RequestId id, AdjustGroupCapacityForecast message, List<AdjustedBlock> blocks)
            implements AdjustmentInput {
        /**
         * Copies the list.
         *
         * @param id its {@code X-Request-ID}, never used before
         * @param message the message
         * @param blocks what it asks for in watts, in order of time
         */
        public Requested {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * The peer answered a message of ours with success.
     *
     * @param id which; any that is no adjustment is ignored
     */
    record Delivered(RequestId id) implements AdjustmentInput {}

    /**
     * A forecast was accepted.
     *
     * @param source its {@code X-Request-ID}
     * @param type what its blocks mean
     * @param answers its {@code X-Correlation-ID}, if it has one
     * @param blocks what it says in watts
     */
    record ForecastAccepted(RequestId source, ForecastType type, Optional<RequestId> answers, Blocks blocks)
            implements AdjustmentInput {}

    /** The record's {@code nextDue} has come. */
    record Due() implements AdjustmentInput {}

    /**
     * Adjustments are wanted no more.
     *
     * @param which one of them; empty for all
     * @param why what happened, in words
     */
    record GivenUp(Optional<RequestId> which, String why) implements AdjustmentInput {}
}
