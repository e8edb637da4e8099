package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of one listener. Each event is a task of its own, so that a slow listener lets other work of the same executor
 * come between. Thread-safe.
 */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.events");
    private static final int MOST_WAITING = 10_000;

    private final OscpListener listener;
    private final Executor executor;
    private final Supplier<Instant> now;
    private final Runnable delivery = this::deliver;
    private final Queue<OscpEvent> waiting = new ArrayDeque<>();
    private boolean delivering;
    private long dropped;

    Mailbox(OscpListener listener, Executor executor, Supplier<Instant> now) {
        this.listener = listener;
        this.executor = executor;
        this.now = now;
    }

    void put(OscpEvent event) {
        if (enqueue(event)) {
            schedule();
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
        boolean start = !delivering;
        delivering = true;
        return start;
    }

    private void schedule() {
        try {
            executor.execute(delivery);
        } catch (RejectedExecutionException refused) {
            rest();
            LOG.debug("an event waits: the executor of the listener refuses it");
        }
    }

    /** The next event tries the executor again. */
    private synchronized void rest() {
        delivering = false;
    }

    private void deliver() {
        OscpEvent event = next();
        if (event != null) {
            tell(event);
            if (more()) {
                schedule();
            }
        }
    }

    private synchronized @Nullable OscpEvent next() {
        return waiting.isEmpty() ? loss() : waiting.poll();
    }

    private synchronized boolean more() {
        delivering = !waiting.isEmpty() || dropped > 0;
        return delivering;
    }

    private @Nullable OscpEvent loss() {
        if (dropped == 0) {
            return null;
        }
        EngineEvent.EventsDropped loss = new EngineEvent.EventsDropped(now.get(), dropped);
        dropped = 0;
        LOG.warn("{} {}", loss.name(), loss);
        return loss;
    }

    private void tell(OscpEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException | Error thrown) {
            LOG.warn("a listener threw {} at {}", thrown.getClass().getName(), event.name());
        }
    }
}
