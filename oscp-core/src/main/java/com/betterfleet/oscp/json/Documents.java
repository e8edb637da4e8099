package com.betterfleet.oscp.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/** Whole JSON documents: what holds for every body, whichever message it is. */
final class Documents {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(20_000)
                    .maxNumberLength(200)
                    .maxNameLength(256)
                    .build())
            // A peer's property names must not fill the JVM's table of interned strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final int USUAL_SIZE = 512;

    private Documents() {}

    /** Writes into a generator. */
    interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    static <T> DecodeResult<T> read(
            byte[] body, Set<Tolerance> tolerances, Optional<ZoneId> zone, MessageReader reader, Class<T> type) {
        Optional<String> unreadable = judgeBytes(body);
        if (unreadable.isPresent()) {
            return refused(unreadable.get());
        }
        try (JsonParser parser = open(body)) {
            BodyReader in = new BodyReader(parser, tolerances, zone);
            Object message = readWhole(in, reader);
            return message == null || !in.violations().isEmpty()
                    ? new DecodeResult.Refused<>(in.violations().all())
                    : new DecodeResult.Decoded<>(type.cast(message), in.used());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static JsonParser open(byte[] body) throws IOException {
        return JSON.createParser(body);
    }

    static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator out = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            content.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static @Nullable Object readWhole(BodyReader in, MessageReader reader) throws IOException {
        try {
            return readOnly(in, reader);
        } catch (StreamConstraintsException beyond) {
            in.complainOfBody("the body is beyond a bound: nesting 16, text 20000 characters, number 200, name 256");
        } catch (JsonProcessingException malformed) {
            in.complainOfBody("the body is not well-formed JSON near byte "
                    + malformed.getLocation().getByteOffset());
        }
        return null;
    }

    private static @Nullable Object readOnly(BodyReader in, MessageReader reader) throws IOException {
        if (in.parser().nextToken() != JsonToken.START_OBJECT) {
            in.complainOfBody("the body is not a JSON object");
            return null;
        }
        Object message = reader.read(in);
        if (in.parser().nextToken() != null) {
            in.complainOfBody("something follows the JSON object");
        }
        return message;
    }

    private static Optional<String> judgeBytes(byte[] body) {
        if (Utf8.startsWithByteOrderMark(body)) {
            return Optional.of("the body starts with a byte order mark");
        }
        return Utf8.isWellFormed(body) ? Optional.empty() : Optional.of("the body is not UTF-8");
    }

    private static <T> DecodeResult<T> refused(String message) {
        return new DecodeResult.Refused<>(List.of(new Violation("", message)));
    }
}
