package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to listeners in order, one at a time, on the host's scheduler. Thread-safe. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.events");
    private static final int MOST_WAITING = 10_000;

    private final List<OscpListener> listeners;
    private final Executor executor;
    private final Queue<OscpEvent> waiting = new ArrayDeque<>();
    private boolean draining;
    private long dropped;

    Events(List<OscpListener> listeners, Executor executor) {
        this.listeners = List.copyOf(listeners);
        this.executor = executor;
    }

    void raise(OscpEvent event) {
        LOG.info("{} {}", event.name(), event);
        if (listeners.isEmpty() || !enqueue(event)) {
            return;
        }
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("events are no longer delivered, the scheduler is shut down");
        }
    }

    private synchronized boolean enqueue(OscpEvent event) {
        if (waiting.size() >= MOST_WAITING) {
            if (dropped++ == 0) {
                LOG.warn("a listener is too slow: events are dropped beyond {}", MOST_WAITING);
            }
            return false;
        }
        waiting.add(event);
        boolean start = !draining;
        draining = true;
        return start;
    }

    private synchronized @Nullable OscpEvent next() {
        OscpEvent event = waiting.poll();
        draining = event != null;
        return event;
    }

    private void drain() {
        for (OscpEvent event = next(); event != null; event = next()) {
            for (OscpListener listener : listeners) {
                tell(listener, event);
            }
        }
    }

    private static void tell(OscpListener listener, OscpEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException | Error thrown) {
            LOG.warn("a listener threw {} at {}", thrown.getClass().getName(), event.name());
        }
    }
}
