package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a partner spells things: credentials, paths, tolerances, headers.
 *
 * @param authScheme the scheme of {@code Authorization}, both ways
 * @param paths actions whose path segment differs from OSCP's
 * @param tolerances dialects that are read although the standard says otherwise
 * @param naiveZone the zone of times without offset, where {@code NAIVE_LOCAL_TIME} is tolerated
 * @param requiredHeaders headers that a connection must configure, in lower case
 * @param secretHeaders headers whose value must be a secret, in lower case
 */
public record WireRules(
        AuthScheme authScheme,
        Map<Action, String> paths,
        Set<Tolerance> tolerances,
        Optional<ZoneId> naiveZone,
        Set<String> requiredHeaders,
        Set<String> secretHeaders) {
    /** OSCP 2.0's own: scheme {@code Token}, the standard's paths, every tolerance but naive local time. */
    public static final WireRules STANDARD =
            new WireRules(AuthScheme.TOKEN, Map.of(), Tolerance.all(), Optional.empty(), Set.of(), Set.of());

    /**
     * Copies the collections.
     *
     * @param authScheme the scheme of {@code Authorization}, both ways
     * @param paths actions whose path segment differs from OSCP's
     * @param tolerances dialects that are read although the standard says otherwise
     * @param naiveZone the zone of times without offset, where {@code NAIVE_LOCAL_TIME} is tolerated
     * @param requiredHeaders headers that a connection must configure, in lower case
     * @param secretHeaders headers whose value must be a secret, in lower case
     */
    public WireRules {
        Map<Action, String> byAction = new EnumMap<>(Action.class);
        byAction.putAll(paths);
        paths = Collections.unmodifiableMap(byAction);
        EnumSet<Tolerance> tolerated = EnumSet.noneOf(Tolerance.class);
        tolerated.addAll(tolerances);
        tolerances = Collections.unmodifiableSet(tolerated);
        requiredHeaders = Set.copyOf(requiredHeaders);
        secretHeaders = Set.copyOf(secretHeaders);
        if (tolerances.contains(Tolerance.NAIVE_LOCAL_TIME) != naiveZone.isPresent()) {
            throw new IllegalArgumentException("NAIVE_LOCAL_TIME needs a zone, and a zone needs NAIVE_LOCAL_TIME");
        }
    }

    /**
     * The path segment of an action.
     *
     * @param action the action
     * @return the partner's spelling, or OSCP's
     */
    public String path(Action action) {
        return paths.getOrDefault(action, action.path());
    }
}
