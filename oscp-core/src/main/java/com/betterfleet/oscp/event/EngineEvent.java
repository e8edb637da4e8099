package com.betterfleet.oscp.event;

import java.time.Duration;
import java.time.Instant;

/** An event of the engine as a whole, of no connection: its store and its listeners. */
public sealed interface EngineEvent extends OscpEvent {
    /**
     * A call of the store failed, and none had failed before, or not since the last {@link StoreRecovered}. Until that comes,
     * inbound messages that must be kept are answered 503, no order is issued that could not be remembered, and circuits
     * follow the leases they hold. Nothing that was acknowledged is lost.
     *
     * @param at when
     * @param why the class of the failure alone, for its words may hold what no log should
     */
    record StoreUnavailable(Instant at, String why) implements EngineEvent {}

    /**
     * The store answers again, and every group has been re-evaluated.
     *
     * @param at when
     * @param since when it was first unavailable
     */
    record StoreRecovered(Instant at, Instant since) implements EngineEvent {}

    /**
     * A call of the store took five seconds or more. Told once a minute at most: work is late, nothing is lost.
     *
     * @param at when it returned
     * @param took how long it took
     */
    record StoreSlow(Instant at, Duration took) implements EngineEvent {}

    /**
     * A listener was so slow that events were kept from it. Only that listener is told, once there is room in its
     * queue or it has heard all that waited.
     *
     * @param at the instant of the last event that it has not heard
     * @param count how many it has not heard
     */
    record EventsDropped(Instant at, long count) implements EngineEvent {}
}
