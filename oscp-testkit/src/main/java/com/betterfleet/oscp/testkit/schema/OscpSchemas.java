package com.betterfleet.oscp.testkit.schema;

import com.betterfleet.oscp.message.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds the JSON Schemas. The validator is yours to choose; tell it {@link #byId()}, so that it finds the parts that the messages
 * share. With json-schema-validator 2:
 *
 * <pre>{@code
 * SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
 *         SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(OscpSchemas.byId()));
 * Schema heartbeat = registry.getSchema(SchemaLocation.of(OscpSchemas.idOf(Action.HEARTBEAT)));
 * List<Error> wrong = heartbeat.validate(body, InputFormat.JSON);
 * }</pre>
 *
 * <p>An id is a name, not an address: nothing is to be fetched from there. Thread-safe.
 */
public final class OscpSchemas {
    private static final String BASE = "https://betterfleet.com/oscp/2.0/schema/";
    private static final String ERROR = "error";
    private static final String COMMON = "common";
    private static final Map<String, String> BY_ID = readAll();

    private OscpSchemas() {}

    /**
     * The schema of a message's body.
     *
     * @param action which message
     * @return the document
     */
    public static String of(Action action) {
        return read(action.path());
    }

    /**
     * The schema of the body of an answer other than 204.
     *
     * @return the document
     */
    public static String ofError() {
        return read(ERROR);
    }

    /**
     * The {@code $id} of a message's schema.
     *
     * @param action which message
     * @return an absolute URI
     */
    public static String idOf(Action action) {
        return id(action.path());
    }

    /**
     * The {@code $id} of the schema of an error body.
     *
     * @return an absolute URI
     */
    public static String idOfError() {
        return id(ERROR);
    }

    /**
     * Every document, the one of shared parts included.
     *
     * @return from {@code $id} to document, unmodifiable
     */
    public static Map<String, String> byId() {
        return BY_ID;
    }

    private static Map<String, String> readAll() {
        Map<String, String> all = new TreeMap<>();
        Stream.concat(Arrays.stream(Action.values()).map(Action::path), Stream.of(ERROR, COMMON))
                .forEach(name -> all.put(id(name), read(name)));
        return Collections.unmodifiableMap(all);
    }

    private static String id(String name) {
        return BASE + file(name);
    }

    private static String file(String name) {
        return name + ".schema.json";
    }

    private static String read(String name) {
        try (InputStream in = OscpSchemas.class.getResourceAsStream(file(name))) {
            if (in == null) {
                throw new IllegalStateException(file(name) + " is not on the class path beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
