package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener with the events that wait for it: in order, one at a time, whatever it does with them. Thread-safe. */
final class Hearing {
    static final int MOST_WAITING = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.events");
    private static final int BATCH = 16;

    private final OscpListener listener;
    private final Executor executor;
    private final Queue<OscpEvent> waiting = new ArrayDeque<>();
    private boolean delivering;
    private long dropped;

    Hearing(OscpListener listener, Executor executor) {
        this.listener = listener;
        this.executor = executor;
    }

    void tell(OscpEvent event) {
        if (enqueue(event)) {
            start();
        }
    }

    /** Takes an event or drops it; answers whether somebody is to begin delivering. */
    private synchronized boolean enqueue(OscpEvent event) {
        if (waiting.size() >= MOST_WAITING) {
            if (dropped++ == 0) {
                LOG.warn("a listener is too slow: events are kept from it beyond {}", MOST_WAITING);
            }
            return false;
        }
        if (dropped > 0) {
            waiting.add(new EngineEvent.EventsDropped(event.at(), dropped));
            dropped = 0;
        }
        waiting.add(event);
        boolean begin = !delivering;
        delivering = true;
        return begin;
    }

    private void start() {
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("events are no longer delivered, their executor is shut down");
        }
    }

    /** A few at a time, so that the thread is free for others between. */
    private void deliver() {
        for (int told = 0; told < BATCH; told++) {
            OscpEvent event = next();
            if (event == null) {
                return;
            }
            hear(event);
        }
        start();
    }

    private synchronized @Nullable OscpEvent next() {
        OscpEvent event = waiting.poll();
        delivering = event != null;
        return event;
    }

    private void hear(OscpEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException | Error thrown) {
            LOG.warn("a listener threw {} at {}", thrown.getClass().getName(), event.name());
        }
    }
}
