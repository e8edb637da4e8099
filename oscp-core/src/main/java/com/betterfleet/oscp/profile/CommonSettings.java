package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings that a profile usually has in common with every other: what two partners' installations may differ in
 * however well the standard is kept. For authors of profiles. Immutable.
 *
 * <table>
 *   <caption>Settings in common</caption>
 *   <tr><th>setting</th><th>default</th><th>meaning</th></tr>
 *   <tr><td>{@code heartbeat-interval}</td><td>60</td><td>seconds we ask of the peer, 1 to 604800</td></tr>
 *   <tr><td>{@code heartbeat-interval-min}</td><td>10</td><td>the shortest interval, in seconds, that the peer may ask of
 *       us, 1 to 604800; a shorter one is refused with 400. Where the peer asks none we beat each minute, or at this
 *       interval where it is longer</td></tr>
 *   <tr><td>{@code handshake}</td><td>{@code initiate}</td><td>{@code initiate}: we start a handshake when one is needed;
 *       {@code await}: only the peer does</td></tr>
 *   <tr><td>{@code register}</td><td>the profile's</td><td>who begins the Register exchange: {@code initiate}, {@code await},
 *       or {@code none}; it counts only where a connection's tokens are exchanged</td></tr>
 *   <tr><td>{@code tolerances}</td><td>the profile's</td><td>the dialects that are read: {@code all} (all but
 *       NAIVE_LOCAL_TIME), {@code none}, or names of {@link Tolerance} in any case, separated by commas</td></tr>
 *   <tr><td>{@code naive-zone}</td><td>none</td><td>the zone of times without offset, for example
 *       {@code Pacific/Auckland}; given exactly where {@code tolerances} names NAIVE_LOCAL_TIME</td></tr>
 *   <tr><td>{@code forecast-cadence}</td><td>the profile's</td><td>how often a forecast is due, in seconds, 60 to 604800: when
 *       two are missing an alarm is raised</td></tr>
 *   <tr><td>{@code overlap}</td><td>{@code min}</td><td>what becomes of a forecast whose blocks overlap: {@code min}: the
 *       smaller power counts; {@code reject}: it is refused with 400</td></tr>
 *   <tr><td>{@code settling}</td><td>the profile's</td><td>seconds after its end at which a metering window is read, from 0
 *       to the profile's patience with an incomplete one</td></tr>
 *   <tr><td>{@code measurement-message}</td><td>the profile's</td><td>{@code asset}: UpdateAssetMeasurements, or {@code group}:
 *       UpdateGroupMeasurements; what the partner does not take is refused</td></tr>
 *   <tr><td>{@code assets}</td><td>the profile's</td><td>{@code combined}: all meters of a group as one asset, or
 *       {@code each_meter}: each under its own name</td></tr>
 *   <tr><td>{@code energy-direction}</td><td>the profile's</td><td>{@code import}, {@code export} or {@code both}</td></tr>
 *   <tr><td>{@code energy-unit}</td><td>the profile's</td><td>{@code kwh} or {@code wh}; both are exact</td></tr>
 *   <tr><td>{@code energy-type}</td><td>the profile's</td><td>{@code flexible}, {@code nonflexible}, {@code total}, or
 *       {@code none}: not written, which means total</td></tr>
 *   <tr><td>{@code instantaneous-unit}</td><td>the profile's</td><td>{@code kw}, {@code w}, or {@code none}: no power goes with
 *       the energy of an asset</td></tr>
 *   <tr><td>{@code instantaneous}</td><td>the profile's</td><td>{@code mean} of the window, or the {@code last} sample that all
 *       meters have in it</td></tr>
 *   <tr><td>{@code asset-category}</td><td>the profile's</td><td>{@code charging}, {@code consumption}, {@code generation} or
 *       {@code storage}</td></tr>
 *   <tr><td>{@code path.ACTION}</td><td>the profile's</td><td>the path segment of an action, both ways, for example
 *       {@code path.handshake_acknowledge} = {@code handshake_acknowledgment}</td></tr>
 * </table>
 *
 * <pre>{@code
 * SettingReader read = SettingReader.of("acme", settings, CommonSettings.and(Set.of("settling")));
 * CommonSettings common = CommonSettings.of(read);
 * WireRules wire = common.over(WireRules.STANDARD);
 * }</pre>
 */
public final class CommonSettings {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration SHORTEST_CADENCE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final Map<String, Set<Tolerance>> GROUPS = Map.of("all", Tolerance.all(), "none", Tolerance.none());
    private static final Set<String> NAMES = Stream.of(
                    MeteringSettings.NAMES.stream(),
                    Stream.of(
                            "heartbeat-interval",
                            "heartbeat-interval-min",
                            "handshake",
                            "register",
                            "tolerances",
                            "naive-zone",
                            "forecast-cadence",
                            "overlap"),
                    Arrays.stream(Action.values()).map(CommonSettings::pathOf))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    /** Who starts a handshake. */
    private enum Start {
        INITIATE,
        AWAIT
    }

