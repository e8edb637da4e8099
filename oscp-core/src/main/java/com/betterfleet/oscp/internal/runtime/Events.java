package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs events and hands them to each listener, which can neither hold up nor break who raises them. Thread-safe. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.events");

    private final List<Hearing> hearings;

    Events(List<OscpListener> listeners, Executor executor) {
        this.hearings = listeners.stream()
                .map(listener -> new Hearing(listener, executor))
                .toList();
    }

    void raise(OscpEvent event) {
        LOG.info("{} {}", event.name(), event);
        hearings.forEach(hearing -> hearing.tell(event));
    }
}
