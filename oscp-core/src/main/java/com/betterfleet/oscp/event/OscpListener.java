package com.betterfleet.oscp.event;

/**
 * Hears events. Called on the host's scheduler, one at a time; those of one step in order, those of steps that different
 * threads take in the order of arrival (each event carries its instant). A listener that throws is logged and cannot stop
 * the engine; one that is slow loses events beyond 10,000.
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
