package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs events and puts them into the queue of each listener. Thread-safe. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.events");

    private final List<Mailbox> mailboxes;

    Events(List<OscpListener> listeners, Executor executor, Supplier<Instant> now) {
        this.mailboxes = listeners.stream()
                .map(listener -> new Mailbox(listener, executor, now))
                .toList();
    }

    void raise(OscpEvent event) {
        LOG.info("{} {}", event.name(), event);
        mailboxes.forEach(mailbox -> mailbox.put(event));
    }
}
