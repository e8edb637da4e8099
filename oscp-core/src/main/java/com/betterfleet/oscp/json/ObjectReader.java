package com.betterfleet.oscp.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * Reads the properties of one kind of object into a draft: required ones must be there, none may be there twice, and
 * what is not known needs a tolerance. Immutable.
 *
 * @param <D> what collects the values until the record can be made
 */
final class ObjectReader<D> {
    /** Reads the value at the cursor into the draft. */
    interface Property<D> {
        void read(BodyReader in, D draft) throws IOException;
    }

    private record Named<D>(String name, boolean required, Property<D> property) {}

    private final Named<D>[] properties;
    private final int required;

    private ObjectReader(Named<D>[] properties) {
        this.properties = properties;
        int mask = 0;
        for (int i = 0; i < properties.length; i++) {
            mask |= properties[i].required() ? 1 << i : 0;
        }
        this.required = mask;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an empty array of a generic type cannot be made otherwise
    static <D> ObjectReader<D> empty() {
        return new ObjectReader<>((Named<D>[]) new Named[0]);
    }

    ObjectReader<D> required(String name, Property<D> property) {
        return with(new Named<>(name, true, property));
    }

    ObjectReader<D> optional(String name, Property<D> property) {
        return with(new Named<>(name, false, property));
    }

    private ObjectReader<D> with(Named<D> next) {
        Named<D>[] more = Arrays.copyOf(properties, properties.length + 1);
        more[properties.length] = next;
        return new ObjectReader<>(more);
    }

    /** Reads the object at the cursor; false after a complaint that it is none. Leaves the cursor at its end. */
    boolean read(BodyReader in, D draft) throws IOException {
        if (in.token() != JsonToken.START_OBJECT) {
            in.wrongKind("an object");
            return false;
        }
        JsonParser parser = in.parser();
        int seen = 0;
        int expected = 0;
        Set<String> unknown = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int at = find(name, expected);
            parser.nextToken();
            if (at < 0) {
                unknown = unknown(in, name, unknown);
            } else if ((seen & 1 << at) != 0) {
                twice(in);
            } else {
                seen |= 1 << at;
                expected = at + 1;
                value(in, properties[at], draft);
            }
        }
        complainOfMissing(in, required & ~seen);
        return true;
    }

    /** Peers write in a steady order, so the property after the last one is tried first. */
    private int find(String name, int expected) {
        if (expected < properties.length && properties[expected].name().equals(name)) {
            return expected;
        }
        for (int i = 0; i < properties.length; i++) {
            if (properties[i].name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void value(BodyReader in, Named<D> named, D draft) throws IOException {
        if (in.token() != JsonToken.VALUE_NULL) {
            named.property().read(in, draft);
        } else if (named.required()) {
            in.complain("is null, a value is required");
        } else if (!in.tolerates(Tolerance.NULL_FOR_ABSENT)) {
            in.complain("is null; an absent value is left out");
        }
    }

    private static void twice(BodyReader in) throws IOException {
        in.complain("is given twice");
        in.skip();
    }

    private static Set<String> unknown(BodyReader in, String name, @Nullable Set<String> before) throws IOException {
        Set<String> names = before == null ? new HashSet<>() : before;
        if (!names.add(name)) {
            in.complain("is given twice");
        } else if (!in.tolerates(Tolerance.UNKNOWN_PROPERTIES)) {
            in.complain("is not a property of OSCP 2.0");
        }
        in.skip();
        return names;
    }

    private void complainOfMissing(BodyReader in, int missing) {
        for (int i = 0; missing >>> i != 0; i++) {
            if ((missing >>> i & 1) != 0) {
                in.complainAt(properties[i].name(), "is missing");
            }
        }
    }
}
