package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import java.util.List;

/** What an operator of the depot does by hand in the course of a day. */
public sealed interface ByHand {
    /**
     * Asks the utility for another forecast.
     *
     * @param type what the blocks mean
     * @param blocks what is wanted
     * @param reason why
     */
    record RequestAdjustment(ForecastType type, List<ForecastedBlock> blocks, String reason) implements ByHand {
        /**
         * Copies the blocks.
         *
         * @param type what the blocks mean
         * @param blocks what is wanted
         * @param reason why
         */
        public RequestAdjustment {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * Tells the utility what cannot be kept.
     *
     * @param direction which way
     * @param span when
     * @param message what is wrong
     */
    record ReportNonCompliance(Direction direction, TimeInterval span, String message) implements ByHand {}
}
