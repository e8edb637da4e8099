package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
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
 * @param headers headers on every request of ours besides OSCP's own
 * @param headersOnTokenRequest whether the configured headers are sent to the partner's token endpoint too
 */
public record WireRules(
        AuthScheme authScheme,
        Map<Action, String> paths,
        Set<Tolerance> tolerances,
        Optional<ZoneId> naiveZone,
        List<HeaderRule> headers,
        boolean headersOnTokenRequest) {
    /** OSCP 2.0's own: scheme {@code Token}, the standard's paths, every tolerance but naive local time. */
    public static final WireRules STANDARD =
            new WireRules(AuthScheme.TOKEN, Map.of(), Tolerance.all(), Optional.empty(), List.of(), false);

    /**
     * Copies the collections.
     *
     * @param authScheme the scheme of {@code Authorization}, both ways
     * @param paths actions whose path segment differs from OSCP's
     * @param tolerances dialects that are read although the standard says otherwise
     * @param naiveZone the zone of times without offset, where {@code NAIVE_LOCAL_TIME} is tolerated
     * @param headers headers on every request of ours besides OSCP's own
     * @param headersOnTokenRequest whether the configured headers are sent to the partner's token endpoint too
     */
    public WireRules {
        Map<Action, String> byAction = new EnumMap<>(Action.class);
        byAction.putAll(paths);
        paths = Collections.unmodifiableMap(byAction);
        EnumSet<Tolerance> tolerated = EnumSet.noneOf(Tolerance.class);
        tolerated.addAll(tolerances);
        tolerances = Collections.unmodifiableSet(tolerated);
        headers = List.copyOf(headers);
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
