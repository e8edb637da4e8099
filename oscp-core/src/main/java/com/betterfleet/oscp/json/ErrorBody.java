package com.betterfleet.oscp.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** The body of an error answer: {@code {"message": "..."}}. */
final class ErrorBody {
    private static final int MOST_READ = 64 * 1024;
    private static final int MOST_SHOWN = 500;
    private static final int MOST_WRITTEN = 32_768;
    private static final int REPLACEMENT = 0xfffd;

    private ErrorBody() {}

    static byte[] write(String message) {
        String sound = wellFormed(message, MOST_WRITTEN);
        return Documents.write(out -> {
            out.writeStartObject();
            out.writeStringField("message", sound);
            out.writeEndObject();
        });
    }

    static Optional<String> read(byte[] body) {
        if (body.length > MOST_READ || !Utf8.isWellFormed(body)) {
            return Optional.empty();
        }
        try (JsonParser parser = Documents.open(body)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? message(parser) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> message(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("message") && value == JsonToken.VALUE_STRING) {
                return Optional.of(printable(parser.getText()));
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        wellFormed(text, MOST_SHOWN)
                .codePoints()
                .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return shown.toString();
    }

    private static String wellFormed(String text, int most) {
        StringBuilder sound = new StringBuilder();
        text.substring(0, Math.min(text.length(), most))
                .codePoints()
                .forEach(c -> sound.appendCodePoint(isSurrogate(c) ? REPLACEMENT : c));
        return sound.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
