package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.message.RequestId;
import java.util.List;

/** What is to be done once a step's record is committed, in this order. */
public sealed interface LimitEffect {
    /**
     * Hand an order to the sink and report its answer.
     *
     * @param order the order
     */
    record Apply(LimitOrder order) implements LimitEffect {}

    /**
     * Tell the sink to release a scope and report its answer under the same revision.
     *
     * @param scope the scope
     * @param revision fences all orders before it, both directions
     */
    record ReleaseScope(ManagedScope scope, long revision) implements LimitEffect {}

    /**
     * Ask the sink what rules and report its answer.
     *
     * @param scope the scope
     * @param direction which way
     */
    record Read(ManagedScope scope, Direction direction) implements LimitEffect {}

    /**
     * The utility is to be told which blocks of a forecast were not kept (rule I25); once for each forecast and block. Where its
     * profile says so, the message belongs into the commit that keeps the step's record.
     *
     * @param direction which way
     * @param source the forecast
     * @param blocks its blocks that were not kept, in the order in which they were missed
     * @param why which deadline passed, what was read, or the operator's words
     */
    record ReportNonCompliance(Direction direction, RequestId source, List<BlockPiece> blocks, String why)
            implements LimitEffect {
        /**
         * Copies.
         *
         * @param direction which way
         * @param source the forecast
         * @param blocks its blocks that were not kept, in the order in which they were missed
         * @param why which deadline passed, what was read, or the operator's words
         */
        public ReportNonCompliance {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * Tell the listeners.
     *
     * @param event what happened
     */
    record Raise(OscpEvent event) implements LimitEffect {}
}