    private final SettingReader read;

    private CommonSettings(SettingReader read) {
        this.read = read;
    }

    /**
     * The settings in common and a profile's own.
     *
     * @param own the names of the profile's own
     * @return all names, for {@link SettingReader#of}
     */
    public static Set<String> and(Collection<String> own) {
        return Stream.concat(NAMES.stream(), own.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The settings in common, by a reader. Each method below throws {@link IllegalArgumentException} naming the setting, what
     * is legal and what was given.
     *
     * @param read the reader
     * @return the settings
     */
    public static CommonSettings of(SettingReader read) {
        return new CommonSettings(read);
    }

    /**
     * What our handshake asks of the peer.
     *
     * @param measurement how energy is to be measured
     * @return that, and heartbeats at {@code heartbeat-interval}
     */
    public RequiredBehaviour wish(MeasurementConfiguration measurement) {
        Duration interval =
                read.seconds("heartbeat-interval", HeartbeatRules.STANDARD.defaultInterval(), SHORTEST, LONGEST);
        return RequiredBehaviour.of(interval, measurement);
    }

    /**
     * Whether we start a handshake when one is needed.
     *
     * @return what {@code handshake} says
     */
    public boolean weStartHandshakes() {
        return read.word("handshake", Start.class, Start.INITIATE) == Start.INITIATE;
    }

    /**
     * Who begins the Register exchange.
     *
     * @param otherwise the profile's default
     * @return what {@code register} says
     */
    public Registration registration(Registration otherwise) {
        return read.word("register", Registration.class, otherwise);
    }

    /**
     * The profile's heartbeats with what the settings change.
     *
     * @param rules the profile's
     * @return those with {@code heartbeat-interval-min}
     */
    public HeartbeatRules over(HeartbeatRules rules) {
        Duration least = read.seconds("heartbeat-interval-min", rules.smallestAccepted(), SHORTEST, LONGEST);
        Duration standsIn = rules.defaultInterval().compareTo(least) < 0 ? least : rules.defaultInterval();
        return new HeartbeatRules(
                rules.used(), standsIn, least, rules.promiseFactor(), rules.missedFactor(), rules.promiseCap());
    }

    /**
     * The profile's forecasts with what the settings change.
     *
     * @param rules the profile's
     * @return those with {@code forecast-cadence} and {@code overlap}
     */
    public ForecastRules over(ForecastRules rules) {
        return new ForecastRules(
                rules.types(),
                rules.units(),
                rules.singlePhases(),
                rules.extent(),
                read.word("overlap", OverlapPolicy.class, rules.overlap()),
                rules.gapTolerance(),
                read.seconds("forecast-cadence", rules.cadence(), SHORTEST_CADENCE, LONGEST),
                rules.horizon(),
                rules.horizonAlarm());
    }

    /**
     * The profile's measurements with what the settings change.
     *
     * @param rules the profile's
     * @param messages the measurement messages that the partner takes
     * @return those with {@code settling}, {@code measurement-message} and what a message says
     */
    public MeteringRules over(MeteringRules rules, Set<Action> messages) {
        return new MeteringSettings(read).over(rules, messages);
    }

    /**
     * The profile's spelling with what the settings change.
     *
     * @param rules the profile's
     * @return those with {@code tolerances}, {@code naive-zone} and the paths
     */
    public WireRules over(WireRules rules) {
        Set<Tolerance> tolerances = read.words("tolerances", Tolerance.class, GROUPS, rules.tolerances());
        Optional<ZoneId> zone = read.value(
                "naive-zone",
                rules.naiveZone(),
                CommonSettings::zone,
                "a time zone such as Pacific/Auckland or +13:00");
        if (tolerances.contains(Tolerance.NAIVE_LOCAL_TIME) != zone.isPresent()) {
            throw new IllegalArgumentException("settings tolerances and naive-zone of profile " + read.profile()
                    + " belong together: NAIVE_LOCAL_TIME needs a zone, and a zone needs NAIVE_LOCAL_TIME");
        }
        return new WireRules(
                rules.authScheme(), paths(rules), tolerances, zone, rules.headers(), rules.headersOnTokenRequest());
    }

    private Map<Action, String> paths(WireRules rules) {
        Map<Action, String> paths = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            String path = read.value(
                    pathOf(action),
                    rules.path(action),
                    text -> Optional.of(text).filter(WireRules::isSegment),
                    "one path segment of letters, digits and . _ ~ -");
            if (!path.equals(action.path())) {
                paths.put(action, path);
            }
        }
        return paths;
    }

    private static String pathOf(Action action) {
        return "path." + action.path();
    }

    private static Optional<Optional<ZoneId>> zone(String text) {
        try {
            return Optional.of(Optional.of(ZoneId.of(text)));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
