package com.betterfleet.oscp.examples.vectordepot;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what {@link RecordJson} wrote back into the library's public records, component by component. */
public final class RecordRead {
    private RecordRead() {}

    /**
     * A value.
     *
     * @param json what was written
     * @param type a record, a sealed family of records or anything that a component holds
     * @return the value
     * @throws IllegalArgumentException if that is not written there, or the value is not valid
     */
    public static Object of(JsonNode json, Type type) {
        if (type instanceof WildcardType wildcard) {
            return of(json, wildcard.getUpperBounds()[0]);
        }
        if (type instanceof ParameterizedType generic) {
            return generic(json, generic);
        }
        if (type instanceof Class<?> plain) {
            return plain.isRecord() || plain.isSealed() ? record(json, member(json, plain)) : scalar(json, plain);
        }
        throw new IllegalArgumentException("type must be a class, was " + type);
    }

    private static Object generic(JsonNode json, ParameterizedType type) {
        Type element = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return json.isNull() ? Optional.empty() : Optional.of(of(json, element));
        }
        List<Object> list = new ArrayList<>();
        json.forEach(one -> list.add(of(one, element)));
        return list;
    }

    private static Object scalar(JsonNode json, Class<?> type) {
        String text = json.asText();
        if (type == String.class) {
            return text;
        }
        if (type == long.class) {
            return json.asLong();
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(text);
        }
        if (type == Instant.class) {
            return instant(text);
        }
        if (type.isEnum()) {
            return word(text, type);
        }
        throw new IllegalArgumentException("type must be one that journals hold, was " + type);
    }

    private static Object word(String text, Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .filter(one -> ((Enum<?>) one).name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        type.getSimpleName() + " must be one of its words, was '" + text + "'"));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("an instant must be like 2026-09-26T00:00:00Z, was " + text, unreadable);
        }
    }

    private static Class<?> member(JsonNode json, Class<?> type) {
        if (!type.isSealed()) {
            return type;
        }
        String name = json.path("is").asText();
        for (Class<?> member : type.getPermittedSubclasses()) {
            if (member.getSimpleName().equals(name)) {
                return member;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " must be one of its family, was '" + name + "'");
    }

    private static Object record(JsonNode json, Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            values[i] = of(json.path(parts[i].getName()), parts[i].getGenericType());
        }
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException invalid) {
            throw new IllegalArgumentException(type.getSimpleName() + ": " + invalid.getCause(), invalid);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("constructor of a public record " + type.getSimpleName(), impossible);
        }
    }
}
