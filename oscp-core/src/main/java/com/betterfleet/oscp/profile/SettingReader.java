package com.betterfleet.oscp.profile;

import com.betterfleet.oscp.configuration.ProfileSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return value(
                name,
                otherwise,
                text -> parseSeconds(text)
                        .filter(parsed -> parsed.compareTo(least) >= 0 && parsed.compareTo(most) <= 0),
                "a number of seconds from " + least.toSeconds() + " to " + most.toSeconds());
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
        return value(name, otherwise, text -> find(type, text), "one of " + Arrays.toString(type.getEnumConstants()));
    }

    /**
     * Some words of an enum separated by commas, each written in any case.
     *
     * @param <E> the enum
     * @param name the setting
     * @param type the enum's class
     * @param groups further words, in small letters, that stand for several at once
     * @param otherwise the default
     * @return all that were named
     * @throws IllegalArgumentException if one of them is none of the enum's words and none of the further ones
     */
    public <E extends Enum<E>> Set<E> words(String name, Class<E> type, Map<String, Set<E>> groups, Set<E> otherwise) {
        return value(
                name,
                otherwise,
                text -> Arrays.stream(text.split(",", -1))
                        .map(word -> named(type, groups, word.strip()))
                        .reduce(Optional.of(Set.of()), SettingReader::both),
                "one or more, separated by commas, of "
                        + groups.keySet().stream().sorted().toList() + " and "
                        + Arrays.toString(type.getEnumConstants()));
    }

    /**
     * Anything else.
     *
     * @param <T> what it is read as
     * @param name the setting
     * @param otherwise the default
     * @param parse reads the text; empty where it is not legal
     * @param legal what is legal, to follow the words "must be"
     * @return its value
     * @throws IllegalArgumentException if it is not legal
     */
    public <T> T value(String name, T otherwise, Function<String, Optional<T>> parse, String legal) {
        return settings.get(name)
                .map(text -> parse.apply(text).orElseThrow(() -> illegal(name, legal)))
                .orElse(otherwise);
    }

    static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static <E extends Enum<E>> Optional<Set<E>> named(Class<E> type, Map<String, Set<E>> groups, String word) {
        return Optional.ofNullable(groups.get(word.toLowerCase(Locale.ROOT)))
                .or(() -> find(type, word).map(Set::of));
    }

    private static <E extends Enum<E>> Optional<Set<E>> both(Optional<Set<E>> some, Optional<Set<E>> more) {
        return some.flatMap(set ->
                more.map(other -> Stream.concat(set.stream(), other.stream()).collect(Collectors.toSet())));
    }

    private static Optional<Duration> parseSeconds(String text) {
        return SECONDS.matcher(text).matches()
                ? Optional.of(
                        Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact()))
                : Optional.empty();
    }

    String profile() {
        return profile;
    }

    private IllegalArgumentException illegal(String name, String legal) {
        return new IllegalArgumentException("setting " + name + " of profile " + profile + " must be " + legal
                + ", was '" + settings.get(name).orElse("") + "'");
    }
}
