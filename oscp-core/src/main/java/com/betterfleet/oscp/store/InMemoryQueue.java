package com.betterfleet.oscp.store;

import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The waiting messages of one owner, found by id and read by sequence. Guarded by its store. */
final class InMemoryQueue {
    private static final Comparator<OutboxItem> ORDER = Comparator.comparingLong(OutboxItem::sequence)
            .thenComparing(item -> item.requestId().value());

    private final Map<RequestId, OutboxItem> byId = new HashMap<>();
    private final NavigableSet<OutboxItem> ordered = new TreeSet<>(ORDER);

    void put(OutboxItem item) {
        OutboxItem old = byId.put(item.requestId(), item);
        if (old != null) {
            ordered.remove(old);
        }
        ordered.add(item);
    }

    /** Removes an item if it is there, and tells whether the queue is empty then. */
    boolean remove(RequestId id) {
        OutboxItem old = byId.remove(id);
        if (old != null) {
            ordered.remove(old);
        }
        return byId.isEmpty();
    }

    Stream<OutboxItem> inOrder() {
        return ordered.stream();
    }
}
