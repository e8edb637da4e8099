package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.testkit.schema.OscpSchemas;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** The JSON Schemas of the test kit behind a validator, which fetches nothing. */
final class Schemas {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(OscpSchemas.byId()));

    private Schemas() {}

    /** What is wrong with a document, each as {@code /place keyword}; nothing if it is valid. */
    static List<String> complaints(String schemaId, String document) {
        return REGISTRY.getSchema(SchemaLocation.of(schemaId)).validate(document, InputFormat.JSON).stream()
                .map(Schemas::told)
                .toList();
    }

    private static String told(Error error) {
        return error.getInstanceLocation() + " " + error.getKeyword();
    }
}
