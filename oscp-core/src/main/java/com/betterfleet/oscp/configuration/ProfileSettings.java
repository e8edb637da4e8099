package com.betterfleet.oscp.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings that a partner profile documents and reads, as plain text: what a partner has left open is a setting with a
 * default, never a fork.
 *
 * @param values name to value, in the order of the names
 */
public record ProfileSettings(Map<String, String> values) {
    /** No settings: every default of the profile holds. */
    public static final ProfileSettings NONE = new ProfileSettings(Map.of());

    /**
     * Copies the map.
     *
     * @param values name to value, in the order of the names
     */
    public ProfileSettings {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(values)));
    }

    /**
     * One setting.
     *
     * @param name the name that the profile documents
     * @return the value, or empty where the default holds
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * These settings and one more.
     *
     * @param name the name
     * @param value the value; replaces an earlier one
     * @return new settings
     */
    public ProfileSettings with(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new ProfileSettings(copy);
    }
}
