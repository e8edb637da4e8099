package com.betterfleet.oscp.testkit.cp;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects what is wrong with one document while its fields are read. Each look-up answers empty where it has found something wrong. */
final class Inspection {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Pattern POINTLESS_FRACTION = Pattern.compile("-?\\d+\\.0+");
    private static final Pattern EXPONENT = Pattern.compile(".*[eE].*");

    private final List<String> findings = new ArrayList<>();

    List<String> findings() {
        return List.copyOf(findings);
    }

    void found(String path, String what) {
        findings.add(path.isEmpty() ? what : path + ": " + what);
    }

    Optional<JsonValue.Members> object(JsonValue value, String path) {
        if (value instanceof JsonValue.Members members) {
            return Optional.of(members);
        }
        found(path, "must be an object");
        return Optional.empty();
    }

    void onlyKnown(JsonValue.Members object, String path, Set<String> known) {
        object.members().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> found(join(path, name), "is no property of this message"));
    }

    Optional<String> text(JsonValue.Members object, String path, String name) {
        return present(object, path, name, true).flatMap(value -> textOf(value, join(path, name)));
    }

    Optional<String> word(JsonValue.Members object, String path, String name, Set<String> allowed) {
        return text(object, path, name).filter(word -> allowed(word, join(path, name), allowed));
    }

    Optional<String> optionalWord(JsonValue.Members object, String path, String name, Set<String> allowed) {
        return present(object, path, name, false)
                .flatMap(value -> textOf(value, join(path, name)))
                .filter(word -> allowed(word, join(path, name), allowed));
    }

    Optional<BigDecimal> number(JsonValue.Members object, String path, String name) {
        return present(object, path, name, true).flatMap(value -> numberOf(value, join(path, name)));
    }

    Optional<BigDecimal> optionalNumber(JsonValue.Members object, String path, String name) {
        return present(object, path, name, false).flatMap(value -> numberOf(value, join(path, name)));
    }

    Optional<Instant> time(JsonValue.Members object, String path, String name) {
        return text(object, path, name).flatMap(text -> timeOf(text, join(path, name)));
    }

    Optional<Instant> optionalTime(JsonValue.Members object, String path, String name) {
        return present(object, path, name, false)
                .flatMap(value -> textOf(value, join(path, name)))
                .flatMap(text -> timeOf(text, join(path, name)));
    }

    Optional<JsonValue.Members> optionalObject(JsonValue.Members object, String path, String name) {
        return present(object, path, name, false).flatMap(value -> object(value, join(path, name)));
    }

    List<JsonValue> items(JsonValue.Members object, String path, String name) {
        Optional<JsonValue> value = present(object, path, name, true);
        if (value.isPresent()
                && value.get() instanceof JsonValue.Items items
                && !items.items().isEmpty()) {
            return items.items();
        }
        value.ifPresent(other -> found(join(path, name), "must be a list of at least one"));
        return List.of();
    }

    boolean holds(JsonValue.Members object, String name) {
        return object.members().containsKey(name);
    }

    Optional<String> textOf(JsonValue value, String path) {
        if (value instanceof JsonValue.Text text && !text.text().isEmpty()) {
            return Optional.of(text.text());
        }
        found(path, "must be a string of at least one character");
        return Optional.empty();
    }

    boolean allowed(String word, String path, Set<String> allowed) {
        if (!allowed.contains(word)) {
            found(
                    path,
                    word + " is not one of "
                            + String.join(", ", allowed.stream().sorted().toList()));
        }
        return allowed.contains(word);
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Optional<JsonValue> present(JsonValue.Members object, String path, String name, boolean required) {
        Map<String, JsonValue> members = object.members();
        JsonValue value = members.get(name);
        if (value instanceof JsonValue.Nothing) {
            found(join(path, name), "must not be null");
            return Optional.empty();
        }
        if (value == null && required) {
            found(join(path, name), "is required");
        }
        return Optional.ofNullable(value);
    }

    private Optional<BigDecimal> numberOf(JsonValue value, String path) {
        if (!(value instanceof JsonValue.Digits digits)) {
            found(path, "must be a number");
            return Optional.empty();
        }
        return plain(digits.text(), path);
    }

    private Optional<BigDecimal> plain(String digits, String path) {
        if (EXPONENT.matcher(digits).matches()) {
            found(path, digits + " is written with an exponent");
            return Optional.empty();
        }
        if (POINTLESS_FRACTION.matcher(digits).matches()) {
            found(path, digits + " is a whole number written with a fraction");
        }
        return Optional.of(new BigDecimal(digits));
    }

    private Optional<Instant> timeOf(String text, String path) {
        if (!TIME.matcher(text).matches()) {
            found(path, text + " is not a UTC time with Z and exactly three fraction digits");
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            found(path, text + " is no time");
            return Optional.empty();
        }
    }
}
