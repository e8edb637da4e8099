package com.betterfleet.oscp.examples.vectordepot.serve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The properties of a configuration, each name known and each value there; what is not legal is said by its name. */
final class Values {
    private final Map<String, String> values;

    private Values(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Checks the names, and that each has a value.
     *
     * @throws IllegalArgumentException naming every property that is unknown or empty
     */
    static Values of(Properties properties) {
        Map<String, String> values = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, properties.getProperty(name).strip());
        }
        values.forEach((name, value) -> problem(name, value).ifPresent(wrong::add));
        refuse(wrong);
        return new Values(values);
    }

    private static Optional<String> problem(String name, String value) {
        Optional<String> nearest = Known.nearestIfUnknown(name);
        if (nearest.isPresent()) {
            return Optional.of("unknown property " + name + ", the nearest is " + nearest.get());
        }
        return value.isEmpty() ? Optional.of(name + " has no value") : Optional.empty();
    }

    /** Refuses with everything that is wrong, in one line. */
    static void refuse(Collection<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A value whose presence was checked. */
    String require(String name) {
        return get(name).orElseThrow(() -> new IllegalArgumentException("missing " + name));
    }

    /** A value as something else; what refuses it is said under the property's name. */
    <T> T require(String name, Function<String, T> as) {
        return named(name, () -> as.apply(require(name)));
    }

    /** A value as something else, if it is there. */
    <T> Optional<T> get(String name, Function<String, T> as) {
        return get(name).map(value -> named(name, () -> as.apply(value)));
    }

    /** What follows a prefix in the names, with the values, in the order of names. */
    Map<String, String> under(String prefix) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length()),
                        Map.Entry::getValue,
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** Runs what may refuse, and says the property's name before what it says. */
    static <T> T named(String name, java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(name + ": " + refused.getMessage(), refused);
        }
    }
}
