package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.Rules;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/** One body while it is read: the cursor, what is wrong so far, and the tolerances that were needed so far. */
final class BodyReader {
    /** Reads the value at the cursor; null after a complaint. */
    interface Element<T> {
        @Nullable
        T read(BodyReader in) throws IOException;
    }

    private final JsonParser parser;
    private final Set<Tolerance> tolerated;
    private final Optional<ZoneId> naiveZone;
    private final Violations violations = new Violations();
    private final EnumSet<Tolerance> used = EnumSet.noneOf(Tolerance.class);

    BodyReader(JsonParser parser, Set<Tolerance> tolerated, Optional<ZoneId> naiveZone) {
        this.parser = parser;
        this.tolerated = tolerated;
        this.naiveZone = naiveZone;
    }

    JsonParser parser() {
        return parser;
    }

    JsonToken token() {
        JsonToken token = parser.currentToken();
        return token == null ? JsonToken.NOT_AVAILABLE : token;
    }

    Violations violations() {
        return violations;
    }

    Set<Tolerance> used() {
        return used;
    }

    Optional<ZoneId> naiveZone() {
        return naiveZone;
    }

    /** Whether this departure is tolerated; if so, it is recorded as used. */
    boolean tolerates(Tolerance tolerance) {
        if (!tolerated.contains(tolerance)) {
            return false;
        }
        used.add(tolerance);
        return true;
    }

    /** Complains about the value at the cursor. */
    void complain(String message) {
        violations.add(Paths.of(parser.getParsingContext()), message);
    }

    /** Complains about the body as a whole. */
    void complainOfBody(String message) {
        violations.add("", message);
    }

    /** Complains about a property of the object that has just been read. */
    void complainAt(String property, String message) {
        violations.add(Paths.below(parser.getParsingContext(), property), message);
    }

    /** Complains if there is a complaint; whether there was none. */
    boolean obeys(Optional<String> complaint) {
        complaint.ifPresent(this::complain);
        return complaint.isEmpty();
    }

    boolean obeysAt(String property, Optional<String> complaint) {
        complaint.ifPresent(message -> complainAt(property, message));
        return complaint.isEmpty();
    }

    /** Complains that the value at the cursor is of the wrong kind, and steps over it. */
    void wrongKind(String wanted) throws IOException {
        complain("must be " + wanted + ", is " + kind());
        skip();
    }

    /** Reads a list that needs an entry; null after a complaint about the list as such. */
    <T> @Nullable List<T> list(Element<T> element) throws IOException {
        if (token() != JsonToken.START_ARRAY) {
            wrongKind("a list");
            return null;
        }
        List<T> values = new ArrayList<>();
        int entries = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            entries++;
            T value = element.read(this);
            if (value != null) {
                values.add(value);
            }
        }
        return obeys(Rules.entries(entries)) ? values : null;
    }

    /** Steps over the value at the cursor, still looking for properties that are given twice. */
    void skip() throws IOException {
        if (token() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                skip();
            }
        } else if (token() == JsonToken.START_OBJECT) {
            skipObject();
        }
    }

    private void skipObject() throws IOException {
        Set<String> names = new HashSet<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (!names.add(name)) {
                complain("is given twice");
            }
            parser.nextToken();
            skip();
        }
    }

    private String kind() {
        return switch (token()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "missing";
        };
    }
}
