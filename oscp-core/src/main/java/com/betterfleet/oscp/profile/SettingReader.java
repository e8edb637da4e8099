package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.configuration.ProfileSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a profile's settings, with errors that name the setting, what is legal and what was given: for authors of
 * profiles. Immutable.
 *
 * <pre>{@code
 * SettingReader read = SettingReader.of("vector", settings, Set.of("heartbeat-interval", "adjust"));
 * Duration interval = read.seconds("heartbeat-interval", Duration.ofSeconds(60));
 * boolean adjust = read.flag("adjust", false);
 * }</pre>
 */
public final class SettingReader {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");

    private final String profile;
    private final ProfileSettings settings;

    private SettingReader(String profile, ProfileSettings settings) {
        this.profile = profile;
        this.settings = settings;
    }

    /**
     * A reader that refuses settings nobody documented.
     *
     * @param profile the profile's id, for messages
     * @param settings the settings
     * @param known the names that the profile documents
     * @return the reader
     * @throws IllegalArgumentException naming the settings that are not known
     */
    public static SettingReader of(String profile, ProfileSettings settings, Set<String> known) {
        List<String> unknown = settings.values().keySet().stream()
                .filter(name -> !known.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("profile " + profile + " has no setting " + unknown + ", it has "
                    + known.stream().sorted().toList());
        }
        return new SettingReader(profile, settings);
    }

    /**
     * A yes or no.
     *
     * @param name the setting
     * @param otherwise the default
     * @return its value
     * @throws IllegalArgumentException if it is neither {@code true} nor {@code false}
     */
    public boolean flag(String name, boolean otherwise) {
        return switch (settings.get(name).orElse(String.valueOf(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw illegal(name, "true or false");
        };
    }

    /**
     * A duration in seconds, decimals allowed down to a millisecond.
     *
     * @param name the setting
     * @param otherwise the default
     * @return its value
     * @throws IllegalArgumentException if it is not a number of seconds of at least 0 and at most a week
     */
    public Duration seconds(String name, Duration otherwise) {
        return seconds(name, otherwise, Duration.ZERO, WEEK);
    }

    /**
     * A duration in seconds within bounds, decimals allowed down to a millisecond.
     *
     * @param name the setting
     * @param otherwise the default
     * @param least the smallest legal value, in whole seconds
     * @param most the largest legal value, in whole seconds, at most a week
     * @return its value
     * @throws IllegalArgumentException if it is not a number of seconds within the bounds
     */
    public Duration seconds(String name, Duration otherwise, Duration least, Duration most) {
        return settings.get(name)
                .map(text -> parseSeconds(text)
                        .filter(parsed -> parsed.compareTo(least) >= 0 && parsed.compareTo(most) <= 0)
                        .orElseThrow(() -> illegal(
                                name, "a number of seconds from " + least.toSeconds() + " to " + most.toSeconds())))
                .orElse(otherwise);
    }

    /**
     * One word of an enum, written in any case.
     *
     * @param <E> the enum
     * @param name the setting
     * @param type the enum's class
     * @param otherwise the default
     * @return its value
     * @throws IllegalArgumentException if it is none of the enum's words
     */
    public <E extends Enum<E>> E word(String name, Class<E> type, E otherwise) {
        String wanted = settings.get(name).orElse(otherwise.name()).toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> illegal(name, "one of " + Arrays.toString(type.getEnumConstants())));
    }

    private static Optional<Duration> parseSeconds(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(
                        Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact()))
                : Optional.empty();
    }

    private IllegalArgumentException illegal(String name, String legal) {
        return new IllegalArgumentException("setting " + name + " of profile " + profile + " must be " + legal
                + ", was '" + settings.get(name).orElse("") + "'");
    }
}
