package com.betterfleet.oscp.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What Jackson's tokens alone cost on one document: the least that anything on top of them has to pay. */
final class TokenFloor {
    private static final JsonFactory JSON = new JsonFactory();

    private record Token(JsonToken kind, SerializableString text) {}

    private final byte[] body;
    private final List<Token> tokens = new ArrayList<>();

    TokenFloor(byte[] body) throws IOException {
        this.body = body.clone();
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                tokens.add(new Token(parser.currentToken(), new SerializedString(parser.getText())));
            }
        }
    }

    /**
     * Every token once. A value is touched by asking for its length: Jackson steps over a text that nobody asks for, and
     * nobody who reads a message can do that. No text becomes a string, no number a number.
     */
    int read() throws IOException {
        int touched = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                touched += token.isScalarValue() ? parser.getTextLength() : 1;
            }
        }
        return touched;
    }

    /** The same document again, with every name, text and number already made. */
    byte[] write() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            for (Token token : tokens) {
                write(out, token);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Token token) throws IOException {
        switch (token.kind()) {
            case START_OBJECT -> out.writeStartObject();
            case END_OBJECT -> out.writeEndObject();
            case START_ARRAY -> out.writeStartArray();
            case END_ARRAY -> out.writeEndArray();
            case FIELD_NAME -> out.writeFieldName(token.text());
            case VALUE_STRING -> out.writeString(token.text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                out.writeNumber(token.text().getValue());
            default -> throw new IllegalArgumentException("no token of the samples: " + token);
        }
    }
}
