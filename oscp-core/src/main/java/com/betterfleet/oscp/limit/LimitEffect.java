package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.event.OscpEvent;

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
     * Tell the listeners.
     *
     * @param event what happened
     */
    record Raise(OscpEvent event) implements LimitEffect {}
}
