package com.betterfleet.oscp.internal.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * The rhythm of a group's waiting messages.
 *
 * @param nextSequence the place of the next message
 * @param sending the try that is under way
 * @param wakeAt when the queue wants attention; empty while it is empty or the line is not online
 */
record OutboxRecord(long nextSequence, Optional<Sending> sending, Optional<Instant> wakeAt) {
    static final OutboxRecord EMPTY = new OutboxRecord(1, Optional.empty(), Optional.empty());

    /**
     * A try that is under way.
     *
     * @param node who tries; what it had under way it forgets when it starts again
     * @param until when its lease ends; from then on another node may try
     */
    record Sending(String node, Instant until) {}

    OutboxRecord enqueued(Instant now) {
        return new OutboxRecord(nextSequence + 1, sending, Optional.of(now));
    }

    OutboxRecord sending(String node, Instant until) {
        return new OutboxRecord(nextSequence, Optional.of(new Sending(node, until)), Optional.of(until));
    }

    OutboxRecord idleUntil(Optional<Instant> next) {
        return new OutboxRecord(nextSequence, Optional.empty(), next);
    }

    /** Looked at again at once, or when the try under way has ended. */
    OutboxRecord wokenAt(Instant now) {
        return busy(now) ? this : idleUntil(Optional.of(now));
    }

    boolean busy(Instant now) {
        return sending.filter(one -> one.until().isAfter(now)).isPresent();
    }

    /** Whether a try is under way, and not that one. */
    boolean busyBut(Optional<Sending> one, Instant now) {
        return busy(now) && !sending.equals(one);
    }

    boolean busyElsewhere(String node, Instant now) {
        return busy(now) && sending.filter(one -> one.node().equals(node)).isEmpty();
    }
}
