package com.betterfleet.oscp.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The JSON Schema of a status, as the docs have it. */
final class StatusSchema {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String TEXT = text(Path.of("..", "docs", "status.schema.json"));
    static final JsonNode TREE = tree(TEXT);

    private static final String ID = TREE.get("$id").textValue();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, TEXT)));

    private StatusSchema() {}

    /** What is wrong with a status of everything, each as {@code /place keyword}; nothing if it is valid. */
    static List<String> complaints(String status) {
        return complaints(ID, status);
    }

    /** What is wrong with the status of one connection. */
    static List<String> complaintsOfConnection(String status) {
        return complaints(ID + "#/$defs/connection", status);
    }

    /** One of its definitions. */
    static JsonNode definition(String name) {
        return TREE.get("$defs").get(name);
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> complaints(String location, String document) {
        return REGISTRY.getSchema(SchemaLocation.of(location)).validate(document, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
