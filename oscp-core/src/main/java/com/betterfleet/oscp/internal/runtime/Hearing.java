package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import java.time.Instant;
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
    private Instant lastDropped = Instant.EPOCH;

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
            drop(event);
            return false;
        }
        if (dropped > 0) {
            waiting.add(loss());
        }
        waiting.add(event);
        boolean begin = !delivering;
        delivering = true;
        return begin;
    }

    private void drop(OscpEvent event) {
        if (dropped++ == 0) {
            LOG.warn("a listener is too slow: events are kept from it beyond {}", MOST_WAITING);
        }
        lastDropped = event.at();
    }

    private OscpEvent loss() {
        OscpEvent loss = new EngineEvent.EventsDropped(lastDropped, dropped);
        dropped = 0;
        return loss;
    }

    private void start() {
        try {
            executor.execute(this::deliver);
        } catch (RejectedExecutionException refused) {
            rest();
            LOG.debug("events wait for the next one, their executor takes none now");
        }
    }

    private synchronized void rest() {
        delivering = false;
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
        if (waiting.isEmpty() && dropped > 0) {
            return loss();
        }
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
