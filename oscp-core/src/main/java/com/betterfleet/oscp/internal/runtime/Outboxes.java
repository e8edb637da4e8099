package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.internal.runtime.Records.Loaded;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts messages into a group's queue, as part of the commit that decided to send them. */
final class Outboxes {
    private final Parts parts;

    Outboxes(Parts parts) {
        this.parts = parts;
    }

    Loaded<OutboxRecord> load(GroupRef group) {
        return parts.records()
                .outbox(group)
                .orElseGet(() -> new Loaded<>(Keys.of(Kind.OUTBOX, group), 0, OutboxRecord.EMPTY));
    }

    void enqueue(GroupRef group, List<Outgoing> messages, Commit.Builder commit) {
        change(group, List.of(), messages, commit);
    }

    /** Takes messages out of a queue, if they are still there, and puts others at its end. */
    void change(GroupRef group, List<RequestId> withdrawn, List<Outgoing> messages, Commit.Builder commit) {
        Loaded<OutboxRecord> loaded = load(group);
        Instant now = parts.now();
        withdrawn.forEach(id -> commit.remove(loaded.key(), id));
        OutboxRecord queue =
                withdrawn.isEmpty() ? loaded.value() : loaded.value().wokenAt(now);
        for (Outgoing message : messages) {
            commit.add(loaded.key(), item(message, queue.nextSequence(), now));
            queue = queue.enqueued(now);
        }
        write(commit, loaded, queue);
    }

    static void write(Commit.Builder commit, Loaded<OutboxRecord> loaded, OutboxRecord queue) {
        commit.write(loaded.key(), loaded.version(), PayloadCodec.write(queue), queue.wakeAt());
    }

    List<OutboxItem> items(Key owner, int most) {
        return parts.store().outbox(owner, most);
    }

    private static OutboxItem item(Outgoing message, long sequence, Instant now) {
        return new OutboxItem(
                message.id(),
                sequence,
                message.message().action(),
                message.subject(),
                OscpCodec.strict().encode(message.message()),
                message.correlationId(),
                Optional.of(message.notAfter()),
                now,
                0,
                now,
                Optional.empty());
    }
}
