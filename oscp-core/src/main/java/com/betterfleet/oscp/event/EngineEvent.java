package com.betterfleet.oscp.event;

import java.time.Duration;
import java.time.Instant;

/** An event of the engine itself, whatever the connection. */
public sealed interface EngineEvent extends OscpEvent {
    /**
     * The store fails: nothing is accepted, ordered or sent until it is back, and circuits follow the leases they hold. Told once,
     * until {@link StoreRecovered}.
     *
     * @param at when the first call failed
     * @param why the class of the failure, never its words
     */
    record StoreUnavailable(Instant at, String why) implements EngineEvent {}

    /**
     * The store is back and every group was re-evaluated.
     *
     * @param at when the last group was
     * @param since when it was told to be unavailable
     */
    record StoreRecovered(Instant at, Instant since) implements EngineEvent {}

    /**
     * A call of the store took 2 s or more: work is late, none is lost. Told once a minute at most.
     *
     * @param at when the call ended
     * @param took how long it took
     */
    record StoreSlow(Instant at, Duration took) implements EngineEvent {}

    /**
     * A listener was too slow. Told to this listener alone, once it has heard all that waited.
     *
     * @param at when it had caught up
     * @param count how many events it lost, above zero
     */
    record EventsDropped(Instant at, long count) implements EngineEvent {}
}
