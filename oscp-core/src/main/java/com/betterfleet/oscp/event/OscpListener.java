package com.betterfleet.oscp.event;

/**
 * Hears events. Each listener has a queue of its own and is called one event at a time: events of one step in order, those
 * of steps that different threads take in the order of arrival (each event carries its instant). It runs on the executor
 * given to the builder's {@code listenerExecutor}, by default the host's scheduler. A listener may call the provider. One
 * that throws is logged and cannot stop the engine; one that is slow delays no other, loses what comes while 10,000 wait, and
 * is told with {@link EngineEvent.EventsDropped} how many it lost; one that blocks holds one thread of its executor.
 */
@FunctionalInterface
public interface OscpListener {
    /**
     * An event happened.
     *
     * @param event the event
     */
    void onEvent(OscpEvent event);
}
