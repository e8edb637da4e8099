package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How a partner spells things: credentials, paths, tolerances, headers.
 *
 * @param authScheme the scheme of {@code Authorization}, both ways
 * @param paths actions whose path segment differs from OSCP's; each a segment of 1 to 100 letters, digits and {@code . _ ~ -}
 *     in which there is more than dots, no two actions with the same one
 * @param tolerances dialects that are read although the standard says otherwise
 * @param naiveZone the zone of times without offset, where {@code NAIVE_LOCAL_TIME} is tolerated
 * @param headers headers on every request of ours besides OSCP's own, one rule a name
 * @param headersOnTokenRequest whether the configured headers are sent to the partner's token endpoint too
 */
public record WireRules(
        AuthScheme authScheme,
        Map<Action, String> paths,
        Set<Tolerance> tolerances,
        Optional<ZoneId> naiveZone,
        List<HeaderRule> headers,
        boolean headersOnTokenRequest) {
    private static final Pattern SEGMENT = Pattern.compile("(?!\\.+$)[A-Za-z0-9._~-]{1,100}");

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
        requireSegments(paths);
        EnumSet<Tolerance> tolerated = EnumSet.noneOf(Tolerance.class);
        tolerated.addAll(tolerances);
        tolerances = Collections.unmodifiableSet(tolerated);
        headers = List.copyOf(headers);
        if (tolerances.contains(Tolerance.NAIVE_LOCAL_TIME) != naiveZone.isPresent()) {
            throw new IllegalArgumentException("NAIVE_LOCAL_TIME needs a zone, and a zone needs NAIVE_LOCAL_TIME");
        }
        requireDistinct(headers);
    }

    private static void requireDistinct(List<HeaderRule> headers) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.stream().map(HeaderRule::name).filter(name -> !seen.add(name)).forEach(twice -> {
            throw new IllegalArgumentException("header " + twice + " has two rules (names are compared without case)");
        });
    }

    /**
     * Whether a text may be an action's path segment.
     *
     * @param text the text
     * @return whether it is 1 to 100 letters, digits and {@code . _ ~ -}, and more than dots
     */
    static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches();
    }

    private static void requireSegments(Map<Action, String> paths) {
        Map<String, Action> taken = new HashMap<>();
        for (Action action : Action.values()) {
            String path = paths.getOrDefault(action, action.path());
            if (!isSegment(path)) {
                throw new IllegalArgumentException("path of " + action.path() + " must be one path segment of letters,"
                        + " digits and . _ ~ -, was '" + path + "'");
            }
            Action other = taken.put(path, action);
            if (other != null) {
                throw new IllegalArgumentException(
                        "path '" + path + "' is given to both " + other.path() + " and " + action.path());
            }
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
