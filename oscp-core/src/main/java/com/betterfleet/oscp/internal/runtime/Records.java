package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.adjustment.AdjustmentRecord;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.limit.LimitRecord;
import com.betterfleet.oscp.metering.MeteringRecord;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Payload;
import com.betterfleet.oscp.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads our aggregates out of the store. */
final class Records {
    private static final int PAGE = 500;

    private final OscpStore store;
    private final Decoded decoded = new Decoded();

    Records(OscpStore store) {
        this.store = store;
    }

    /**
     * An aggregate with the version it was read at.
     *
     * @param <T> its type
     * @param key its name
     * @param version its version; 0 where it does not exist yet
     * @param value its value
     */
    record Loaded<T>(Key key, long version, T value) {}

    Optional<Loaded<ConnectionSettings>> settings(ConnectionId id) {
        return find(Keys.connection(id), ConnectionSettings.class);
    }

    Optional<Loaded<LinkRecord>> link(ConnectionId id) {
        return find(Keys.link(id), LinkRecord.class);
    }

    Optional<Loaded<BoundGroup>> bound(GroupRef group) {
        return find(Keys.of(Kind.BINDING, group), BoundGroup.class);
    }

    Optional<Loaded<LimitRecord>> limit(GroupRef group) {
        return find(Keys.of(Kind.LIMIT, group), LimitRecord.class);
    }

    Optional<Loaded<ScopeHolder>> holder(Key key) {
        return find(key, ScopeHolder.class);
    }

    Optional<Loaded<MeteringRecord>> metering(GroupRef group) {
        return find(Keys.of(Kind.METERING, group), MeteringRecord.class);
    }

    Optional<Loaded<AdjustmentRecord>> adjustments(GroupRef group) {
        return find(Keys.of(Kind.ADJUSTMENT, group), AdjustmentRecord.class);
    }

    Optional<Loaded<OutboxRecord>> outbox(GroupRef group) {
        return find(Keys.of(Kind.OUTBOX, group), OutboxRecord.class);
    }

    /** An aggregate as it is to be written; it need not be read again if it is. */
    Payload payload(Key key, Object aggregate) {
        Payload payload = PayloadCodec.write(aggregate);
        decoded.remember(key, payload, aggregate);
        return payload;
    }

    /** The version of a record; 0 where it does not exist. */
    long version(Key key) {
        return store.find(key).map(Stored::version).orElse(0L);
    }

    /** The settings of every connection that can be read. */
    List<Loaded<ConnectionSettings>> allSettings() {
        return all(Kind.CONNECTION, Optional.empty(), "").stream()
                .flatMap(stored -> readable(stored, ConnectionSettings.class))
                .toList();
    }

    List<ConnectionId> connections() {
        return all(Kind.CONNECTION, Optional.empty(), "").stream()
                .map(stored -> Keys.connectionOf(stored.key()))
                .toList();
    }

    /** The groups of a connection that are bound now or were, in the order of their ids. */
    List<GroupRef> groups(ConnectionId connection) {
        String prefix = connection.value() + "/";
        return all(Kind.BINDING, Optional.of(new Key(Kind.BINDING, prefix)), prefix).stream()
                .map(stored -> Keys.groupOf(stored.key()))
                .toList();
    }

    /** The bindings in force of every connection, of those that can be read. */
    List<Loaded<BoundGroup>> bindings() {
        return all(Kind.BINDING, Optional.empty(), "").stream()
                .flatMap(stored -> readable(stored, BoundGroup.class))
                .filter(bound -> bound.value().active())
                .toList();
    }

    private List<Stored> all(Kind kind, Optional<Key> start, String prefix) {
        List<Stored> found = new ArrayList<>();
        Optional<Key> after = start;
        while (true) {
            List<Stored> page = store.list(kind, after, PAGE);
            for (Stored stored : page) {
                if (!stored.key().id().startsWith(prefix)) {
                    return found;
                }
                found.add(stored);
            }
            if (page.size() < PAGE) {
                return found;
            }
            after = Optional.of(page.get(page.size() - 1).key());
        }
    }

    private <T> Optional<Loaded<T>> find(Key key, Class<T> type) {
        return store.find(key).map(stored -> new Loaded<>(stored.key(), stored.version(), decoded.value(stored, type)));
    }

    /** One record that a newer node wrote must not keep this one from the others. */
    private static <T> Stream<Loaded<T>> readable(Stored stored, Class<T> type) {
        try {
            return Stream.of(typed(stored, type));
        } catch (PayloadCodec.Unreadable left) {
            return Stream.empty();
        }
    }

    private static <T> Loaded<T> typed(Stored stored, Class<T> type) {
        return new Loaded<>(stored.key(), stored.version(), PayloadCodec.read(stored.payload(), type));
    }
}
