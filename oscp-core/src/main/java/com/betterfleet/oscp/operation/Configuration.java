package com.betterfleet.oscp.operation;

import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import java.util.List;
import java.util.Optional;

/**
 * Changes what is connected and bound. Thread-safe. Each change is journalled with its actor, and the same settings again
 * do nothing, so a host may configure at every boot.
 *
 * <p>Every method throws {@link IllegalArgumentException} naming what is wrong, and {@link
 * com.betterfleet.oscp.operation.StoreUnavailableException} if the store could not be read or could not take the change,
 * and {@link UnreadableRecordException} if a newer version of the library wrote what is needed. Reads alone ask no more of a
 * connection or group than to be named: of one that does not exist there are no bindings and no binding.
 */
public interface Configuration {
    /**
     * Creates a connection, or edits the one of that id. An edit of URL, credentials, headers, header checks, profile or its
     * settings starts a new session: the link goes back to REGISTERED and needs a handshake. Whether the bare path is served
     * touches no session.
     *
     * @param settings the settings
     * @param actor who asks
     * @throws IllegalArgumentException if the profile is unknown or refuses the settings, if a second connection wants the
     *     bare path or expects the same OAuth client id, or if tokens of ours are expected and the provider has no token keys
     */
    void connect(ConnectionSettings settings, Actor actor);

    /**
     * Builds the settings and connects.
     *
     * @param settings the settings so far
     * @param actor who asks
     */
    default void connect(ConnectionSettingsBuilder settings, Actor actor) {
        connect(settings.build(), actor);
    }

    /**
     * Enables a connection: a handshake and a forecast are needed before its groups leave the fallback.
     *
     * @param connection which
     * @param actor who asks
     */
    void enable(ConnectionId connection, Actor actor);

    /**
     * Disables a connection: it answers 503, sends nothing, and its scopes are released. {@link #connect} with settings that
     * are enabled, as they are unless told otherwise, enables it again; {@link Operations#suspend} outlasts that.
     *
     * @param connection which
     * @param actor who asks
     */
    void disable(ConnectionId connection, Actor actor);

    /**
     * Binds a group, or edits its binding: limits are re-evaluated at once.
     *
     * @param connection under which connection
     * @param binding the binding
     * @param actor who asks
     * @throws IllegalArgumentException if the connection is unknown, the profile refuses the binding, another group has
     *     the scope or the asset, or the group is bound to another scope
     */
    void bind(ConnectionId connection, GroupBinding binding, Actor actor);

    /**
     * Builds the binding and binds.
     *
     * @param connection under which connection
     * @param binding the binding so far
     * @param actor who asks
     */
    default void bind(String connection, GroupBinding.Builder binding, Actor actor) {
        bind(ConnectionId.of(connection), binding.build(), actor);
    }

    /**
     * Unbinds a group: its scope is released and its forecasts are refused. Its revision is kept, so that a later binding
     * goes on above it.
     *
     * @param group which
     * @param actor who asks
     */
    void unbind(GroupRef group, Actor actor);

    /**
     * The connections.
     *
     * @return their settings, in the order of their ids
     */
    List<ConnectionSettings> connections();

    /**
     * The bindings of a connection.
     *
     * @param connection which
     * @return its bindings, in the order of their group ids
     */
    List<GroupBinding> bindings(ConnectionId connection);

    /**
     * One binding.
     *
     * @param group which
     * @return the binding, or empty
     */
    Optional<GroupBinding> binding(GroupRef group);

    /**
     * What was configured and done by hand, in order; several nodes over one store write one history. It is never
     * shortened, so ask for it page by page:
     *
     * <pre>{@code
     * long read = 0;
     * for (List<HistoryEntry> page = configuration.history(nz, read, 100); !page.isEmpty();
     *         page = configuration.history(nz, read, 100)) {
     *     page.forEach(entry -> log.info("{} {} {}", entry.at(), entry.actor(), entry.what()));
     *     read = page.get(page.size() - 1).number();
     * }
     * }</pre>
     *
     * @param connection of which connection, its groups included
     * @param after start behind this number; 0 starts at the first
     * @param limit at most this many, at least 1
     * @return the entries, by number
     * @throws IllegalArgumentException if the connection is unknown or the limit is below 1
     */
    List<HistoryEntry> history(ConnectionId connection, long after, int limit);

    /**
     * The configuration as it was after an entry of the history, made from the history alone.
     *
     * @param connection of which connection
     * @param number the number of the entry; one above the last gives the configuration as it is now
     * @return settings and bindings; empty if the connection did not exist yet
     */
    Optional<ConfigurationSnapshot> asOf(ConnectionId connection, long number);
}
