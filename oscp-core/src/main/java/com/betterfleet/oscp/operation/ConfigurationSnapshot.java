package com.betterfleet.oscp.operation;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import java.util.List;

/**
 * The whole configuration of a connection at one moment.
 *
 * @param settings its settings
 * @param bindings its bindings, in the order of their group ids
 */
public record ConfigurationSnapshot(ConnectionSettings settings, List<GroupBinding> bindings) {
    /**
     * Copies the list.
     *
     * @param settings its settings
     * @param bindings its bindings, in the order of their group ids
     */
    public ConfigurationSnapshot {
        bindings = List.copyOf(bindings);
    }
}
