package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.operation.UnreadableRecordException;
import com.betterfleet.oscp.store.Payload;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes aggregates as JSON with a schema number, and reads them back. Thread-safe. */
final class PayloadCodec {
    static final int SCHEMA = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new SealedTypes())
            .addModule(new JavaTimeModule())
            .addModule(new OptionalModule())
            .addModule(new BlocksModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .build();

    private PayloadCodec() {}

    /** Thrown for a payload that this node cannot read: it is left alone, and so is all that depends on it. */
    static class Unreadable extends UnreadableRecordException {
        private static final long serialVersionUID = 1L;
        private final String what;

        Unreadable(String what) {
            super(what);
            this.what = what;
        }

        Unreadable(Class<?> type, IOException why) {
            this("a stored " + type.getSimpleName() + " cannot be read");
            initCause(why);
        }

        /** What cannot be read and why; nothing of its content. */
        String what() {
            return what;
        }
    }

    /** Thrown for a payload that a newer node wrote. */
    static final class NewerSchema extends Unreadable {
        private static final long serialVersionUID = 1L;

        NewerSchema(Class<?> type, int schema) {
            super("a stored " + type.getSimpleName() + " has schema " + schema + ", this node knows " + SCHEMA);
        }
    }

    static Payload write(Object aggregate) {
        return new Payload(SCHEMA, bytes(aggregate));
    }

    static String json(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    static <T> T read(Payload payload, Class<T> type) {
        if (payload.schema() > SCHEMA) {
            throw new NewerSchema(type, payload.schema());
        }
        return parse(new String(payload.bytes(), StandardCharsets.UTF_8), type);
    }

    static <T> T parse(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException unreadable) {
            throw new Unreadable(type, unreadable);
        }
    }

    /** The text at a place in a JSON text; empty if there is none, or no JSON. */
    static Optional<String> at(String json, String pointer) {
        try {
            return Optional.ofNullable(MAPPER.readTree(json).at(pointer).textValue());
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a " + value.getClass().getSimpleName() + " cannot be written", impossible);
        }
    }
}
