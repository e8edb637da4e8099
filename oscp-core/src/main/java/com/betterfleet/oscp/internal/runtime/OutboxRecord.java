package com.betterfleet.oscp.internal.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * The rhythm of a group's waiting messages.
 *
 * @param nextSequence the place of the next message
 * @param sending until when a try is under way; another node may try after that
 * @param wakeAt when the queue wants attention; empty while it is empty or the line is not online
 */
record OutboxRecord(long nextSequence, Optional<Instant> sending, Optional<Instant> wakeAt) {
    static final OutboxRecord EMPTY = new OutboxRecord(1, Optional.empty(), Optional.empty());

    OutboxRecord enqueued(Instant now) {
        return new OutboxRecord(nextSequence + 1, sending, Optional.of(now));
    }

    OutboxRecord sendingUntil(Instant until) {
        return new OutboxRecord(nextSequence, Optional.of(until), Optional.of(until));
    }

    OutboxRecord idleUntil(Optional<Instant> next) {
        return new OutboxRecord(nextSequence, Optional.empty(), next);
    }

    /** Looked at again at once, or when the try under way has ended. */
    OutboxRecord wokenAt(Instant now) {
        return busy(now) ? this : idleUntil(Optional.of(now));
    }

    boolean busy(Instant now) {
        return sending.isPresent() && sending.get().isAfter(now);
    }
}
