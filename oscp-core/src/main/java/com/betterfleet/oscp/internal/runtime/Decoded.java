package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Payload;
import com.betterfleet.oscp.store.Stored;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What payloads mean, so that one that has not changed is not read again. An entry counts only for exactly the bytes that the
 * store holds, whoever wrote them; memory that is needed elsewhere is given back. Thread-safe.
 */
final class Decoded {
    private final Map<Key, SoftReference<Entry>> entries = new ConcurrentHashMap<>();

    private record Entry(Payload payload, Object value) {}

    <T> T value(Stored stored, Class<T> type) {
        return known(stored).filter(type::isInstance).map(type::cast).orElseGet(() -> {
            T value = PayloadCodec.read(stored.payload(), type);
            remember(stored.key(), stored.payload(), value);
            return value;
        });
    }

    /** What this node is about to write; if it does not come to that, the entry counts for nothing. */
    void remember(Key key, Payload payload, Object value) {
        entries.put(key, new SoftReference<>(new Entry(payload, value)));
    }

    private Optional<Object> known(Stored stored) {
        return Optional.ofNullable(entries.get(stored.key()))
                .map(SoftReference::get)
                .filter(entry -> entry.payload().equals(stored.payload()))
                .map(Entry::value);
    }
}
