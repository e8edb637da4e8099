package com.betterfleet.oscp.operation;

import com.betterfleet.envelope.Limit;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * How what operators read is written as JSON: absent fields are left out, numbers are plain and exact, an unlimited limit is
 * the word {@code "unlimited"}.
 */
final class JsonFields {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonGenerator json;

    JsonFields(JsonGenerator json) {
        this.json = json;
    }

    /** Writes one document. */
    interface Document {
        void write(JsonGenerator json) throws IOException;
    }

    static String text(Document document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            document.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    void limit(String name, Optional<Limit> limit) throws IOException {
        if (limit.isEmpty()) {
            return;
        }
        if (limit.get() instanceof Limit.Limited limited) {
            json.writeNumberField(name, limited.most().watts());
        } else {
            json.writeStringField(name, "unlimited");
        }
    }

    void text(String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        }
    }
}
