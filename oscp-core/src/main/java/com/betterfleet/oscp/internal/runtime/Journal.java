package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.operation.ConfigurationSnapshot;
import com.betterfleet.oscp.operation.HistoryEntry;
import com.betterfleet.oscp.store.JournalLine;
import com.betterfleet.oscp.store.OscpStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The journal of each connection: one, in order, with all that was configured and done by hand. */
final class Journal {
    static final String CONNECT = "connect";
    static final String ENABLE = "enable";
    static final String DISABLE = "disable";
    static final String BIND = "bind";
    static final String UNBIND = "unbind";

    private static final int PAGE = 500;

    private final OscpStore store;

    Journal(OscpStore store) {
        this.store = store;
    }

    /** A line for a commit; what there is before and after is written as JSON. */
    static JournalLine line(
            ConnectionId connection, Instant at, Actor actor, String what, Optional<?> before, Optional<?> after) {
        return new JournalLine(Keys.connection(connection), 0, at, actor.name(), what, text(before), text(after));
    }

    List<HistoryEntry> history(ConnectionId connection, long after, int limit) {
        return store.journal(Keys.connection(connection), after, limit).stream()
                .map(line -> entry(connection, line))
                .toList();
    }

    /** What the lines up to a number make of a connection; empty before its first. */
    Optional<ConfigurationSnapshot> asOf(ConnectionId connection, long number) {
        Replay replay = new Replay();
        long read = 0;
        while (read < number) {
            int most = (int) Math.min(PAGE, number - read);
            List<JournalLine> page = store.journal(Keys.connection(connection), read, most);
            page.forEach(replay::take);
            if (page.size() < most) {
                break;
            }
            read = page.get(page.size() - 1).number();
        }
        return replay.result();
    }

    /** Configures again what lines say was configured. */
    static final class Replay {
        private Optional<ConnectionSettings> settings = Optional.empty();
        private final Map<String, GroupBinding> bindings = new TreeMap<>();

        void take(JournalLine line) {
            switch (line.what()) {
                case CONNECT, ENABLE, DISABLE ->
                    settings = Optional.of(PayloadCodec.parse(line.after(), ConnectionSettings.class));
                case BIND -> {
                    GroupBinding binding = PayloadCodec.parse(line.after(), GroupBinding.class);
                    bindings.put(binding.group().value(), binding);
                }
                case UNBIND ->
                    bindings.remove(PayloadCodec.parse(line.before(), GroupBinding.class)
                            .group()
                            .value());
                default -> {} // done by hand: no change of the configuration
            }
        }

        Optional<ConfigurationSnapshot> result() {
            return settings.map(found -> new ConfigurationSnapshot(found, List.copyOf(bindings.values())));
        }
    }

    private static HistoryEntry entry(ConnectionId connection, JournalLine line) {
        return new HistoryEntry(
                connection,
                line.number(),
                line.at(),
                Actor.of(line.actor()),
                line.what(),
                group(connection, line.after()).or(() -> group(connection, line.before())),
                present(line.before()),
                present(line.after()));
    }

    private static Optional<GroupRef> group(ConnectionId connection, String json) {
        return PayloadCodec.at(json, "/group/value").map(group -> GroupRef.of(connection.value(), group));
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private static String text(Optional<?> value) {
        return value.isPresent() ? PayloadCodec.json(value.get()) : "";
    }
}
